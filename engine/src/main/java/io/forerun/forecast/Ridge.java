package io.forerun.forecast;

import io.forerun.memory.Digest;
import io.forerun.neural.PromisedDemand;
import io.forerun.neural.TimeConstants;
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
    private static final int HARMONICS = 3;

    /** Points in time at which each usual season is read: now, middle and end of the horizon. */
    private static final int KNOTS = 3;

    private static final int SERIES_FEATURES = 2 + Lags.STRETCHES - 1 + 2 * KNOTS + 2 * HARMONICS + 2;

    /** All sums but the slowest: of those that of the last stage, which nearly all users are in after a day. */
    private static final int SIGNAL_FEATURES = PromisedDemand.SUMS - (PromisedDemand.STAGES - 1);

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

    private final String name;
    private final boolean usesSignal;
    private final float prior;
    private final int day;
    private final StepGroups stepGroups;
    private final int group;
    private final int groups;
    private final Lags lags;
    private final InverseCovariance inverse;
    private final double[][] weights;
    private final double[] errors;
    private final double[] forecast;
    private final Moment[] moments;
    private long newest = -1;
    private long learnt;

    /** What was known when a bucket had closed. */
    private static final class Moment {
        private final double[] features;
        private final double[] gain;
        private double level;

        /** Share of the regression that is believed: little where the moment lies far outside of what was seen. */
        private double trust;

        private double low;
        private double high;
        private boolean isKnown;

        private Moment(final int count) {
            features = new double[count];
            gain = new double[count];
        }

        private double widen(final double value) {
            low = Math.min(low, value);
            high = Math.max(high, value);
            return value;
        }
    }

    /**
     * {@code usesSignal}: also on what users promise, and asleep where nothing is known of them. Then detail that repeats is
     * left in, as users' promises have it too.
     */
    Ridge(final String name, final float prior, final boolean usesSignal, final ForecastConfig config) {
        this.name = name;
        this.usesSignal = usesSignal;
        this.prior = prior;
        day = config.bucketsPerDay();
        stepGroups = StepGroups.of(config);
        group = stepGroups.size();
        groups = stepGroups.count();
        lags = new Lags(group);
        final int features = SERIES_FEATURES + (usesSignal ? SIGNAL_FEATURES : 0);
        inverse = new InverseCovariance(
                features, 1 - LevelExperts.newestShare(Math.max(LEAST_HALF_LIFE, HALF_LIFE_DAYS * day)));
        weights = new double[groups][features];
        errors = new double[groups];
        Arrays.fill(errors, ERROR_AT_FIRST);
        forecast = new double[groups];
        moments = new Moment[groups * group + 1];
        for (int index = 0; index < moments.length; index++) {
            moments[index] = new Moment(features);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public float prior() {
        return prior;
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
        final Moment now = moment(bucket);
        describe(now, history, plain);
        inverse.enter(now.features, now.gain);
        now.trust = 1 - InverseCovariance.dot(now.gain, now.features);
        learnt++;
    }

    /** Buckets that nobody observed are missing from the lags and teach nothing. */
    private void skipTo(final long bucket) {
        final long gap = newest < 0 ? Long.MAX_VALUE : bucket - newest - 1;
        if (gap >= lags.length() + moments.length) {
            lags.clear();
            for (final Moment moment : moments) {
                moment.isKnown = false;
            }
            return;
        }
        for (long missing = newest + 1; missing < bucket; missing++) {
            lags.append(missing, Double.NaN);
            moment(missing).isKnown = false;
        }
    }

    private Moment moment(final long bucket) {
        return moments[(int) Math.floorMod(bucket, (long) moments.length)];
    }

    private void learn(final long bucket, final double outcome) {
        for (int horizon = 0; horizon < groups; horizon++) {
            final Moment origin = moment(bucket - (long) (horizon + 1) * group);
            if (!origin.isKnown) {
                continue;
            }
            final double[] own = weights[horizon];
            final double error = outcome - origin.level - InverseCovariance.dot(own, origin.features);
            final double limit = LARGEST_ERROR * errors[horizon];
            final double bounded = Math.max(-limit, Math.min(limit, error));
            errors[horizon] += NEWEST_ERROR * (Math.abs(bounded) - errors[horizon]);
            for (int index = 0; index < own.length; index++) {
                own[index] += origin.gain[index] * bounded;
            }
        }
    }

    private void describe(final Moment now, final History history, final double requests) {
        final double level = log(lags.mean(0));
        now.isKnown = true;
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
        for (int wave = 1; wave <= HARMONICS; wave++) {
            index = wave(features, index, history.newest() * wave % day / (double) day);
        }
        index = wave(features, index, history.newest() % (7 * day) / (7.0 * day));
        for (int sum = 0; index < features.length; sum++) {
            final boolean isSlowest = sum % TimeConstants.COUNT == TimeConstants.COUNT - 1;
            if (!isSlowest || sum == PromisedDemand.SUMS - 1) {
                features[index++] = log(history.promised(sum)) - level;
            }
        }
    }

    private static int wave(final double[] features, final int index, final double turn) {
        final double angle = 2 * StrictMath.PI * turn;
        features[index] = WAVE * StrictMath.sin(angle);
        features[index + 1] = WAVE * StrictMath.cos(angle);
        return index + 2;
    }

    private static double log(final double requests) {
        return StrictMath.log1p(requests);
    }

    @Override
    public void forecast(final History history, final float[] values, final int offset, final int steps) {
        if (history.newest() != newest || learnt < lags.length() / Lags.STRETCHES) {
            Arrays.fill(values, offset, offset + steps, Float.NaN);
            return;
        }
        final Moment now = moment(newest);
        for (int horizon = 0; horizon < groups; horizon++) {
            final double log = now.level + now.trust * InverseCovariance.dot(weights[horizon], now.features);
            final double bounded = Math.max(now.low - MARGIN, Math.min(now.high + MARGIN, log));
            forecast[horizon] = StrictMath.expm1(Math.max(0, bounded));
        }
        for (int step = 0; step < steps; step++) {
            final float bounded = (float) Math.max(0, stepGroups.at(step, forecast));
            values[offset + step] = usesSignal ? bounded : history.cycles().with(step, bounded);
        }
    }

    @Override
    public void digest(final Digest digest) {
        digest.add(newest).add(learnt);
        lags.digest(digest);
        inverse.digest(digest);
        digest.add(errors);
        for (int horizon = 0; horizon < groups; horizon++) {
            digest.add(weights[horizon]);
        }
        for (final Moment moment : moments) {
            digest.add(moment.isKnown ? 1 : 0).add(moment.level).add(moment.low).add(moment.high);
            digest.add(moment.features).add(moment.gain);
        }
    }
}
