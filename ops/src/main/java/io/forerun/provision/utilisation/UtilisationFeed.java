package io.forerun.provision.utilisation;

import io.forerun.client.Measured;
import io.forerun.provision.ProvisionException;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a source again and again, hands on what it says, and remembers when it last said something. */
public final class UtilisationFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(UtilisationFeed.class);
    private static final long NEVER = Long.MIN_VALUE;

    private final UtilisationSource source;
    private final LongSupplier clockMs;
    private final Consumer<Measured> sink;
    private volatile long newestMs = NEVER;
    private volatile boolean stopped;
    private Thread thread;

    /**
     * A feed that does not run yet.
     *
     * @param source closed with the feed
     * @param clockMs the machine's clock
     * @param sink takes each report; on the feed's thread
     */
    public UtilisationFeed(final UtilisationSource source, final LongSupplier clockMs, final Consumer<Measured> sink) {
        this.source = source;
        this.clockMs = clockMs;
        this.sink = sink;
    }

    /** Reads every so often from here on. */
    public void start(final int intervalMs) {
        thread = Thread.ofPlatform().daemon().name("forerun-utilisation").start(() -> {
            while (!stopped) {
                read();
                LockSupport.parkNanos(intervalMs * 1_000_000L);
            }
        });
    }

    /** Reads once. What cannot be read is logged, and ages. */
    void read() {
        final long nowMs = clockMs.getAsLong();
        try {
            final List<Measured> reports = source.read(nowMs);
            reports.forEach(sink);
            if (!reports.isEmpty()) {
                newestMs = nowMs;
            }
        } catch (final ProvisionException unread) {
            LOG.warn("utilisation from {}: {}", source.name(), unread.getMessage());
        } catch (final RuntimeException odd) { // An answer of no known form: the next one may be sound, so go on.
            LOG.warn("utilisation from {}: cannot be understood", source.name(), odd);
        }
    }

    /** Whether the newest report is no older than that at a time; any thread. */
    public boolean fresh(final long nowMs, final int staleMs) {
        final long newest = newestMs;
        return newest != NEVER && nowMs - newest <= staleMs;
    }

    @Override
    public void close() {
        stopped = true;
        if (thread != null) {
            LockSupport.unpark(thread);
            try {
                thread.join(10_000);
            } catch (final InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        source.close();
    }
}
