package io.forerun.provision.control;

/**
 * Changes in steps, each begun only when the one before has settled and nothing got worse by it.
 *
 * @param outPct nodes added in one step, percent of those present; {@link #WHOLE} adds all at once
 * @param inPct nodes taken away in one step, likewise
 * @param settleMs time between two steps at least
 * @param unhealthyPct nodes that may fail their health check before a target counts as unstable
 * @param rollBack what an unstable target gets: true gives the step before back, false stops there until it is stable
 */
public record Gradual(int outPct, int inPct, int settleMs, int unhealthyPct, boolean rollBack) {
    /** The percentage that stands for no step at all. */
    public static final int WHOLE = 0;

    /** No steps: every change at once, stopped only while a fifth of the nodes is unhealthy and some shall go. */
    public static final Gradual AT_ONCE = new Gradual(WHOLE, WHOLE, 60_000, 20, false);

    public Gradual {
        range("out_percent", outPct, WHOLE, 1_000);
        range("in_percent", inPct, WHOLE, 100);
        range("settle_ms", settleMs, 0, 86_400_000);
        range("unhealthy_percent", unhealthyPct, 1, 100);
    }

    /** The next number of nodes on the way from one to another. */
    int step(final int from, final int to) {
        final int pct = to > from ? outPct : inPct;
        if (pct == WHOLE) {
            return to;
        }
        final int most = Math.max(1, (int) ((long) from * pct / 100));
        return Math.clamp(to, from - most, from + most);
    }

    static void range(final String name, final int value, final int least, final int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + ": value=" + value + ", allowed=" + least + " to " + most);
        }
    }
}
