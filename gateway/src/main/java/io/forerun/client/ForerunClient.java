package io.forerun.client;

import io.forerun.codec.ActivityBatchEncoder;
import io.forerun.codec.EndOfInputEncoder;
import io.forerun.codec.MessageHeaderEncoder;
import io.forerun.codec.NameKind;
import io.forerun.codec.UtilisationReportEncoder;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Sends activity records, each exactly once: numbers them, batches them, keeps them until they are acknowledged, and after a
 * broken connection goes on where the server left off. One thread sends; {@link #send} waits where the server grants no
 * credit.
 *
 * <p>A source that can be read again (a file) skips {@link #lastSequence()} records after connecting and calls {@link #skip}
 * for each, so that numbers of names stay the same.
 */
public final class ForerunClient implements AutoCloseable {
    private static final long FIRST_RETRY_MS = 20;
    private static final long LAST_RETRY_MS = 1_000;
    private static final int MAX_BATCH = 1_024;
    private static final long LAST_WORD_MS = 500; // A broken connection may still hold why.

    private final ClientConfig config;
    private final AckState state = new AckState();
    private final NameNumbers names = new NameNumbers();
    private final ActivityBlock.Numbers numbers = names::number;
    private final UnsafeBuffer frame = new UnsafeBuffer(new byte[1 << 16]);
    private final ActivityBatchEncoder batch = new ActivityBatchEncoder();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final SendWindow window;
    private final long startedAfter;
    private ServerLink link;
    private Thread reader;
    private long nextSequence; // Of the next record given to send or skip.
    private long unsentSequence; // Of the first record that this connection was not given.
    private long creditUntil; // Last record that may be sent, as far as is known; looked up anew for each batch.
    private long sent;

    private ForerunClient(final ClientConfig config, final ServerLink link) {
        this.config = config;
        this.window = new SendWindow(link.window());
        this.startedAfter = link.lastSequence();
        this.nextSequence = startedAfter + 1;
        this.unsentSequence = nextSequence;
        use(link);
    }

    /**
     * Connects, trying again for as long as the configuration says.
     *
     * @throws ClientException if the server cannot be reached or refuses
     */
    public static ForerunClient connect(final ClientConfig config) {
        if (config.stream() == 0) {
            throw new IllegalArgumentException("stream: value=0, allowed=any other: 0 is for queries");
        }
        return new ForerunClient(config, openWithRetries(config));
    }

    /** Last record that the server had of this identity when the client connected. */
    public long lastSequence() {
        return startedAfter;
    }

    /**
     * Tells a listener of each acknowledgement: the last record that is journalled and applied. Called on the thread that reads the
     * connection, which waits for it.
     */
    public void onAcknowledged(final LongConsumer listener) {
        state.listen(listener);
    }

    /** Counts a record that the server has already; only before the first {@link #send}. Keeps the numbers of names in step. */
    public void skip(final ActivityRow row) {
        number(row);
    }

    /**
     * Takes one record; waits while there is no credit.
     *
     * @throws ClientException if the server is gone for good or refuses
     */
    public void send(final ActivityRow row) {
        if (nextSequence > creditUntil) {
            awaitCredit();
        }
        if (row.gapConfirmed) {
            flush(); // The confirmation is about one record, so that one travels alone.
        }
        encode(row);
        window.confirmGap(nextSequence, row.gapConfirmed);
        nextSequence++;
        sent++;
        if (row.gapConfirmed || nextSequence - unsentSequence >= Math.min(MAX_BATCH, link.maxBatch())) {
            flush();
        }
    }

    private void encode(final ActivityRow row) {
        final MutableDirectBuffer blocks = window.buffer();
        final int offset = window.offset(nextSequence);
        ActivityBlock.encode(blocks, offset, row, numbers);
    }

    private void number(final ActivityRow row) {
        names.number(NameKind.OBJECT, row.object);
        names.number(NameKind.ACTION, row.action);
        names.number(NameKind.REGION, row.region);
        names.number(NameKind.SERVICE, row.service);
        names.number(NameKind.DEVICE, row.device);
    }

    private void awaitCredit() {
        creditUntil = state.creditUntil(window.capacity());
        if (nextSequence <= creditUntil) {
            return;
        }
        flush(); // Credit comes with the acknowledgement of what is batched here.
        try {
            while (!state.awaitCredit(nextSequence, window.capacity())) {
                reconnect();
                flush();
            }
        } catch (final InterruptedException interrupted) {
            throw interrupted(interrupted);
        }
    }

    /** Sends what is batched; does not wait for its acknowledgement. */
    public void flush() {
        creditUntil = 0;
        while (unsentSequence < nextSequence) {
            try {
                names.tell(link);
                writeBatches();
            } catch (final IOException broken) {
                state.onBroken(broken);
                reconnect();
            }
        }
    }

    private void writeBatches() throws IOException {
        while (unsentSequence < nextSequence) {
            final boolean confirmed = window.gapConfirmed(unsentSequence);
            final long limit = Math.min(nextSequence - unsentSequence, Math.min(MAX_BATCH, link.maxBatch()));
            final int count = window.runLength(unsentSequence, (int) limit);
            batch.wrapAndApplyHeader(frame, Integer.BYTES, header)
                    .firstSequence(unsentSequence)
                    .gapConfirmed((short) (confirmed ? 1 : 0))
                    .recordsCount(count);
            final int blocks = batch.limit();
            window.copy(unsentSequence, count, frame, blocks);
            link.write(frame, blocks - Integer.BYTES + count * SendWindow.BLOCK_LENGTH);
            unsentSequence += count;
        }
    }

    /**
     * Tells what nodes measured. What a broken connection swallows is made up for by the next report.
     *
     * @throws ClientException if the server is gone for good or refuses
     */
    public void report(final Measured measured) {
        flush();
        final int service = names.number(NameKind.SERVICE, measured.service());
        final int region = names.number(NameKind.REGION, measured.region());
        try {
            names.tell(link);
            final UtilisationReportEncoder report = new UtilisationReportEncoder();
            report.wrapAndApplyHeader(frame, Integer.BYTES, header)
                    .timestampMs(measured.timestampMs())
                    .service(service)
                    .region(region)
                    .nodes(measured.nodes())
                    .cpuMilli(measured.cpuMilli())
                    .memoryMib(measured.memoryMib())
                    .gpuMilli(measured.gpuMilli())
                    .requests(measured.requests());
            link.write(frame, MessageHeaderEncoder.ENCODED_LENGTH + report.encodedLength());
        } catch (final IOException broken) {
            state.onBroken(broken);
            reconnect();
        }
    }

    /**
     * Sends what is batched, says that nothing follows, and waits until all is acknowledged.
     *
     * @throws ClientException if the server is gone for good or refuses
     */
    public SendSummary finish() {
        try {
            while (true) {
                flush();
                if (state.awaitAcknowledged(nextSequence - 1) && writeEnd() && state.awaitEnd()) {
                    return summary();
                }
                reconnect();
            }
        } catch (final InterruptedException interrupted) {
            throw interrupted(interrupted);
        }
    }

    private boolean writeEnd() {
        try {
            final EndOfInputEncoder end = new EndOfInputEncoder();
            end.wrapAndApplyHeader(frame, Integer.BYTES, header).lastSequence(nextSequence - 1);
            link.write(frame, MessageHeaderEncoder.ENCODED_LENGTH + end.encodedLength());
            return true;
        } catch (final IOException broken) {
            state.onBroken(broken);
            return false;
        }
    }

    /** What became of the records so far. */
    public SendSummary summary() {
        return state.summary(sent);
    }

    private void reconnect() {
        joinReader(LAST_WORD_MS);
        if (state.brokenBy() instanceof ClientException refused) {
            throw refused;
        }
        link.close();
        joinReader(0);
        final ServerLink next = openWithRetries(config);
        if (next.lastSequence() < state.acknowledged()) {
            next.close();
            throw new ClientException("server has lost acknowledged records: acknowledged=" + state.acknowledged()
                    + ", server's last=" + next.lastSequence());
        }
        names.forgetTold();
        unsentSequence = Math.min(next.lastSequence() + 1, nextSequence);
        use(next);
    }

    private void use(final ServerLink opened) {
        link = opened;
        state.welcome(opened.lastSequence(), opened.window());
        reader = new Thread(new AckReader(opened, state), "forerun-client");
        reader.setDaemon(true);
        reader.start();
    }

    private static ServerLink openWithRetries(final ClientConfig config) {
        final long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(config.reconnectMs());
        long pauseMs = FIRST_RETRY_MS;
        while (true) {
            try {
                return ServerLink.open(config);
            } catch (final IOException unreachable) {
                if (System.nanoTime() >= deadline) {
                    throw new ClientException(
                            "server " + config.host() + ":" + config.port() + " cannot be reached: "
                                    + unreachable.getMessage(),
                            unreachable);
                }
            }
            try {
                TimeUnit.MILLISECONDS.sleep(pauseMs);
            } catch (final InterruptedException interrupted) {
                throw interrupted(interrupted);
            }
            pauseMs = Math.min(LAST_RETRY_MS, pauseMs * 2);
        }
    }

    private void joinReader(final long patienceMs) {
        try {
            reader.join(patienceMs);
        } catch (final InterruptedException interrupted) {
            throw interrupted(interrupted);
        }
    }

    private static ClientException interrupted(final InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new ClientException("interrupted", cause);
    }

    /** Closes the connection; what is not acknowledged stays unknown to this client. */
    @Override
    public void close() {
        link.close();
        joinReader(0);
    }
}
