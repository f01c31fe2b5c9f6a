package io.forerun.forecast;

import io.forerun.memory.Digest;
import io.forerun.neural.PromisedDemand;
import java.util.Arrays;

/**
 * Demand as what users still promise and nothing else: per horizon a combination of the promised sums with weights that are
 * not negative (least squares with forgetting; coordinate descent: Franc, Hlavac, Navara: Sequential coordinate-wise algorithm for
 * the non-negative least squares problem, 2005). Moments count by the inverse of the usual demand, as the variance of a count
 * grows with it. Asleep where nothing is known of users.
 */
final class BottomUp implements Expert {
    private static final int SUMS = PromisedDemand.SUMS;
    private static final double HALF_LIFE_DAYS = 3;
    private static final double LEAST_HALF_LIFE = 700;
    private static final int SWEEPS = 2;

    /** Outcomes before it speaks. */
    private static final int SILENT = 30;

    /** The part of a sum's energy that pulls its weight to zero. */
    private static final double RIDGE = 1e-3;

    /** Demand so many times the usual makes its moment count less: one absurd value must not rule. */
    private static final double LARGEST_RATIO = 4;

    /** Share of the newest bucket in the usual demand. */
    private static final double NEWEST = .05;

    private final String name;
    private final boolean inDetail;
    private final StepGroups groups;
    private final double keep;
    private final Moment[] moments;
    private final double[][] energy;
    private final double[][] products;
    private final double[][] weights;
    private final double[] forecast;
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

    BottomUp(final String name, final boolean inDetail, final ForecastConfig config) {
        this.name = name;
        this.inDetail = inDetail;
        groups = StepGroups.of(config);
        keep = 1 - LevelExperts.newestShare(Math.max(LEAST_HALF_LIFE, HALF_LIFE_DAYS * config.bucketsPerDay()));
        moments = new Moment[groups.size() * groups.count() + 1];
        for (int index = 0; index < moments.length; index++) {
            moments[index] = new Moment();
        }
        energy = new double[SUMS][SUMS];
        products = new double[groups.count()][SUMS];
        weights = new double[groups.count()][SUMS];
        forecast = new double[groups.count()];
    }

    @Override
    public String name() {
        return name;
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
        now.demand = inDetail ? history.cycles().without(requests) : requests;
        now.isPromised = history.isPromised();
        level = level == level ? level + NEWEST * (now.demand - level) : now.demand;
        for (int sum = 0; sum < SUMS; sum++) {
            now.promised[sum] = history.promised(sum);
        }
        final long first = newest - moments.length + 1;
        final Moment origin = moment(first);
        if (origin.isPromised && isObservedSince(first)) {
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
        double highest = level;
        for (final Moment moment : moments) {
            highest = Math.max(highest, moment.demand / LARGEST_RATIO);
        }
        final double weight = 1 / (1 + highest);
        for (int row = 0; row < SUMS; row++) {
            final double weighted = weight * origin.promised[row];
            for (int column = 0; column < SUMS; column++) {
                energy[row][column] = keep * energy[row][column] + weighted * origin.promised[column];
            }
        }
        for (int group = 0; group < weights.length; group++) {
            final double outcome = weight * demand(origin.bucket + 1 + (long) group * groups.size());
            for (int sum = 0; sum < SUMS; sum++) {
                products[group][sum] = keep * products[group][sum] + outcome * origin.promised[sum];
            }
            descend(weights[group], products[group]);
        }
        learnt++;
    }

    /** Mean demand of a group's buckets. */
    private double demand(final long first) {
        double sum = 0;
        for (int index = 0; index < groups.size(); index++) {
            sum += moment(first + index).demand;
        }
        return sum / groups.size();
    }

    private void descend(final double[] own, final double[] product) {
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            for (int sum = 0; sum < SUMS; sum++) {
                final double size = energy[sum][sum] * (1 + RIDGE);
                double rest = product[sum];
                for (int other = 0; other < SUMS; other++) {
                    rest -= other == sum ? 0 : energy[sum][other] * own[other];
                }
                own[sum] = size > 0 ? Math.max(0, rest / size) : 0;
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
        for (int group = 0; group < weights.length; group++) {
            forecast[group] = InverseCovariance.dot(weights[group], promised);
        }
        for (int step = 0; step < count; step++) {
            final float demand = (float) Math.max(0, groups.at(step, forecast));
            values[offset + step] = inDetail ? history.cycles().with(step, demand) : demand;
        }
    }

    /**
     * Requests that a promise is worth in each step from now on; a part of all promises is worth its part of the forecast.
     *
     * @param promised [PromisedDemand.SUMS]
     * @param requests [steps], where they go
     * @return false where nothing is known yet
     */
    boolean worth(final double[] promised, final double[] requests) {
        for (int group = 0; group < weights.length; group++) {
            forecast[group] = InverseCovariance.dot(weights[group], promised);
        }
        for (int step = 0; step < requests.length; step++) {
            requests[step] = Math.max(0, groups.at(step, forecast));
        }
        return learnt >= SILENT;
    }

    private Moment moment(final long bucket) {
        return moments[(int) Math.floorMod(bucket, (long) moments.length)];
    }

    @Override
    public void digest(final Digest digest) {
        digest.add(newest).add(learnt).add(level);
        for (int group = 0; group < weights.length; group++) {
            digest.add(products[group]).add(weights[group]);
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
