package io.forerun.backtest;

/**
 * How nodes come and what they cost.
 *
 * @param leadTimeMs from order to the first request served
 * @param usdPerHour price of a node, paid from its order on
 * @param initialNodes nodes that serve at the start
 */
public record Provisioning(int leadTimeMs, double usdPerHour, int initialNodes) {
    public Provisioning {
        if (leadTimeMs < 0 || !(usdPerHour >= 0) || initialNodes < 0) {
            throw new IllegalArgumentException("provisioning: leadTimeMs=" + leadTimeMs + ", usdPerHour=" + usdPerHour
                    + ", initialNodes=" + initialNodes + ", allowed=0 and up each");
        }
    }

    /** Whole steps from order to service. */
    int leadSteps(final int stepMs) {
        return (leadTimeMs + stepMs - 1) / stepMs;
    }
}
