package io.forerun.backtest.simulation;

import io.forerun.forecast.ForecastTable;
import io.forerun.plan.Capacity;

/**
 * What a policy may know and do in one step: demand of the buckets that closed at least one sensing delay ago, the newest
 * forecast made from them, its own nodes, and how many it wants. Valid during the call only.
 */
public interface Moment {
    /** Length of a step. */
    int STEP_MS = 15_000;

    /** From the end of a bucket until its demand, or a forecast made from it, is seen. */
    int SENSING_MS = 15_000;

    /** Time, milliseconds since the epoch. */
    long nowMs();

    /** Steps since the first bucket's begin. */
    long step();

    /** The newest bucket that is seen, negative before the first. */
    int newest();

    /** Whether the newest bucket was not seen in the step before. */
    boolean fresh();

    /** Requests of a bucket, not later than the newest; NaN where not known. */
    double requests(int bucket);

    /** The forecast made when the newest bucket closed; null where nobody asked for forecasts. */
    ForecastTable table();

    /** Nodes that serve. */
    int running(int target);

    /** Nodes on their way. */
    int ordered(int target);

    /** Whether an order of a target was refused in the step before. */
    boolean refused(int target);

    /** All of the policy's nodes; the revision rises with every change. */
    Capacity capacity();

    /** Sets how many nodes of a target are wanted from now on; limited by its quota. */
    void want(int target, int nodes);
}
