package io.forerun.forecast;

import io.forerun.neural.PromisedDemand;
import io.forerun.neural.TimeConstants;
import io.forerun.simd.Elementary;
import io.forerun.simd.Kernels;
import io.forerun.state.Archive;
import java.util.Arrays;

/**
 * Online ridge regression of the logarithm of demand, {@link Cycles} removed, less its present level, on lags, on the usual
 * day and week from now to the horizon, and on harmonics (recursive least squares with forgetting). The features of a moment
 * serve every horizon, so one inverse covariance is shared and a horizon only has its weights: they learn, when the outcome
 * is known, with the gain that their features had. Where buckets are short, steps are taken in groups, since the logarithm
 * of a handful of requests is mostly noise.
 *
 * <p>Forecasts are those of the Vovk-Azoury-Warmuth forecaster (Azoury and Warmuth, 2001; Vovk, 2001), which counts the
 * present features before their outcome is known: the plain ones over 1 + leverage. So where demand does what it never did,
 * the regression does not extrapolate but falls back to the present level.
 */
final class Ridge implements Expert {
    /** Points in time at which each usual season is read: now, middle and end of the horizon. */
    private static final int KNOTS = 3;

    private static final int SERIES_FEATURES = 2 + Lags.STRETCHES - 1 + 2 * KNOTS + Calendar.WAVES;

    /** All sums but the slowest: of those that of the last stage, which nearly all users are in after a day. */
    private static final int PROMISED_FEATURES = PromisedDemand.SUMS - (PromisedDemand.STAGES - 1);

    /** And what the network foresees at the knots. */
    private static final int SIGNAL_FEATURES = PROMISED_FEATURES + KNOTS;

    /** Size of the features that are not differences of logarithms, in their unit: the smaller the stronger the ridge. */
    private static final double WAVE = .3;

    private static final double HALF_LIFE_DAYS = 3;
    private static final double LEAST_HALF_LIFE = 700;

    /** Errors count up to this many mean absolute errors. */
    private static final double LARGEST_ERROR = 3;

    private static final double ERROR_AT_FIRST = .5;
    private static final double NEWEST_ERROR = .01;

    /** Forecasts stay within what the features have seen and this factor (of the logarithm). */
    private static final double MARGIN = .5;

    private final boolean usesSignal;

    /** Of what the network foresees in all, the part in a bucket at a knot, by time constant. */
    private final double[][] share = new double[KNOTS][TimeConstants.COUNT];

    private final StepGroups stepGroups;
    private final int group;
    private final int groups;
    private final Lags lags;
    private final InverseCovariance inverse;

    /** Features, and the length of vectors of them. */
    private final int count;

    private final int stride;

    /** [group][feature]. */
    private final double[] weights;

    private final double[] errors;
    private final double[] forecast;

    /** What was known when a bucket had closed, for as many as wait for outcomes: [moment][features, then their gain]. */
    private final float[] moments;

    private final int momentCount;
    private final double[] levels;
    private final boolean[] isKnown;

    private final Moment now;
    private long newest = -1;
    private long learnt;

    /** The newest moment. */
    private static final class Moment {
        private final double[] features;
        private final double[] gain;
        private double level;

        /** Share of the regression that is believed: little where the moment lies far outside of what was seen. */
        private double trust;

        private double low;
        private double high;

        private Moment(final int stride) {
            features = new double[stride];
            gain = new double[stride];
        }

        private void pass(final Archive archive) {
            archive.pass(features);
            level = archive.pass(level);
            trust = archive.pass(trust);
            low = archive.pass(low);
            high = archive.pass(high);
        }

        private double widen(final double value) {
            low = Math.min(low, value);
            high = Math.max(high, value);
            return value;
        }
    }

    /**
     * {@code usesSignal}: also on what users promise and the network foresees, and asleep where nothing is known of them. Then
     * detail that repeats is left in, as users' promises have it too.
     */
    Ridge(final boolean usesSignal, final ForecastConfig config, final Kernels kernels) {
        this.usesSignal = usesSignal;
        stepGroups = StepGroups.of(config);
        group = stepGroups.size();
        groups = stepGroups.count();
        for (int knot = 0; knot < KNOTS; knot++) {
            final long fromMs = (long) knot * (groups - 1) / (KNOTS - 1) * group * config.bucketMs();
            final long toMs = fromMs + (long) group * config.bucketMs();
            for (int tau = 0; tau < TimeConstants.COUNT; tau++) {
                final double left = StrictMath.exp(-(double) fromMs / TimeConstants.tauMs(tau));
                share[knot][tau] = (left - StrictMath.exp(-(double) toMs / TimeConstants.tauMs(tau))) / group;
            }
        }
        lags = new Lags(group);
        count = SERIES_FEATURES + (usesSignal ? SIGNAL_FEATURES : 0);
        stride = InverseCovariance.stride(count);
        final double halfLife = Math.max(LEAST_HALF_LIFE, HALF_LIFE_DAYS * config.bucketsPerDay());
        inverse = new InverseCovariance(kernels, count, 1 - LevelExperts.newestShare(halfLife));
        weights = new double[groups * stride];
        errors = new double[groups];
        Arrays.fill(errors, ERROR_AT_FIRST);
        forecast = new double[groups];
        momentCount = groups * group + 1;
        moments = new float[momentCount * 2 * stride];
        levels = new double[momentCount];
        isKnown = new boolean[momentCount];
        now = new Moment(stride);
    }

    @Override
    public void observe(final History history, final float requests) {
        if (usesSignal && !history.isPromised()) {
            return;
        }
        final long bucket = history.newest();
        skipTo(bucket);
        newest = bucket;
        final double plain = usesSignal ? requests : history.cycles().without(requests);
        lags.append(bucket, plain);
        if (lags.isNewestWhole()) {
            learn(bucket, log(lags.mean(0)));
        }
        describe(history, plain);
        inverse.enter(now.features, now.gain);
        now.trust = 1 - InverseCovariance.dot(now.gain, 0, now.features, 0, stride);
        keep(bucket);
        learnt++;
    }

    private void keep(final long bucket) {
        final int moment = moment(bucket);
        isKnown[moment] = true;
        levels[moment] = now.level;
        final int features = 2 * moment * stride;
        final int gain = features + stride;
        for (int index = 0; index < count; index++) {
            moments[features + index] = (float) now.features[index];
            moments[gain + index] = (float) now.gain[index];
        }
    }

    /** Buckets that nobody observed are missing from the lags and teach nothing. */
    private void skipTo(final long bucket) {
        final long gap = newest < 0 ? Long.MAX_VALUE : bucket - newest - 1;
        if (gap >= lags.length() + momentCount) {
            lags.clear();
            Arrays.fill(isKnown, false);
            return;
        }
        for (long missing = newest + 1; missing < bucket; missing++) {
            lags.append(missing, Double.NaN);
            isKnown[moment(missing)] = false;
        }
    }

    private int moment(final long bucket) {
        return (int) Math.floorMod(bucket, (long) momentCount);
    }

    private void learn(final long bucket, final double outcome) {
        // All forecasts first: so their cache misses do not wait for one another.
        for (int horizon = 0; horizon < groups; horizon++) {
            final int origin = moment(bucket - (long) (horizon + 1) * group);
            forecast[horizon] = levels[origin] + dot(horizon * stride, 2 * origin * stride);
        }
        for (int horizon = 0; horizon < groups; horizon++) {
            final int origin = moment(bucket - (long) (horizon + 1) * group);
            if (!isKnown[origin]) {
                continue;
            }
            final double error = outcome - forecast[horizon];
            final double limit = LARGEST_ERROR * errors[horizon];
            final double bounded = Math.max(-limit, Math.min(limit, error));
            errors[horizon] += NEWEST_ERROR * (Math.abs(bounded) - errors[horizon]);
            final int own = horizon * stride;
            final int gain = (2 * origin + 1) * stride;
            for (int index = 0; index < count; index++) {
                weights[own + index] += moments[gain + index] * bounded;
            }
        }
    }

    /** Weights from one place on times features from another, by four partial sums as in {@link InverseCovariance#dot}. */
    private double dot(final int own, final int features) {
        double first = 0;
        double second = 0;
        double third = 0;
        double fourth = 0;
        for (int index = 0; index < stride; index += 4) {
            first = Math.fma(weights[own + index], moments[features + index], first);
            second = Math.fma(weights[own + index + 1], moments[features + index + 1], second);
            third = Math.fma(weights[own + index + 2], moments[features + index + 2], third);
            fourth = Math.fma(weights[own + index + 3], moments[features + index + 3], fourth);
        }
        return first + second + (third + fourth);
    }

    private void describe(final History history, final double requests) {
        final double level = log(lags.mean(0));
        now.level = level;
        now.low = level;
        now.high = level;
        final double[] features = now.features;
        int index = 0;
        features[index++] = 1;
        features[index++] = log(requests) - level;
        for (int stretch = 1; stretch < Lags.STRETCHES; stretch++) {
            final double mean = lags.mean(stretch);
            features[index++] = mean == mean ? now.widen(log(mean)) - level : 0;
        }
        final long first = history.newest() + 1 - group / 2;
        double dayBefore = level;
        double weekBefore = level;
        for (int knot = 0; knot < KNOTS; knot++) {
            final long bucket = first + (long) knot * groups * group / (KNOTS - 1);
            final float usualDay = history.usualDay(bucket);
            final float usualWeek = history.usualWeek(bucket);
            final double dayHere = usualDay == usualDay ? now.widen(log(usualDay)) : dayBefore;
            final double weekHere = usualWeek == usualWeek ? now.widen(log(usualWeek)) : weekBefore;
            features[index++] = dayHere - dayBefore;
            features[index++] = weekHere - weekBefore;
            dayBefore = dayHere;
            weekBefore = weekHere;
        }
        for (final double wave : history.waves()) {
            features[index++] = WAVE * wave;
        }
        if (usesSignal) {
            describeUsers(history, level, index);
        }
    }

    private void describeUsers(final History history, final double level, final int from) {
        final double[] features = now.features;
        int index = from;
        for (int sum = 0; sum < PromisedDemand.SUMS; sum++) {
            final boolean isSlowest = sum % TimeConstants.COUNT == TimeConstants.COUNT - 1;
            if (!isSlowest || sum == PromisedDemand.SUMS - 1) {
                features[index++] = log(history.promised(sum)) - level;
            }
        }
        for (int knot = 0; knot < KNOTS; knot++) {
            double requests = 0;
            for (int tau = 0; tau < TimeConstants.COUNT; tau++) {
                requests += history.foreseen(tau) * share[knot][tau];
            }
            features[index++] = history.isForeseen() ? log(requests) - level : 0;
        }
    }

    private static double log(final double requests) {
        return Elementary.log1p(requests);
    }

    @Override
    public void forecast(final History history, final float[] values, final int offset, final int steps) {
        if (history.newest() != newest || learnt < lags.length() / Lags.STRETCHES) {
            Arrays.fill(values, offset, offset + steps, Float.NaN);
            return;
        }
        for (int horizon = 0; horizon < groups; horizon++) {
            final double part = InverseCovariance.dot(weights, horizon * stride, now.features, 0, stride);
            final double log = now.level + now.trust * part;
            final double bounded = Math.max(now.low - MARGIN, Math.min(now.high + MARGIN, log));
            forecast[horizon] = Elementary.exp(Math.max(0, bounded)) - 1;
        }
        for (int step = 0; step < steps; step++) {
            values[offset + step] = (float) Math.max(0, stepGroups.at(step, forecast));
        }
        if (!usesSignal) {
            history.cycles().with(values, offset, steps);
        }
    }

    @Override
    public void pass(final Archive archive) {
        newest = archive.pass(newest);
        learnt = archive.pass(learnt);
        lags.pass(archive);
        inverse.pass(archive);
        archive.pass(errors);
        archive.pass(weights);
        archive.pass(moments);
        archive.pass(levels);
        archive.pass(isKnown);
        now.pass(archive);
    }
}
