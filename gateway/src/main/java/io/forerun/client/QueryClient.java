package io.forerun.client;

import io.forerun.codec.Command;
import io.forerun.codec.DecisionDecoder;
import io.forerun.codec.DecisionSubscribeEncoder;
import io.forerun.codec.EndOfReplyDecoder;
import io.forerun.codec.ForecastDecoder;
import io.forerun.codec.ForecastQueryEncoder;
import io.forerun.codec.ForgetUserEncoder;
import io.forerun.codec.HeartbeatDecoder;
import io.forerun.codec.HeartbeatEncoder;
import io.forerun.codec.MessageHeaderEncoder;
import io.forerun.codec.OperatingMode;
import io.forerun.codec.OperatorCommandEncoder;
import io.forerun.codec.RejectDecoder;
import io.forerun.codec.StatusDecoder;
import io.forerun.codec.Subject;
import io.forerun.codec.SubscriptionKind;
import io.forerun.codec.UserDueDecoder;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Asks a server: forecasts, decisions, users who are due, status, operator's switches. One question at a time, one thread. Decoders handed out
 * are valid until the next call.
 */
public final class QueryClient implements AutoCloseable {
    private static final int ANSWER_TIMEOUT_MS = 10_000;
    private static final int HEARTBEAT_MS = 1_000;
    private static final long OBSERVER = 0;

    private final ServerLink link;
    private final UnsafeBuffer frame = new UnsafeBuffer(new byte[2_048]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private long queryId;

    private QueryClient(final ServerLink link) {
        this.link = link;
    }

    /**
     * Connects as an observer, which sends no records and leaves no trace in the journal.
     *
     * @throws ClientException if the server cannot be reached or refuses
     */
    public static QueryClient connect(final String host, final int port, final String token) {
        final ClientConfig config =
                ClientConfig.of(host, port, "query", OBSERVER).withToken(token);
        try {
            final ServerLink link = ServerLink.open(config);
            link.readTimeoutMs(ANSWER_TIMEOUT_MS);
            return new QueryClient(link);
        } catch (final IOException unreachable) {
            throw new ClientException(
                    "server " + host + ":" + port + " cannot be reached: " + unreachable.getMessage(), unreachable);
        }
    }

    /** Forecast of a group, such as total or web/eu. */
    public ForecastDecoder groupForecast(final String group) {
        final ForecastQueryEncoder query = new ForecastQueryEncoder();
        query.wrapAndApplyHeader(frame, Integer.BYTES, header)
                .queryId(++queryId)
                .subject(Subject.GROUP)
                .userId(0)
                .group(group);
        return forecast(query.encodedLength());
    }

    /** Forecast of a user by name. */
    public ForecastDecoder userForecast(final String user) {
        final ForecastQueryEncoder query = new ForecastQueryEncoder();
        query.wrapAndApplyHeader(frame, Integer.BYTES, header)
                .queryId(++queryId)
                .subject(Subject.USER)
                .userId(XxHash64.of(user))
                .group("");
        return forecast(query.encodedLength());
    }

    private ForecastDecoder forecast(final int bodyLength) {
        write(bodyLength);
        readAnswer(ForecastDecoder.TEMPLATE_ID);
        return new ForecastDecoder().wrapAndApplyHeader(link.received(), 0, link.header());
    }

    /** Hands over the kept decisions from an id on, oldest first. */
    public void decisions(final long fromId, final Consumer<DecisionDecoder> each) {
        final DecisionSubscribeEncoder subscribe = new DecisionSubscribeEncoder();
        subscribe
                .wrapAndApplyHeader(frame, Integer.BYTES, header)
                .queryId(++queryId)
                .kind(SubscriptionKind.DECISIONS)
                .fromId(fromId)
                .follow((short) 0);
        write(subscribe.encodedLength());
        final DecisionDecoder decision = new DecisionDecoder();
        while (readAnswer(DecisionDecoder.TEMPLATE_ID, EndOfReplyDecoder.TEMPLATE_ID) == DecisionDecoder.TEMPLATE_ID) {
            each.accept(decision.wrapAndApplyHeader(link.received(), 0, link.header()));
        }
    }

    /**
     * Hands over users who are due, as the server announces them, until {@code each} has enough.
     *
     * @param each false for enough
     * @throws ClientException if the server announces nobody, or the connection ends
     */
    public void due(final Predicate<UserDueDecoder> each) {
        final DecisionSubscribeEncoder subscribe = new DecisionSubscribeEncoder();
        subscribe
                .wrapAndApplyHeader(frame, Integer.BYTES, header)
                .queryId(++queryId)
                .kind(SubscriptionKind.PREWARM)
                .fromId(0)
                .follow((short) 1);
        write(subscribe.encodedLength());
        try {
            link.readTimeoutMs(HEARTBEAT_MS);
            follow(each);
        } catch (final IOException broken) {
            throw new ClientException("connection lost: " + broken.getMessage(), broken);
        }
    }

    private void follow(final Predicate<UserDueDecoder> each) throws IOException {
        final UserDueDecoder due = new UserDueDecoder();
        long beatNs = System.nanoTime();
        boolean isEnough = false;
        while (!isEnough) {
            try {
                final int template = readUntil(UserDueDecoder.TEMPLATE_ID, HeartbeatDecoder.TEMPLATE_ID);
                if (template == UserDueDecoder.TEMPLATE_ID) {
                    isEnough = !each.test(due.wrapAndApplyHeader(link.received(), 0, link.header()));
                }
            } catch (final SocketTimeoutException quiet) {
                beatNs = 0; // Nobody is due for a while; the server wants to hear that somebody still listens.
            }
            if (System.nanoTime() - beatNs > HEARTBEAT_MS * 1_000_000L) {
                beatNs = System.nanoTime();
                beat();
            }
        }
    }

    private void beat() {
        final HeartbeatEncoder heartbeat = new HeartbeatEncoder();
        heartbeat.wrapAndApplyHeader(frame, Integer.BYTES, header).atMs(System.currentTimeMillis());
        write(heartbeat.encodedLength());
    }

    /** Gives an order, or only asks for the status. */
    public StatusDecoder command(final Command command, final OperatingMode mode) {
        final OperatorCommandEncoder operator = new OperatorCommandEncoder();
        operator.wrapAndApplyHeader(frame, Integer.BYTES, header)
                .queryId(++queryId)
                .command(command)
                .mode(mode);
        return status(operator.encodedLength());
    }

    /**
     * Has the profile of a user erased.
     *
     * @throws ClientException if there is none
     */
    public StatusDecoder forget(final String user) {
        final ForgetUserEncoder forget = new ForgetUserEncoder();
        forget.wrapAndApplyHeader(frame, Integer.BYTES, header)
                .queryId(++queryId)
                .userId(XxHash64.of(user));
        return status(forget.encodedLength());
    }

    private StatusDecoder status(final int bodyLength) {
        write(bodyLength);
        readAnswer(StatusDecoder.TEMPLATE_ID);
        return new StatusDecoder().wrapAndApplyHeader(link.received(), 0, link.header());
    }

    private void write(final int bodyLength) {
        try {
            link.write(frame, MessageHeaderEncoder.ENCODED_LENGTH + bodyLength);
        } catch (final IOException broken) {
            throw new ClientException("connection lost: " + broken.getMessage(), broken);
        }
    }

    private int readAnswer(final int... wanted) {
        try {
            return readUntil(wanted);
        } catch (final IOException broken) {
            throw new ClientException("connection lost: " + broken.getMessage(), broken);
        }
    }

    private int readUntil(final int... wanted) throws IOException {
        while (true) {
            final int template = link.read();
            for (final int candidate : wanted) {
                if (template == candidate) {
                    return template;
                }
            }
            if (template == RejectDecoder.TEMPLATE_ID) {
                final RejectDecoder reject = new RejectDecoder().wrapAndApplyHeader(link.received(), 0, link.header());
                throw new ClientException(reject.code() + ": " + reject.text());
            }
        }
    }

    @Override
    public void close() {
        link.close();
    }
}
