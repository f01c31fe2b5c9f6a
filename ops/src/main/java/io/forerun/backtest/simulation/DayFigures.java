package io.forerun.backtest.simulation;

/** Sums over one day of the test, from which everything reported is made. */
public final class DayFigures {
    /** Number of waits told apart: served at once, after so many steps, lost. */
    public static final int WAITS = Backlog.PATIENCE + 1;

    private final double[] waits = new double[WAITS];
    private double costUsd;
    private double arrived;
    private double deficientHours;
    private double excessHours;
    private double shortMinutes;
    private int actions;

    /** Price of all nodes, serving or ordered. */
    public double costUsd() {
        return costUsd;
    }

    /** Work that came. */
    public double arrived() {
        return arrived;
    }

    /** Work done after so many steps of waiting; the last is what was lost. */
    public double waited(final int steps) {
        return waits[steps];
    }

    /** Reference nodes that lacked, times hours. */
    public double deficientHours() {
        return deficientHours;
    }

    /** Reference nodes that served without need, times hours. */
    public double excessHours() {
        return excessHours;
    }

    /** Minutes in which any capacity lacked. */
    public double shortMinutes() {
        return shortMinutes;
    }

    /** Changes of what was wanted. */
    public int actions() {
        return actions;
    }

    double[] waits() {
        return waits;
    }

    void add(final double usd, final double work, final double need, final double capacity, final boolean acted) {
        final double hours = Moment.STEP_MS / 3_600_000.0;
        costUsd += usd;
        arrived += work;
        final double lack = need - capacity;
        if (lack > 1e-9 * Math.max(1, need)) {
            deficientHours += lack * hours;
            shortMinutes += hours * 60;
        } else {
            excessHours -= Math.min(0, lack) * hours;
        }
        actions += acted ? 1 : 0;
    }
}
