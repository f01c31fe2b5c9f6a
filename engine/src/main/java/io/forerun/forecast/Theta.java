package io.forerun.forecast;

import io.forerun.state.Archive;

/**
 * The Theta method (Assimakopoulos and Nikolopoulos, 2000) as Hyndman and Billah (2003) found it to be: simple exponential smoothing
 * with half the slope of a straight line through the past as its drift. The line is fitted by least squares with forgetting, times
 * counted back from the newest bucket, so a bucket costs a handful of additions. Where buckets are missing it holds.
 */
final class Theta implements Expert {
    private final float newestShare;
    private final double keep;
    private float level = Float.NaN;

    /** Aged sums over buckets: how many, their times, squares of those, demand, demand times time. */
    private double count;

    private double times;
    private double squares;
    private double demand;
    private double products;

    Theta(final double levelHalfLife, final double slopeHalfLife) {
        newestShare = LevelExperts.newestShare(levelHalfLife);
        keep = 1 - (double) LevelExperts.newestShare(slopeHalfLife);
    }

    @Override
    public void observe(final History history, final float requests) {
        // Everything is a bucket longer ago; the newest is at time 0.
        squares = keep * (squares - 2 * times + count);
        times = keep * (times - count);
        products = keep * (products - demand);
        count = keep * count + 1;
        demand = keep * demand + requests;
        level = level == level ? level + newestShare * (requests - level) : requests;
    }

    /** Slope of the line, requests per bucket; 0 where two buckets cannot tell one. */
    private double slope() {
        final double spread = count * squares - times * times;
        return spread > 0 ? (count * products - times * demand) / spread : 0;
    }

    @Override
    public void forecast(final History history, final float[] values, final int offset, final int steps) {
        final double drift = slope() / 2;
        for (int step = 0; step < steps; step++) {
            // The level lags behind a line by its slope over the share of the newest, less one.
            values[offset + step] = (float) Math.max(0, level + drift * (step + 1 / newestShare));
        }
    }

    @Override
    public void pass(final Archive archive) {
        level = archive.pass(level);
        count = archive.pass(count);
        times = archive.pass(times);
        squares = archive.pass(squares);
        demand = archive.pass(demand);
        products = archive.pass(products);
    }
}
