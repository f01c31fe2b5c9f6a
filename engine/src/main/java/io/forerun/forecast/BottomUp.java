package io.forerun.forecast;

import io.forerun.memory.Digest;
import io.forerun.neural.TimeConstants;
import java.util.Arrays;

/**
 * Demand as what users still promise and nothing else: per step a combination of the promised sums with weights that are not
 * negative (least squares with forgetting; coordinate descent: Franc, Hlavac, Navara: Sequential coordinate-wise algorithm for
 * the non-negative least squares problem, 2005). Moments count by the inverse of the demand then, as the variance of a count
 * grows with it. Asleep where nothing is known of users.
 */
final class BottomUp implements Expert {
    private static final int SUMS = TimeConstants.COUNT;
    private static final double HALF_LIFE_DAYS = 3;
    private static final double LEAST_HALF_LIFE = 700;
    private static final int SWEEPS = 2;

    /** Outcomes before it speaks. */
    private static final int SILENT = 30;

    /** The part of a sum's energy that pulls its weight to zero. */
    private static final double RIDGE = 1e-3;

    private static final float FASTEST = .05f;

    private final int steps;
    private final double keep;
    private final Moment[] moments;
    private final double[][] energy;
    private final double[][] products;
    private final double[][] weights;
    private double level = Double.NaN;
    private long newest = -1;
    private long learnt;

    /** What was promised at the end of a bucket, and its demand. */
    private static final class Moment {
        private final double[] promised = new double[SUMS];
        private long bucket = -1;
        private double demand;
        private boolean isPromised;
    }

    BottomUp(final ForecastConfig config) {
        steps = config.steps();
        keep = 1 - LevelExperts.newestShare(Math.max(LEAST_HALF_LIFE, HALF_LIFE_DAYS * config.bucketsPerDay()));
        moments = new Moment[steps + 1];
        for (int index = 0; index <= steps; index++) {
            moments[index] = new Moment();
        }
        energy = new double[SUMS][SUMS];
        products = new double[steps][SUMS];
        weights = new double[steps][SUMS];
    }

    @Override
    public String name() {
        return "bottom-up";
    }

    @Override
    public float prior() {
        return .1f;
    }

    @Override
    public void observe(final History history, final float requests) {
        newest = history.newest();
        final Moment now = moment(newest);
        now.bucket = newest;
        now.demand = history.cycles().without(requests);
        now.isPromised = history.isPromised();
        level = level == level ? level + FASTEST * (now.demand - level) : now.demand;
        for (int tau = 0; tau < SUMS; tau++) {
            now.promised[tau] = history.promised(tau);
        }
        final Moment origin = moment(newest - steps);
        if (origin.isPromised && isObservedSince(newest - steps)) {
            learn(origin);
        }
    }

    private boolean isObservedSince(final long first) {
        for (long bucket = first; bucket <= newest; bucket++) {
            if (bucket < 0 || moment(bucket).bucket != bucket) {
                return false;
            }
        }
        return true;
    }

    /** Once all of its outcomes are known, so that energy and products are of the same moments. */
    private void learn(final Moment origin) {
        final double weight = 1 / (1 + level);
        for (int row = 0; row < SUMS; row++) {
            final double weighted = weight * origin.promised[row];
            for (int column = 0; column < SUMS; column++) {
                energy[row][column] = keep * energy[row][column] + weighted * origin.promised[column];
            }
            for (int step = 0; step < steps; step++) {
                final double outcome = moment(origin.bucket + 1 + step).demand;
                products[step][row] = keep * products[step][row] + weighted * outcome;
            }
        }
        for (int step = 0; step < steps; step++) {
            descend(weights[step], products[step]);
        }
        learnt++;
    }

    private void descend(final double[] own, final double[] product) {
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            for (int tau = 0; tau < SUMS; tau++) {
                final double size = energy[tau][tau] * (1 + RIDGE);
                double rest = product[tau];
                for (int other = 0; other < SUMS; other++) {
                    rest -= other == tau ? 0 : energy[tau][other] * own[other];
                }
                own[tau] = size > 0 ? Math.max(0, rest / size) : 0;
            }
        }
    }

    @Override
    public void forecast(final History history, final float[] values, final int offset, final int count) {
        if (!history.isPromised() || history.newest() != newest || learnt < SILENT) {
            Arrays.fill(values, offset, offset + count, Float.NaN);
            return;
        }
        final double[] promised = moment(newest).promised;
        for (int step = 0; step < count; step++) {
            final double demand = InverseCovariance.dot(weights[step], promised);
            values[offset + step] = history.cycles().with(step, (float) demand);
        }
    }

    private Moment moment(final long bucket) {
        return moments[(int) Math.floorMod(bucket, (long) moments.length)];
    }

    @Override
    public void digest(final Digest digest) {
        digest.add(newest).add(learnt).add(level);
        for (int step = 0; step < steps; step++) {
            digest.add(products[step]).add(weights[step]);
        }
        for (final double[] row : energy) {
            digest.add(row);
        }
        for (final Moment moment : moments) {
            digest.add(moment.bucket)
                    .add(moment.demand)
                    .add(moment.isPromised ? 1 : 0)
                    .add(moment.promised);
        }
    }
}
