package io.forerun.backtest.simulation;

/** Decides, step after step, how many nodes are wanted. Keeps what state it likes; used by one simulation. */
public interface Policy {
    /** Called at every step. */
    void decide(Moment moment);

    /**
     * Nodes of a target at the very begin.
     *
     * @param workload the part before the test may be read
     */
    default int initial(final Workload workload, final int target) {
        return target == 0 ? workload.fleet().limits().minNodes() : 0;
    }
}
