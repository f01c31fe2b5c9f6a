package io.forerun.pipeline;

import io.forerun.codec.journal.ActivityRecordEncoder;
import io.forerun.codec.journal.CapacityRecordEncoder;
import io.forerun.codec.journal.CheckpointRecordEncoder;
import io.forerun.codec.journal.ConfigurationRecordEncoder;
import io.forerun.codec.journal.DictionaryRecordEncoder;
import io.forerun.codec.journal.EndOfInputRecordEncoder;
import io.forerun.codec.journal.ForgetRecordEncoder;
import io.forerun.codec.journal.MessageHeaderEncoder;
import io.forerun.codec.journal.ModelRecordEncoder;
import io.forerun.codec.journal.OperatorRecordEncoder;
import io.forerun.codec.journal.OutcomeRecordEncoder;
import io.forerun.codec.journal.PlanRecordEncoder;
import io.forerun.codec.journal.QueryRecordEncoder;
import io.forerun.codec.journal.SessionCloseRecordEncoder;
import io.forerun.codec.journal.SessionOpenRecordEncoder;
import io.forerun.codec.journal.TickRecordEncoder;
import io.forerun.codec.journal.UtilisationRecordEncoder;
import io.forerun.plan.Capacity;
import io.forerun.plan.Plan;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** Encodes inputs as journal records; each method returns the record's length. One per thread; no allocation. */
final class RecordPublisher {
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final ConfigurationRecordEncoder configuration = new ConfigurationRecordEncoder();
    private final SessionOpenRecordEncoder sessionOpen = new SessionOpenRecordEncoder();
    private final SessionCloseRecordEncoder sessionClose = new SessionCloseRecordEncoder();
    private final DictionaryRecordEncoder dictionary = new DictionaryRecordEncoder();
    private final ActivityRecordEncoder activity = new ActivityRecordEncoder();
    private final UtilisationRecordEncoder utilisation = new UtilisationRecordEncoder();
    private final EndOfInputRecordEncoder endOfInput = new EndOfInputRecordEncoder();
    private final TickRecordEncoder tick = new TickRecordEncoder();
    private final CapacityRecordEncoder capacity = new CapacityRecordEncoder();
    private final PlanRecordEncoder plan = new PlanRecordEncoder();
    private final OperatorRecordEncoder operator = new OperatorRecordEncoder();
    private final OutcomeRecordEncoder outcome = new OutcomeRecordEncoder();
    private final CheckpointRecordEncoder checkpoint = new CheckpointRecordEncoder();
    private final ModelRecordEncoder model = new ModelRecordEncoder();
    private final QueryRecordEncoder query = new QueryRecordEncoder();
    private final ForgetRecordEncoder forget = new ForgetRecordEncoder();

    int configuration(
            final MutableDirectBuffer out,
            final long timeMs,
            final int engineVersion,
            final int part,
            final int parts,
            final byte[] text) {
        configuration
                .wrapAndApplyHeader(out, 0, header)
                .timeMs(timeMs)
                .engineVersion(engineVersion)
                .part(part)
                .parts(parts)
                .putText(text, 0, text.length);
        return length(configuration.encodedLength());
    }

    int sessionOpen(
            final MutableDirectBuffer out,
            final long timeMs,
            final long session,
            final long clientId,
            final long stream,
            final int sampleEvery) {
        sessionOpen.wrapAndApplyHeader(out, 0, header).timeMs(timeMs).session(session).clientId(clientId).stream(stream)
                .sampleEvery(sampleEvery);
        return length(sessionOpen.encodedLength());
    }

    int sessionClose(final MutableDirectBuffer out, final long timeMs, final long session) {
        sessionClose.wrapAndApplyHeader(out, 0, header).timeMs(timeMs).session(session);
        return length(sessionClose.encodedLength());
    }

    int dictionary(
            final MutableDirectBuffer out, final long timeMs, final long session, final List<NameEntry> entries) {
        final DictionaryRecordEncoder.EntriesEncoder group = dictionary
                .wrapAndApplyHeader(out, 0, header)
                .timeMs(timeMs)
                .session(session)
                .entriesCount(entries.size());
        for (final NameEntry entry : entries) {
            group.next().kind((short) entry.kind()).number(entry.number()).name(entry.name());
        }
        return length(dictionary.encodedLength());
    }

    /** Copies blocks whole; the caller then writes refusals at the returned record's block offsets. */
    int activity(
            final MutableDirectBuffer out,
            final long timeMs,
            final long session,
            final long firstSequence,
            final DirectBuffer blocks,
            final int offset,
            final int count) {
        activity.wrapAndApplyHeader(out, 0, header)
                .timeMs(timeMs)
                .session(session)
                .firstSequence(firstSequence)
                .recordsCount(count);
        out.putBytes(activity.limit(), blocks, offset, count * ActivityLayout.BLOCK_LENGTH);
        return activity.limit() + count * ActivityLayout.BLOCK_LENGTH;
    }

    /** Offset of the first block of the record that {@link #activity} wrote last. */
    int activityBlocksOffset() {
        return activity.limit();
    }

    int utilisation(
            final MutableDirectBuffer out, final long timeMs, final long session, final UtilisationEntry entry) {
        utilisation
                .wrapAndApplyHeader(out, 0, header)
                .timeMs(timeMs)
                .session(session)
                .measuredMs(entry.measuredMs())
                .service(entry.service())
                .region(entry.region())
                .nodes(entry.nodes())
                .cpuMilli(entry.cpuMilli())
                .memoryMib(entry.memoryMib())
                .gpuMilli(entry.gpuMilli())
                .requests(entry.requests());
        return length(utilisation.encodedLength());
    }

    int endOfInput(final MutableDirectBuffer out, final long timeMs, final long session, final long lastSequence) {
        endOfInput
                .wrapAndApplyHeader(out, 0, header)
                .timeMs(timeMs)
                .session(session)
                .lastSequence(lastSequence);
        return length(endOfInput.encodedLength());
    }

    int tick(final MutableDirectBuffer out, final long timeMs, final boolean asksForPlan) {
        tick.wrapAndApplyHeader(out, 0, header).timeMs(timeMs).plan((short) (asksForPlan ? 1 : 0));
        return length(tick.encodedLength());
    }

    int capacity(final MutableDirectBuffer out, final long timeMs, final Capacity observed) {
        final CapacityRecordEncoder.TargetsEncoder group = capacity.wrapAndApplyHeader(out, 0, header)
                .timeMs(timeMs)
                .revision(observed.revision())
                .targetsCount(observed.targets().size());
        for (int target = 0; target < observed.targets().size(); target++) {
            final Capacity.Nodes nodes = observed.of(target);
            group.next().target(target).running(nodes.running()).ordered(nodes.ordered());
        }
        return length(capacity.encodedLength());
    }

    int plan(final MutableDirectBuffer out, final long timeMs, final Plan made) {
        final PlanRecordEncoder.TargetsEncoder group = plan.wrapAndApplyHeader(out, 0, header)
                .timeMs(timeMs)
                .basedOnMs(made.basedOnMs())
                .capacityRevision(made.capacityRevision())
                .modeRevision(made.modeRevision())
                .targetsCount(made.targets().size());
        for (final Plan.ForTarget target : made.targets()) {
            group.next()
                    .target(target.target())
                    .nodes(target.nodes())
                    .nodesQ50(target.nodesQ50())
                    .nodesQ90(target.nodesQ90())
                    .leadTimeMs(target.leadTimeMs())
                    .horizonMs(target.horizonMs())
                    .quantile(target.quantile())
                    .median(target.median())
                    .chosen(target.chosen())
                    .confidence(target.confidence())
                    .slaRisk(target.slaRisk());
        }
        return length(plan.encodedLength());
    }

    int operator(
            final MutableDirectBuffer out,
            final long timeMs,
            final long session,
            final long queryId,
            final int command,
            final int mode) {
        operator.wrapAndApplyHeader(out, 0, header)
                .timeMs(timeMs)
                .session(session)
                .queryId(queryId)
                .command((short) command)
                .mode((short) mode);
        return length(operator.encodedLength());
    }

    int outcome(
            final MutableDirectBuffer out,
            final long timeMs,
            final long decisionId,
            final int state,
            final String text) {
        outcome.wrapAndApplyHeader(out, 0, header)
                .timeMs(timeMs)
                .decisionId(decisionId)
                .state((short) state)
                .text(text);
        return length(outcome.encodedLength());
    }

    int checkpoint(
            final MutableDirectBuffer out,
            final long timeMs,
            final long learnedHash,
            final long stateHash,
            final long accepted) {
        checkpoint
                .wrapAndApplyHeader(out, 0, header)
                .timeMs(timeMs)
                .learnedHash(learnedHash)
                .stateHash(stateHash)
                .accepted(accepted);
        return length(checkpoint.encodedLength());
    }

    int forget(
            final MutableDirectBuffer out,
            final long timeMs,
            final long session,
            final long queryId,
            final long userId) {
        forget.wrapAndApplyHeader(out, 0, header)
                .timeMs(timeMs)
                .session(session)
                .queryId(queryId)
                .userId(userId);
        return length(forget.encodedLength());
    }

    int model(final MutableDirectBuffer out, final long timeMs, final int part, final int parts, final byte[] bytes) {
        model.wrapAndApplyHeader(out, 0, header)
                .timeMs(timeMs)
                .part(part)
                .parts(parts)
                .putBytes(bytes, 0, bytes.length);
        return length(model.encodedLength());
    }

    int query(final MutableDirectBuffer out, final long timeMs, final QueryEntry entry) {
        query.wrapAndApplyHeader(out, 0, header)
                .timeMs(timeMs)
                .session(entry.session())
                .queryId(entry.queryId())
                .kind((short) entry.kind().ordinal())
                .argument(entry.argument())
                .follow((short) (entry.follow() ? 1 : 0));
        return length(query.encodedLength());
    }

    private static int length(final int bodyLength) {
        return MessageHeaderEncoder.ENCODED_LENGTH + bodyLength;
    }
}
