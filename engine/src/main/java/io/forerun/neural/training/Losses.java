package io.forerun.neural.training;

/** Sums of losses over events, with what is needed to judge them. Not thread safe. */
public final class Losses {
    double silence;
    double actions;
    double demand;
    double expected;
    double came;
    long events;
    long actionEvents;
    long rows;

    /** Empty sums. */
    public Losses() {}

    void clear() {
        silence = 0;
        actions = 0;
        demand = 0;
        expected = 0;
        came = 0;
        events = 0;
        actionEvents = 0;
        rows = 0;
    }

    void add(final Losses other) {
        silence += other.silence;
        actions += other.actions;
        demand += other.demand;
        expected += other.expected;
        came += other.came;
        events += other.events;
        actionEvents += other.actionEvents;
        rows += other.rows;
    }

    /** Negative log-likelihood per event of the times of events, nats, time in seconds. */
    public double hazard() {
        return silence / Math.max(1, events);
    }

    /** Cross-entropy of next actions, nats. */
    public double nextAction() {
        return actions / Math.max(1, actionEvents);
    }

    /** Poisson loss of counts within the horizons, per event. */
    public double demand() {
        return demand / Math.max(1, events);
    }

    /** Sum of expected counts over the sum of counts. */
    public double calibration() {
        return expected / Math.max(1e-9, came);
    }

    /** What training makes small. */
    public double total() {
        return hazard() + nextAction() + demand();
    }

    /** Events taken in, judged or not. */
    public long rows() {
        return rows;
    }

    /** Events judged. */
    public long events() {
        return events;
    }
}
