package io.forerun.perf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The few steps that took longest, with what the system did to them. For the thread that opened it. */
final class SlowestSteps implements AutoCloseable {
    private static final int KEPT = 5;

    /** The host's account is read anew when it is older. */
    private static final int STALE_MS = 20;

    private static final Comparator<Step> BY_TIME = Comparator.comparingLong(Step::tookNs);

    /**
     * One of them.
     *
     * @param number which step, 1 for the first
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
            boolean ofTick,
            long tookNs,
            long cpuNs,
            long waitedNs,
            long stolenMs,
            long collectedMs,
            long sleeps,
            long faults) {}

    private final List<Step> slowest = new ArrayList<>();
    private final ThreadAccount account = new ThreadAccount();
    private final Latency own;
    private long steps;
    private long leastNs;
    private long waitedNs;
    private long stolenMs;
    private long stolenAtNs = System.nanoTime() - STALE_MS * 1_000_000L;
    private long collectedMs;
    private long sleeps;
    private long faults;

    /** Takes down of every step what it took by its own doing: processor time and collections. */
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
        own.record(cpuNs + collected * 1_000_000);
        if (tookNs <= leastNs) {
            return;
        }
        slowest.add(new Step(
                steps,
                ofTick,
                tookNs,
                cpuNs,
                account.waitedNs() - waitedNs,
                account.stolenMs() - stolenMs,
                collected,
                account.sleeps() - sleeps,
                account.faults() - faults));
        slowest.sort(BY_TIME.reversed());
        if (slowest.size() > KEPT) {
            slowest.removeLast();
            leastNs = slowest.getLast().tookNs();
        }
    }

    /** The slowest first. */
    List<Step> steps() {
        return List.copyOf(slowest);
    }

    @Override
    public void close() {
        account.close();
    }
}
