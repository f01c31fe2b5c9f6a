package io.forerun.plan.mpc;

/**
 * Nodes to hold and users to serve in each block.
 *
 * @param nodes [target, block] nodes
 * @param shares [class, place, block] share of a class that is served there; the last place is nowhere
 * @param usd cost of all of it
 * @param boundUsd no schedule costs less; negative infinity where no bound was found
 * @param proved whether no other schedule costs less
 */
public record Schedule(int[] nodes, double[] shares, double usd, double boundUsd, boolean proved) {
    /** By what share of the bound the cost lies above it; infinite where there is no bound. */
    public double gap() {
        if (proved) {
            return 0;
        }
        return boundUsd > 0 ? Math.max(0, usd / boundUsd - 1) : usd <= boundUsd ? 0 : Double.POSITIVE_INFINITY;
    }
}
