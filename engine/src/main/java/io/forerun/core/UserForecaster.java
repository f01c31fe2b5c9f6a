package io.forerun.core;

import io.forerun.core.UserForecast.NextAction;
import io.forerun.core.UserForecast.NextObject;
import io.forerun.forecast.ForecastConfig;
import io.forerun.forecast.ForecastTable;
import io.forerun.markov.GroupChains;
import io.forerun.neural.NeuralModel;
import io.forerun.neural.PromisedDemand;
import io.forerun.neural.TimeConstants;
import io.forerun.profile.ProfileRows;
import io.forerun.profile.ProfileTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Demand of one user from the profile row: what is expected of users who were here as often and as lately, counts about it
 * after Poisson, and next actions and objects from the chains. Engine thread only; changes nothing.
 */
final class UserForecaster {
    private static final double DAY_MS = 86_400_000;
    private static final int NEXT_ACTIONS = 5;
    private static final int NEXT_OBJECTS = 5;

    private final Learned learned;
    private final ObjectNames objects;
    private final ForecastConfig config;

    UserForecaster(final Learned learned, final ObjectNames objects, final ForecastConfig config) {
        this.learned = learned;
        this.objects = objects;
        this.config = config;
    }

    /** The user's forecast, null where there is no profile. */
    UserForecast forecast(final long userId, final long nowMs) {
        final ProfileTable profiles = learned.profiles();
        final long row = profiles.find(userId);
        if (row == ProfileTable.NONE) {
            return null;
        }
        final ProfileRows rows = profiles.rows();
        final double[] mean = mean(row, nowMs);
        final double[][] quantiles = new double[mean.length][];
        final double[] confidence = new double[mean.length];
        for (int step = 0; step < mean.length; step++) {
            quantiles[step] = PoissonCount.quantiles(mean[step]);
            confidence[step] = PoissonCount.mass(mean[step], Math.round(quantiles[step][ForecastTable.MEDIAN]));
        }
        final int count = rows.count(row);
        return new UserForecast(
                learned.forecaster().table().atMs(),
                config.bucketMs(),
                mean,
                quantiles,
                confidence,
                rows.cpuUs(row),
                rows.memoryKibS(row),
                rows.gpuUs(row),
                nextActions(row, nowMs),
                nextObjects(row),
                expectedActions(row, nowMs, mean),
                count / (count + 10.0));
    }

    /**
     * Expected requests by step: what the model in force expects of the user, else what the user's promise is worth in its series,
     * else in total, else the user's long-term rate.
     */
    private double[] mean(final long row, final long nowMs) {
        final ProfileRows rows = learned.profiles().rows();
        final double[] weights = new double[TimeConstants.COUNT];
        if (learned.expected().ofUser(rows, row, Math.max(nowMs, rows.lastSeenMs(row)), weights)) {
            return foreseen(weights);
        }
        final double[] promised = new double[PromisedDemand.SUMS];
        PromisedDemand.ofUser(rows, row, Math.max(nowMs, rows.lastSeenMs(row)), promised);
        final double[] mean = new double[config.steps()];
        if (!learned.forecaster().worth(rows.group(row), promised, mean)
                && !learned.forecaster().worth(0, promised, mean)) {
            Arrays.fill(mean, longTermRate(rows.count(row), nowMs));
        }
        return mean;
    }

    /** The model's demand head, step by step. */
    private double[] foreseen(final double[] weights) {
        final NeuralModel model = learned.expected().model();
        final double[] mean = new double[config.steps()];
        double before = 0;
        for (int step = 0; step < mean.length; step++) {
            double until = 0;
            for (int tau = 0; tau < weights.length; tau++) {
                until += weights[tau] * model.reach((step + 1L) * config.bucketMs(), tau);
            }
            mean[step] = Math.max(0, until - before);
            before = Math.max(before, until);
        }
        return mean;
    }

    /** Requests per step by a Poisson rate with a Gamma prior at the rate of users in general. */
    private double longTermRate(final int count, final long nowMs) {
        // The row does not tell when the user came first, so all users are taken to be as old as the table.
        final double ageDays = Math.max(0, nowMs - learned.firstMs()) / DAY_MS;
        final double perDay = (count + 1) / (ageDays + 1 / pooledPerDay(nowMs));
        return perDay * config.bucketMs() / DAY_MS;
    }

    /** Requests per user and day over all users, the prior for one of whom little is known. */
    private double pooledPerDay(final long nowMs) {
        final double days = Math.max(1, (nowMs - learned.firstMs()) / DAY_MS);
        return Math.max(
                1e-3, learned.accepted() / days / Math.max(1, learned.profiles().size()));
    }

    private List<NextAction> nextActions(final long row, final long nowMs) {
        final double[] distribution = new double[GroupChains.OUTCOMES];
        learned.chains().nextAction(learned.profiles().rows(), row, nowMs, distribution);
        final int[] top = new int[NEXT_ACTIONS];
        final int count = GroupChains.top(distribution, top);
        final List<NextAction> next = new ArrayList<>();
        for (int place = 0; place < count; place++) {
            next.add(new NextAction(learned.names().name(NameKind.ACTION, top[place]), distribution[top[place]]));
        }
        return List.copyOf(next);
    }

    private List<UserForecast.ExpectedAction> expectedActions(final long row, final long nowMs, final double[] mean) {
        final double[] expected = new double[UserForecast.HORIZON_MINUTES.size()];
        for (int horizon = 0; horizon < expected.length; horizon++) {
            expected[horizon] =
                    UserForecast.expectedEvents(mean, config.bucketMs(), UserForecast.HORIZON_MINUTES.get(horizon));
        }
        return ExpectedActions.of(learned, row, nowMs, expected).named(learned.names());
    }

    private List<NextObject> nextObjects(final long row) {
        final int[] top = new int[NEXT_OBJECTS];
        final double[] probabilities = new double[NEXT_OBJECTS];
        final int count = learned.chains().nextObjects(learned.profiles().rows(), row, top, probabilities);
        final List<NextObject> next = new ArrayList<>();
        for (int place = 0; place < count; place++) {
            next.add(new NextObject(objects.name(top[place]), probabilities[place]));
        }
        return List.copyOf(next);
    }
}
