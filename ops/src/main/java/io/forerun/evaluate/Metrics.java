package io.forerun.evaluate;

import io.forerun.backtest.HorizonScore;
import io.forerun.forecast.ForecastConfig;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;

/** Figures over scored bins. Pure functions; NaN where there is nothing to judge by. */
final class Metrics {
    /** Lower levels of the 50, 80 and 90 % intervals. */
    private static final double[] TAILS = {0.25, 0.1, 0.05};

    /** The same and their upper levels by index of the quantile. */
    private static final int[] LOWER = {2, 1, 0};

    private static final int[] UPPER = {4, 5, 6};

    private static final int TENTHS = 10;

    private Metrics() {}

    /** Sum of the absolute errors of a forecast over the sum of demand, both over the bins for which the forecast exists. */
    static double wmape(final ScoredBins bins, final IntToDoubleFunction forecast) {
        double errors = 0;
        double demand = 0;
        for (int row = 0; row < bins.size(); row++) {
            final double error = Math.abs(bins.actual(row) - forecast.applyAsDouble(row));
            if (error == error) {
                errors += error;
                demand += bins.actual(row);
            }
        }
        return ratio(errors, demand);
    }

    static HorizonScore.Baselines baselines(final ScoredBins bins) {
        return new HorizonScore.Baselines(
                wmape(bins, bins::last), wmape(bins, bins::mean30), wmape(bins, bins::day), wmape(bins, bins::week));
    }

    static double wql(final ScoredBins bins) {
        double losses = 0;
        double demand = 0;
        for (int row = 0; row < bins.size(); row++) {
            losses += bins.loss(row);
            demand += bins.actual(row);
        }
        return ratio(losses, demand);
    }

    /** Mean absolute error in units of another. */
    static double scaledError(final ScoredBins bins, final double naiveError) {
        double errors = 0;
        for (int row = 0; row < bins.size(); row++) {
            errors += Math.abs(bins.actual(row) - bins.median(row));
        }
        return ratio(errors / bins.size(), naiveError);
    }

    static HorizonScore.Coverage coverage(final ScoredBins bins, final IntPredicate which) {
        final double[] within = new double[TAILS.length];
        int count = 0;
        for (int row = 0; row < bins.size(); row++) {
            if (which.test(row)) {
                count++;
                for (int index = 0; index < within.length; index++) {
                    within[index] += bins.within(row, TAILS[index], 1 - TAILS[index]);
                }
            }
        }
        return shares(within, count);
    }

    static HorizonScore.Coverage coverageRaw(final ScoredBins bins) {
        final double[] within = new double[TAILS.length];
        for (int row = 0; row < bins.size(); row++) {
            for (int index = 0; index < within.length; index++) {
                final boolean inside = bins.actual(row) >= bins.quantile(row, LOWER[index])
                        && bins.actual(row) <= bins.quantile(row, UPPER[index]);
                within[index] += inside ? 1 : 0;
            }
        }
        return shares(within, bins.size());
    }

    private static HorizonScore.Coverage shares(final double[] within, final double count) {
        return new HorizonScore.Coverage(within[0] / count, within[1] / count, within[2] / count);
    }

    /** Over the bins that the steepest hours contain. */
    static HorizonScore.Coverage coverageSteep(final ScoredBins bins, final BitSet steep) {
        return coverage(bins, row -> steep.get(bins.bin(row)));
    }

    static List<HorizonAccuracy.Claims> reliability(final ScoredBins bins) {
        final int[] counts = new int[TENTHS];
        final double[] stated = new double[TENTHS];
        final int[] kept = new int[TENTHS];
        for (int row = 0; row < bins.size(); row++) {
            final int tenth = tenth(bins.confidence(row));
            final double tolerance = ForecastConfig.DEFAULT.tolerance() * bins.median(row);
            counts[tenth]++;
            stated[tenth] += bins.confidence(row);
            kept[tenth] += Math.abs(bins.actual(row) - bins.median(row)) <= tolerance ? 1 : 0;
        }
        final List<HorizonAccuracy.Claims> claims = new ArrayList<>();
        for (int tenth = 0; tenth < TENTHS; tenth++) {
            final double count = counts[tenth];
            claims.add(new HorizonAccuracy.Claims(counts[tenth], stated[tenth] / count, kept[tenth] / count));
        }
        return claims;
    }

    /** Expected calibration error: distances of stated from kept, weighted by how often that much was stated. */
    static double calibrationError(final List<HorizonAccuracy.Claims> claims) {
        double distance = 0;
        int all = 0;
        for (final HorizonAccuracy.Claims claim : claims) {
            if (claim.count() > 0) {
                distance += claim.count() * Math.abs(claim.stated() - claim.kept());
                all += claim.count();
            }
        }
        return ratio(distance, all);
    }

    /** Share of bins whose forecast told of a drift. */
    static double drifting(final ScoredBins bins) {
        int count = 0;
        for (int row = 0; row < bins.size(); row++) {
            count += bins.isDrifting(row) ? 1 : 0;
        }
        return ratio(count, bins.size());
    }

    static List<Double> pitHistogram(final ScoredBins bins) {
        final List<Double> shares = new ArrayList<>();
        for (int tenth = 0; tenth < TENTHS; tenth++) {
            // What lies at the very end belongs to the last tenth.
            final double to = tenth == TENTHS - 1 ? Double.POSITIVE_INFINITY : (tenth + 1.0) / TENTHS;
            double sum = 0;
            for (int row = 0; row < bins.size(); row++) {
                sum += bins.within(row, (double) tenth / TENTHS, to);
            }
            shares.add(sum / bins.size());
        }
        return shares;
    }

    private static int tenth(final double share) {
        return Math.clamp((int) (share * TENTHS), 0, TENTHS - 1);
    }

    private static double ratio(final double numerator, final double denominator) {
        return denominator > 0 ? numerator / denominator : Double.NaN;
    }
}
