package io.forerun.backtest.simulation;

/**
 * Work that found no capacity. New work goes first, as servers that shed load keep to their latency that way; what capacity
 * it leaves goes to the oldest that waits. Who has waited for five minutes gives up.
 */
final class Backlog {
    /** Steps after which waiting work is lost. */
    static final int PATIENCE = 20;

    private static final double TOLERANCE = 1e-7;

    private final double[] byStep = new double[PATIENCE];
    private double waiting;
    private double arrivedSoFar;
    private double leftSoFar;

    /**
     * One step.
     *
     * @param arrived work of this step
     * @param capacity work that can be done in it
     * @param waits adds the work done by the steps it waited; the last element is what was lost
     */
    void step(final long step, final double arrived, final double capacity, final double[] waits) {
        final int slot = (int) (step % PATIENCE);
        arrivedSoFar += arrived;
        leftSoFar += byStep[slot];
        waits[PATIENCE] += byStep[slot];
        waiting -= byStep[slot];
        byStep[slot] = 0;
        final double served = Math.min(arrived, capacity);
        leftSoFar += served;
        waits[0] += served;
        double spare = capacity - served;
        for (int age = PATIENCE - 1; age >= 1 && spare > 0 && waiting > 0; age--) {
            final int past = (int) ((step - age + PATIENCE) % PATIENCE);
            final double done = Math.min(spare, byStep[past]);
            byStep[past] -= done;
            waiting -= done;
            spare -= done;
            leftSoFar += done;
            waits[age] += done;
        }
        final double lack = arrived - served;
        if (lack > 1e-9 * arrived) {
            byStep[slot] = lack;
            waiting += lack;
        } else {
            waiting = Math.max(0, waiting);
        }
        conserve(step);
    }

    /** What came was served, was lost, or waits: at every step. */
    private void conserve(final long step) {
        double queued = 0;
        for (final double work : byStep) {
            queued += work;
        }
        if (!(Math.abs(arrivedSoFar - leftSoFar - queued) <= TOLERANCE * Math.max(1, arrivedSoFar))) {
            throw new IllegalStateException("step " + step + ": arrived=" + arrivedSoFar + ", served or lost="
                    + leftSoFar + ", waiting=" + queued);
        }
    }
}
