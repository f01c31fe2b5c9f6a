package io.forerun.perf;

import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The few steps that took longest, by the clock and of their own doing, with what the system did to them. For the thread that opened it. */
final class SlowestSteps implements AutoCloseable {
    private static final int KEPT = 4;

    /** The host's account is read anew when it is older. */
    private static final int STALE_MS = 20;

    private static final Comparator<Step> BY_CLOCK =
            Comparator.comparingLong(Step::tookNs).reversed();
    private static final Comparator<Step> BY_OWN =
            Comparator.comparingLong(Step::ownNs).reversed();

    /**
     * One of them.
     *
     * @param number which step, 1 for the first
     * @param atMs when it ended, milliseconds since the program began, as in logs of the runtime
     * @param ofTick whether it was the work of a tick
     * @param tookNs by the clock
     * @param cpuNs the thread's processor time
     * @param waitedNs the thread could have run, but others had the cores
     * @param stolenMs the host had given cores of this machine to others, in steps of ten, up to {@value #STALE_MS} ms before included
     * @param collectedMs garbage was collected meanwhile
     * @param sleeps how often the thread waited for something else than a core
     * @param faults pages touched for the first time
     */
    record Step(
            long number,
            long atMs,
            boolean ofTick,
            long tookNs,
            long cpuNs,
            long waitedNs,
            long stolenMs,
            long collectedMs,
            long sleeps,
            long faults) {
        /** What it took of its own doing: processor time and collections. */
        long ownNs() {
            return cpuNs + collectedMs * 1_000_000;
        }
    }

    private static final Step NONE = new Step(0, 0, false, 0, 0, 0, 0, 0, 0, 0);

    private final List<Step> byClock = new ArrayList<>();
    private final List<Step> byOwn = new ArrayList<>();
    private final RuntimeMXBean runtime = ManagementFactory.getRuntimeMXBean();
    private final ThreadAccount account = new ThreadAccount();
    private final Latency own;
    private long steps;
    private long leastNs;
    private long leastOwnNs;
    private long waitedNs;
    private long stolenMs;
    private long stolenAtNs = System.nanoTime() - STALE_MS * 1_000_000L;
    private long collectedMs;
    private long sleeps;
    private long faults;

    /** Takes down what every step took of its own doing, too. */
    SlowestSteps(final Latency own) {
        this.own = own;
    }

    /** A step begins. */
    void begin() {
        final long nowNs = System.nanoTime();
        if (nowNs - stolenAtNs >= STALE_MS * 1_000_000L) {
            stolenMs = account.stolenMs();
            stolenAtNs = nowNs;
        }
        waitedNs = account.waitedNs();
        collectedMs = account.collectedMs();
        sleeps = account.sleeps();
        faults = account.faults();
    }

    /** It ended. */
    void end(final boolean ofTick, final long tookNs, final long cpuNs) {
        steps++;
        final long collected = account.collectedMs() - collectedMs;
        final long ownNs = cpuNs + collected * 1_000_000;
        own.record(ownNs);
        if (tookNs > leastNs || ownNs > leastOwnNs) {
            final Step step = new Step(
                    steps,
                    runtime.getUptime(),
                    ofTick,
                    tookNs,
                    cpuNs,
                    account.waitedNs() - waitedNs,
                    account.stolenMs() - stolenMs,
                    collected,
                    account.sleeps() - sleeps,
                    account.faults() - faults);
            leastNs = keep(step, byClock, BY_CLOCK).tookNs();
            leastOwnNs = keep(step, byOwn, BY_OWN).ownNs();
        }
    }

    /** Takes a step into a list where it belongs; returns the one that a later step has to exceed. */
    private static Step keep(final Step step, final List<Step> kept, final Comparator<Step> order) {
        kept.add(step);
        kept.sort(order);
        if (kept.size() > KEPT) {
            kept.removeLast();
        }
        return kept.size() < KEPT ? NONE : kept.getLast();
    }

    /** The slowest by the clock first. */
    List<Step> steps() {
        return Stream.concat(byClock.stream(), byOwn.stream())
                .distinct()
                .sorted(BY_CLOCK)
                .toList();
    }

    @Override
    public void close() {
        account.close();
    }
}
