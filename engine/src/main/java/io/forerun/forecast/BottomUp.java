package io.forerun.forecast;

import io.forerun.simd.Kernels;
import io.forerun.state.Archive;
import java.util.Arrays;

/**
 * Demand as one signal of users has it and nothing else: per horizon a combination of its sums with weights that are
 * not negative (least squares with forgetting; coordinate descent: Franc, Hlavac, Navara: Sequential coordinate-wise algorithm for
 * the non-negative least squares problem, 2005). Moments count by the inverse of the usual demand, as the variance of a count
 * grows with it. Asleep where nothing is known of users.
 */
final class BottomUp implements Expert {
    private static final double HALF_LIFE_DAYS = 3;
    private static final double LEAST_HALF_LIFE = 700;

    /** Groups of steps are padded to a multiple of this, so that vector loops of up to 512 bits have no tail. */
    private static final int LANES = 8;

    /** Outcomes before it speaks. */
    private static final int SILENT = 30;

    /** The part of a sum's energy that pulls its weight to zero. */
    private static final double RIDGE = 1e-3;

    /** Demand so many times the usual makes its moment count less: one absurd value must not rule. */
    private static final double LARGEST_RATIO = 4;

    /** Share of the newest bucket in the usual demand. */
    private static final double NEWEST = .05;

    private final UserSignal signal;
    private final int sums;
    private final boolean inDetail;
    private final Kernels kernels;
    private final StepGroups groups;
    private final double keep;

    /** Buckets from a moment to the last of its outcomes, both included; rings of so many hold what follows. */
    private final int length;

    private final double[] promised;
    private final double[] demand;
    private final boolean[] isPromised;

    /** Of moments: [sum][sum], and with their outcomes [sum][group], padded. */
    private final double[] energy;

    private final double[] products;
    private final double[] weights;
    private final int stride;
    private final double[] forecast; // while learning: outcomes

    private final double[] moment;
    private double level = Double.NaN;
    private long newest = -1;

    /** Buckets observed one after another up to the newest. */
    private long unbroken;

    private long learnt;

    BottomUp(final UserSignal signal, final boolean inDetail, final ForecastConfig config, final Kernels kernels) {
        this.signal = signal;
        sums = signal.sums;
        this.inDetail = inDetail;
        this.kernels = kernels;
        groups = StepGroups.of(config);
        keep = 1 - LevelExperts.newestShare(Math.max(LEAST_HALF_LIFE, HALF_LIFE_DAYS * config.bucketsPerDay()));
        length = groups.size() * groups.count() + 1;
        promised = new double[length * sums];
        demand = new double[length];
        isPromised = new boolean[length];
        stride = (groups.count() + LANES - 1) / LANES * LANES;
        products = new double[sums * stride];
        weights = new double[sums * stride];
        forecast = new double[stride];
        energy = new double[sums * sums];
        moment = new double[sums];
    }

    @Override
    public void observe(final History history, final float requests) {
        final long bucket = history.newest();
        unbroken = bucket == newest + 1 ? unbroken + 1 : 1;
        newest = bucket;
        final int now = slot(bucket);
        demand[now] = inDetail ? history.cycles().without(requests) : requests;
        isPromised[now] = signal.isKnown(history);
        level = level == level ? level + NEWEST * (demand[now] - level) : demand[now];
        signal.read(history, promised, now * sums);
        final long origin = bucket - length + 1;
        if (unbroken >= length && isPromised[slot(origin)]) {
            learn(origin);
        }
    }

    /** Once all of its outcomes are known, so that energy and products are of the same moments. */
    private void learn(final long origin) {
        double highest = level;
        for (final double outcome : demand) {
            highest = Math.max(highest, outcome / LARGEST_RATIO);
        }
        final double weight = 1 / (1 + highest);
        final int from = slot(origin) * sums;
        System.arraycopy(promised, from, moment, 0, sums);
        kernels.rankOne(energy, moment, -weight / keep, keep);
        for (int group = 0; group < groups.count(); group++) {
            forecast[group] = weight * demand(origin + 1 + (long) group * groups.size());
        }
        for (int at = 0; at < products.length; at += stride) {
            for (int group = 0; group < groups.count(); group++) {
                products[at + group] = keep * products[at + group] + forecast[group] * moment[at / stride];
            }
        }
        kernels.descend(energy, RIDGE, products, weights, stride);
        learnt++;
    }

    /** Mean demand of a group's buckets. */
    private double demand(final long first) {
        double sum = 0;
        int slot = slot(first);
        for (int index = 0; index < groups.size(); index++) {
            sum += demand[slot];
            slot = slot + 1 < length ? slot + 1 : 0;
        }
        return sum / groups.size();
    }

    @Override
    public void forecast(final History history, final float[] values, final int offset, final int count) {
        if (!signal.isKnown(history) || history.newest() != newest || learnt < SILENT) {
            Arrays.fill(values, offset, offset + count, Float.NaN);
            return;
        }
        final int from = slot(newest) * sums;
        System.arraycopy(promised, from, moment, 0, sums);
        kernels.product(weights, moment, forecast);
        for (int step = 0; step < count; step++) {
            values[offset + step] = (float) Math.max(0, groups.at(step, forecast));
        }
        if (inDetail) {
            history.cycles().with(values, offset, count);
        }
    }

    /**
     * Requests that a promise is worth in each step from now on; a part of all promises is worth its part of the forecast.
     *
     * @param promised [sums] as the signal has them
     * @param requests [steps], where they go
     * @return false where nothing is known yet
     */
    boolean worth(final double[] promised, final double[] requests) {
        kernels.product(weights, promised, forecast);
        for (int step = 0; step < requests.length; step++) {
            requests[step] = Math.max(0, groups.at(step, forecast));
        }
        return learnt >= SILENT;
    }

    private int slot(final long bucket) {
        return (int) Math.floorMod(bucket, (long) length);
    }

    @Override
    public void pass(final Archive archive) {
        newest = archive.pass(newest);
        unbroken = archive.pass(unbroken);
        learnt = archive.pass(learnt);
        level = archive.pass(level);
        archive.pass(products);
        archive.pass(weights);
        archive.pass(energy);
        archive.pass(promised);
        archive.pass(demand);
        archive.pass(isPromised);
    }
}
