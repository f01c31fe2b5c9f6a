package io.forerun.forecast;

import io.forerun.simd.Kernels;
import io.forerun.state.Archive;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** One demand series: its open bucket, what it has learnt and how it forecasts. */
final class Series {
    /** Errors count up to this many scales: a burst teaches, but does not rule. */
    private static final float LARGEST_ERROR = 2;

    /** Mean and variance have to be true, so they hear more of a burst. */
    private static final float LARGEST_DEVIATION = 10;

    /** Quantiles below this are 0: that is what they round to, and nobody sees a fraction of a request. */
    static final float FLOOR = .5f;

    /** Days after which what was learnt about experts and errors counts half, and the least number of outcomes for that. */
    private static final double HALF_LIFE_DAYS = 3;

    private static final double HALF_LIFE_OUTCOMES = 700;

    /** Scale where nothing was ever seen. */
    private static final float UNKNOWN_SCALE = 10;

    private final ForecastConfig config;
    private final Kernels kernels;
    private final Outlook outlook;
    private final List<Expert> experts;
    private final BottomUp bottomUp;
    private final History history;
    private final Pending pending;
    private final Combination combination;
    private final Calibration calibration;
    private final QuantileBlend blend;
    private final Confidence confidence;
    private final Drift drift = new Drift();
    private final Correction correction;
    private final Volatility volatility;
    private final Costs costs = new Costs();
    private final Progress progress;

    /** The bucket that is open and, until it is closed, the one before: in turn. */
    private final OpenBucket[] buckets = {new OpenBucket(), new OpenBucket()};

    private float lastObserved = Float.NaN;

    /** The newest observed bucket, however old. */
    private float lastKnown;

    private final boolean mayAllAbstain;

    /** Alone an expert is judged as it is: corrected it would be another. */
    private final boolean isEnsemble;

    Series(
            final ForecastConfig config,
            final Kernels kernels,
            final Outlook outlook,
            final Calendar calendar,
            final Set<String> without) {
        this.config = config;
        this.kernels = kernels;
        this.outlook = outlook;
        final double halfLife = Math.max(HALF_LIFE_DAYS * config.bucketsPerDay(), HALF_LIFE_OUTCOMES);
        final List<Experts.Named> named = Experts.create(config, kernels, without);
        experts = named.stream().map(Experts.Named::expert).toList();
        bottomUp = Experts.bottomUp(named);
        mayAllAbstain = !without.isEmpty();
        isEnsemble = experts.size() > 1;
        history = new History(config, kernels, calendar);
        pending = new Pending(outlook);
        combination = new Combination(kernels, named, outlook.stride, 1 - LevelExperts.newestShare(halfLife));
        calibration = new Calibration(kernels, outlook.stride, halfLife);
        blend = new QuantileBlend(outlook, halfLife);
        correction = new Correction(outlook.stride, halfLife);
        volatility = new Volatility(config, halfLife);
        confidence = new Confidence(config.steps());
        progress = new Progress(config);
    }

    /** Starts with the spread another series has come to. */
    void startFrom(final Series other) {
        calibration.startFrom(other.calibration);
    }

    /** Goes on in the time of another calendar. */
    void move(final Calendar calendar) {
        history.move(calendar);
    }

    void add(final int place, final int requests, final long cpuUs, final double memoryKibS, final long gpuUs) {
        buckets[place].add(requests, cpuUs, memoryKibS, gpuUs);
    }

    void addLate(final long bucket, final int requests) {
        if (history.reaches(bucket)) {
            history.addLate(bucket, requests);
        }
    }

    void signal(final double[] promised) {
        history.promise(promised);
    }

    void foresee(final double[] events) {
        history.foresee(events);
    }

    /** Learns from a bucket that ended, where it was observed, and forecasts; the next one may have begun. */
    ForecastTable.Curve close(final long bucket, final int place, final boolean observed, final double keepCosts) {
        final OpenBucket ended = buckets[place];
        final float requests = ended.requests();
        costs.enter(ended, keepCosts);
        ended.clear();
        if (observed && pending.load(bucket)) {
            learn(bucket, requests);
        }
        history.append(bucket, observed ? requests : Float.NaN);
        lastObserved = observed ? requests : Float.NaN;
        if (observed) {
            lastKnown = requests;
            if (isEnsemble) {
                correction.observe(requests);
            }
            progress.observe();
            for (int index = 0; index < experts.size(); index++) {
                experts.get(index).observe(history, requests);
            }
        }
        forecast();
        if (progress.hasObserved()) {
            pending.save(bucket);
        }
        return curve();
    }

    /** Share of each expert in the mixture of a step (from 0) as last forecast. */
    double[] weights(final int step) {
        final float[] values = new float[experts.size() * outlook.stride];
        final float[] combined = combination.weights(outlook.stride);
        double total = 0;
        final double[] weights = new double[experts.size()];
        for (int index = 0; index < weights.length; index++) {
            experts.get(index).forecast(history, values, index * outlook.stride, config.steps());
            final float value = values[index * outlook.stride + step];
            weights[index] = value == value ? combined[index * outlook.stride + step] : 0;
            total += weights[index];
        }
        for (int index = 0; total > 0 && index < weights.length; index++) {
            weights[index] /= total;
        }
        return weights;
    }

    /** As {@link DemandForecaster#worth}. */
    boolean worth(final double[] promised, final double[] requests) {
        return bottomUp != null && bottomUp.worth(promised, requests);
    }

    boolean isDrifting() {
        return drift.isOn();
    }

    private void learn(final long bucket, final float requests) {
        drift.learn(outlook, requests);
        calibration.scale(outlook.mixture, outlook.mixtureScale);
        correction.learn(outlook, requests);
        volatility.learn((requests - outlook.centre[0]) / outlook.scale[0]);
        kernels.standardisedError(outlook.centre, requests, outlook.scale, LARGEST_DEVIATION, outlook.error);
        calibration.learnMoments(outlook);
        kernels.standardisedError(outlook.centre, requests, outlook.scale, LARGEST_ERROR, outlook.error);
        calibration.learn(outlook, requests, drift.isOn());
        blend.learn(outlook, bucket, requests, drift.isOn());
        kernels.standardisedError(outlook.mixture, requests, outlook.scale, LARGEST_ERROR, outlook.error);
        combination.learn(outlook, requests, drift.isOn());
        for (int step = 0; step < config.steps(); step++) {
            final double distance = Math.abs(requests - outlook.median[step]);
            confidence.learn(step, outlook.probability[step], distance <= config.tolerance() * outlook.median[step]);
        }
    }

    private void forecast() {
        for (int index = 0; index < experts.size(); index++) {
            experts.get(index).forecast(history, outlook.values, index * outlook.stride, config.steps());
        }
        if (progress.hasObserved()) {
            combination.combine(outlook);
            combination.nowcast(outlook);
            if (mayAllAbstain) {
                outlook.fillGaps(lastKnown);
            }
        } else {
            Arrays.fill(outlook.mixture, 0);
        }
        calibration.scale(outlook.mixture, outlook.mixtureScale);
        correction.correct(outlook);
        calibration.scale(outlook.centre, outlook.scale);
        volatility.widen(outlook.centre, outlook.scale);
        if (!progress.hasObserved()) {
            Arrays.fill(outlook.scale, UNKNOWN_SCALE);
        }
        calibration.quantiles(outlook.centre, outlook.scale, outlook.tracked);
        System.arraycopy(outlook.tracked, 0, outlook.quantiles, 0, outlook.tracked.length);
        if (isEnsemble) {
            blend.blend(history.newest(), outlook.quantiles);
        }
        kernels.sortColumns(outlook.quantiles, FLOOR, outlook.stride);
        System.arraycopy(outlook.quantiles, ForecastTable.MEDIAN * outlook.stride, outlook.median, 0, outlook.stride);
        outlook.probabilities((float) config.tolerance());
    }

    private ForecastTable.Curve curve() {
        final int steps = config.steps();
        final float[] mean = new float[steps];
        final float[] variance = new float[steps];
        final float[] claims = new float[steps];
        final float[] quantiles = new float[steps * ForecastTable.QUANTILES];
        for (int step = 0; step < steps; step++) {
            mean[step] = calibration.mean(step, outlook.centre[step], outlook.scale[step]);
            variance[step] = calibration.variance(step, outlook.scale[step]);
            claims[step] = confidence.claim(step, outlook.probability[step]);
            for (int level = 0; level < ForecastTable.QUANTILES; level++) {
                quantiles[step * ForecastTable.QUANTILES + level] = outlook.quantiles[level * outlook.stride + step];
            }
        }
        return new ForecastTable.Curve(
                mean,
                variance,
                claims,
                quantiles,
                lastObserved,
                costs.cpuUsPerRequest(),
                costs.memoryKibSPerRequest(),
                costs.gpuUsPerRequest(),
                progress.readiness(drift.isOn()));
    }

    void pass(final Archive archive) {
        for (final OpenBucket bucket : buckets) {
            bucket.pass(archive);
        }
        lastObserved = archive.pass(lastObserved);
        lastKnown = archive.pass(lastKnown);
        history.pass(archive);
        for (final Expert expert : experts) {
            expert.pass(archive);
        }
        pending.pass(archive);
        combination.pass(archive);
        calibration.pass(archive);
        blend.pass(archive);
        confidence.pass(archive);
        correction.pass(archive);
        volatility.pass(archive);
        drift.pass(archive);
        costs.pass(archive);
        progress.pass(archive);
    }
}
