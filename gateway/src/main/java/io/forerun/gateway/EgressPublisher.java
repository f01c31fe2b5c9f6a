package io.forerun.gateway;

import io.forerun.codec.AckEncoder;
import io.forerun.codec.DecisionEncoder;
import io.forerun.codec.EndOfReplyEncoder;
import io.forerun.codec.HeartbeatEncoder;
import io.forerun.codec.MessageHeaderEncoder;
import io.forerun.codec.OperatingMode;
import io.forerun.codec.Refusal;
import io.forerun.codec.RejectCode;
import io.forerun.codec.RejectEncoder;
import io.forerun.codec.StatusEncoder;
import io.forerun.codec.UserDueEncoder;
import io.forerun.codec.WelcomeEncoder;
import io.forerun.core.EngineStatus;
import io.forerun.core.Refusals;
import io.forerun.core.Rejection;
import io.forerun.core.UserForecast;
import io.forerun.forecast.ForecastTable;
import io.forerun.plan.Decision;
import io.forerun.prewarm.UserDue;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.function.Consumer;
import org.agrona.ExpandableArrayBuffer;

/**
 * Encodes what the server says as frames. One per event loop or thread; encodes into a scratch buffer, then copies into a
 * frame of the right size.
 */
final class EgressPublisher {
    private static final int MAX_TEXT = 1_024;

    private final ByteBufAllocator allocator;
    private final Consumer<RejectCode> rejects;
    private final ExpandableArrayBuffer scratch = new ExpandableArrayBuffer(4_096);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final WelcomeEncoder welcome = new WelcomeEncoder();
    private final AckEncoder ack = new AckEncoder();
    private final RejectEncoder reject = new RejectEncoder();
    private final DecisionEncoder decision = new DecisionEncoder();
    private final StatusEncoder status = new StatusEncoder();
    private final HeartbeatEncoder heartbeat = new HeartbeatEncoder();
    private final EndOfReplyEncoder endOfReply = new EndOfReplyEncoder();
    private final UserDueEncoder due = new UserDueEncoder();
    private final ForecastPublisher forecasts = new ForecastPublisher();

    /**
     * Ready to encode.
     *
     * @param allocator of frames
     * @param rejects counts each Reject
     */
    EgressPublisher(final ByteBufAllocator allocator, final Consumer<RejectCode> rejects) {
        this.allocator = allocator;
        this.rejects = rejects;
    }

    static RejectCode code(final Rejection rejection) {
        return switch (rejection) {
            case GAP -> RejectCode.GAP;
            case FENCED -> RejectCode.FENCED;
            case UNKNOWN_STREAM -> RejectCode.UNKNOWN_STREAM;
        };
    }

    ByteBuf welcome(final long session, final long lastSequence, final int window) {
        welcome.wrapAndApplyHeader(scratch, 0, header)
                .session(session)
                .lastSequence(lastSequence)
                .window(window)
                .maxBatch(Frames.MAX_BATCH);
        return frame(welcome.encodedLength());
    }

    ByteBuf ack(
            final long lastSequence,
            final int window,
            final long duplicates,
            final boolean atEndOfInput,
            final long[] refused) {
        int reasons = 0;
        for (final long count : refused) {
            reasons += count > 0 ? 1 : 0;
        }
        final AckEncoder.RefusedEncoder group = ack.wrapAndApplyHeader(scratch, 0, header)
                .lastSequence(lastSequence)
                .window(window)
                .duplicates(duplicates)
                .endOfInput((short) (atEndOfInput ? 1 : 0))
                .refusedCount(reasons);
        for (int reason = 0; reason < Refusals.REASONS; reason++) {
            if (refused[reason] > 0) {
                group.next().reason(Refusal.get((short) reason)).records(refused[reason]);
            }
        }
        return frame(ack.encodedLength());
    }

    ByteBuf reject(final RejectCode code, final long sequence, final String text) {
        rejects.accept(code);
        reject.wrapAndApplyHeader(scratch, 0, header)
                .code(code)
                .sequence(sequence)
                .text(text.length() > MAX_TEXT / 4 ? text.substring(0, MAX_TEXT / 4) : text);
        return frame(reject.encodedLength());
    }

    ByteBuf decision(final Decision made) {
        decision.wrapAndApplyHeader(scratch, 0, header)
                .decisionId(made.id())
                .atMs(made.atMs())
                .mode(OperatingMode.get((short) made.mode().ordinal()))
                .fromNodes(made.from())
                .toNodes(made.to())
                .leadTimeMs(made.forecast().leadTimeMs())
                .horizonMs(made.forecast().horizonMs())
                .quantile((float) made.forecast().quantile())
                .forecastMedian((float) made.forecast().median())
                .forecastChosen((float) made.forecast().chosen())
                .confidence((float) made.forecast().confidence())
                .usdPerHourDelta((float) made.usdPerHourDelta())
                .slaRisk((float) made.slaRisk())
                .presentShare(made.shares().map(each -> (float) each.present()).orElse(Float.NaN))
                .predictedShare(
                        made.shares().map(each -> (float) each.predicted()).orElse(Float.NaN));
        final DecisionEncoder.CandidatesEncoder candidates =
                decision.candidatesCount(made.candidates().size());
        made.candidates()
                .forEach(candidate -> candidates.next().nodes(candidate.nodes()).name(candidate.name()));
        final DecisionEncoder.GuardsEncoder guards =
                decision.guardsCount(made.guards().size());
        made.guards().forEach(guard -> guards.next().name(guard));
        decision.target(made.target()).won(made.won()).outcome(made.outcome().toString());
        return frame(decision.encodedLength());
    }

    ByteBuf status(final long queryId, final EngineStatus now) {
        status.wrapAndApplyHeader(scratch, 0, header)
                .queryId(queryId)
                .nowMs(now.nowMs())
                .mode(OperatingMode.get((short) now.mode().ordinal()))
                .paused((short) (now.paused() ? 1 : 0))
                .users(now.users())
                .groups(now.groups())
                .accepted(now.accepted())
                .refused(now.refused())
                .duplicates(now.duplicates())
                .late(now.late())
                .decisions(now.decisions())
                .evicted(now.evicted())
                .forgotten(now.forgotten())
                .unprofiled(now.unprofiled())
                .ungrouped(now.ungrouped())
                .modelEpoch((short) now.model().epoch())
                .modelName(now.model().name())
                .modelFromMs(now.model().fromMs())
                .modelToMs(now.model().toMs())
                .dueLater(now.dueLater())
                .dueSkipped(now.dueSkipped());
        return frame(status.encodedLength());
    }

    ByteBuf heartbeat(final long atMs) {
        heartbeat.wrapAndApplyHeader(scratch, 0, header).atMs(atMs);
        return frame(heartbeat.encodedLength());
    }

    ByteBuf endOfReply(final long queryId) {
        endOfReply.wrapAndApplyHeader(scratch, 0, header).queryId(queryId);
        return frame(endOfReply.encodedLength());
    }

    ByteBuf userDue(final UserDue user, final long dropped) {
        due.wrapAndApplyHeader(scratch, 0, header)
                .userId(user.userId)
                .seenMs(user.seenMs)
                .fromMs(user.fromMs)
                .untilMs(user.untilMs)
                .probability((float) user.probability)
                .actionProbability((float) user.actionProbability)
                .dropped(dropped);
        final UserDueEncoder.NextObjectsEncoder objects = due.nextObjectsCount(user.objectCount);
        for (int place = 0; place < user.objectCount; place++) {
            objects.next().probability((float) user.objectProbabilities[place]).objectName(user.objects[place]);
        }
        due.group(user.group).action(user.action);
        return frame(due.encodedLength());
    }

    ByteBuf groupForecast(final long queryId, final ForecastTable table, final int series) {
        return frame(forecasts.group(scratch, queryId, table, series));
    }

    ByteBuf userForecast(final long queryId, final UserForecast forecast) {
        return frame(forecasts.user(scratch, queryId, forecast));
    }

    private ByteBuf frame(final int bodyLength) {
        final int length = MessageHeaderEncoder.ENCODED_LENGTH + bodyLength;
        final ByteBuf frame = allocator.ioBuffer(Frames.LENGTH_BYTES + length);
        frame.writeIntLE(length);
        frame.writeBytes(scratch.byteArray(), 0, length);
        return frame;
    }
}
