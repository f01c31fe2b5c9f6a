package io.forerun.core;

import io.forerun.core.UserForecast.NextAction;
import io.forerun.core.UserForecast.NextObject;
import io.forerun.forecast.ForecastConfig;
import io.forerun.forecast.ForecastTable;
import io.forerun.markov.GroupChains;
import io.forerun.profile.ProfileRows;
import io.forerun.profile.ProfileTable;
import java.util.ArrayList;
import java.util.List;

/**
 * Demand of one user from the profile row: a Poisson rate with a Gamma prior at the rate of users in general, and the next
 * action from the chains. Engine thread only; changes nothing.
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
        final int count = rows.count(row);
        // The row does not tell when the user came first, so all users are taken to be as old as the table.
        final double ageDays = Math.max(0, nowMs - learned.firstMs()) / DAY_MS;
        final double pooledPerDay = pooledPerDay(nowMs);
        final double perDay = (count + 1) / (ageDays + 1 / pooledPerDay);
        final double mean = perDay * config.bucketMs() / DAY_MS;
        return new UserForecast(
                learned.forecaster().table().atMs(),
                config.bucketMs(),
                mean,
                poissonQuantiles(mean),
                poissonMass(mean, Math.round(poissonQuantile(mean, .5))),
                rows.cpuUs(row),
                rows.memoryKibS(row),
                rows.gpuUs(row),
                config.steps(),
                nextActions(row, nowMs),
                nextObjects(row),
                count / (count + 10.0));
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

    private static double[] poissonQuantiles(final double mean) {
        final double[] quantiles = new double[ForecastTable.QUANTILES];
        for (int index = 0; index < quantiles.length; index++) {
            quantiles[index] = poissonQuantile(mean, ForecastTable.level(index));
        }
        return quantiles;
    }

    private static double poissonQuantile(final double mean, final double level) {
        if (mean > 500) { // The sum below would underflow; the normal approximation is within half a request here.
            return mean + Math.sqrt(mean) * normalQuantile(level);
        }
        double mass = StrictMath.exp(-mean);
        double sum = mass;
        long count = 0;
        while (sum < level && count < 2_000) {
            count++;
            mass *= mean / count;
            sum += mass;
        }
        return count;
    }

    private static double poissonMass(final double mean, final long count) {
        double logMass = -mean + count * StrictMath.log(mean);
        for (long factor = 2; factor <= Math.min(count, 2_000); factor++) {
            logMass -= StrictMath.log(factor);
        }
        return StrictMath.exp(logMass);
    }

    /** Abramowitz and Stegun 26.2.23, absolute error below 4.5e-4. */
    private static double normalQuantile(final double level) {
        final double tail = Math.min(level, 1 - level);
        final double t = StrictMath.sqrt(-2 * StrictMath.log(tail));
        final double z =
                t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
        return level < .5 ? -z : z;
    }
}
