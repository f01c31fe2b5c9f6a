package io.forerun.admin;

import io.forerun.forecast.ForecastTable;
import java.util.ArrayDeque;

/**
 * Confidence of the total, claimed against kept, since the start: by tenths of the claim, 5 minutes ahead. Guarded by its own lock.
 */
final class Reliability {
    /** Tenths of the claim. */
    static final int BINS = 10;

    private static final int AHEAD_MS = 5 * 60_000;

    private record Claim(long atMs, double median, double confidence) {}

    private final ArrayDeque<Claim> open = new ArrayDeque<>();
    private final long[] claims = new long[BINS];
    private final long[] kept = new long[BINS];
    private final double[] claimed = new double[BINS];

    /** By tenth of the claim: how many, their mean claim, the share that was kept. */
    record Diagram(long[] claims, double[] claimed, double[] kept, double error) {}

    synchronized void add(final ForecastTable table) {
        while (!open.isEmpty() && open.peekFirst().atMs() < table.atMs()) {
            open.removeFirst(); // Its bucket was skipped.
        }
        final float actual = table.curve(0).lastObserved();
        if (!open.isEmpty() && open.peekFirst().atMs() == table.atMs()) {
            judge(open.removeFirst(), actual, table.config().tolerance());
        }
        final int step = Math.min(
                table.config().steps(), Math.max(1, AHEAD_MS / table.config().bucketMs()));
        open.addLast(new Claim(
                table.atMs() + (long) step * table.config().bucketMs(),
                table.quantile(0, step, ForecastTable.MEDIAN),
                table.curve(0).confidence()[step - 1]));
    }

    private void judge(final Claim claim, final float actual, final double tolerance) {
        if (actual == actual) {
            final int bin = Math.min(BINS - 1, (int) (claim.confidence() * BINS));
            claims[bin]++;
            claimed[bin] += claim.confidence();
            kept[bin] += Math.abs(actual - claim.median()) <= tolerance * claim.median() ? 1 : 0;
        }
    }

    synchronized Diagram diagram() {
        final double[] meanClaim = new double[BINS];
        final double[] share = new double[BINS];
        double error = 0;
        long all = 0;
        for (int bin = 0; bin < BINS; bin++) {
            meanClaim[bin] = claims[bin] == 0 ? Double.NaN : claimed[bin] / claims[bin];
            share[bin] = claims[bin] == 0 ? Double.NaN : (double) kept[bin] / claims[bin];
            error += claims[bin] == 0 ? 0 : Math.abs(claimed[bin] - kept[bin]);
            all += claims[bin];
        }
        return new Diagram(claims.clone(), meanClaim, share, all == 0 ? Double.NaN : error / all);
    }
}
