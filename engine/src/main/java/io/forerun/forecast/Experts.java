package io.forerun.forecast;

import io.forerun.simd.Kernels;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The list of experts: to add one, write its class and name it here. */
final class Experts {
    /**
     * One of them.
     *
     * @param name in reports
     * @param prior weight before anything is known about its merits, positive
     */
    record Named(String name, float prior, Expert expert) {}

    private static final String BOTTOM_UP = "bottom-up";

    private Experts() {}

    /** Names in the order of their weights. */
    static List<String> names() {
        return all(ForecastConfig.DEFAULT, Kernels.scalar()).stream()
                .map(Named::name)
                .toList();
    }

    /** New experts for a new series, without some. */
    static List<Named> create(final ForecastConfig config, final Kernels kernels, final Set<String> without) {
        final List<String> names = names();
        final TreeSet<String> unknown = new TreeSet<>(without); // Sorted, so that the same one is named each time.
        unknown.removeAll(names);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("without: expert=" + unknown.first() + ", allowed=" + names);
        }
        if (without.size() == names.size()) {
            throw new IllegalArgumentException("without: all of " + names + ", allowed=all but one at most");
        }
        return all(config, kernels).stream()
                .filter(expert -> !without.contains(expert.name()))
                .toList();
    }

    /** The one that tells what users' promises are worth, null where it was left out. */
    static BottomUp bottomUp(final List<Named> experts) {
        for (final Named named : experts) {
            if (named.expert() instanceof final BottomUp bottomUp
                    && named.name().equals(BOTTOM_UP)) {
                return bottomUp;
            }
        }
        return null;
    }

    private static List<Named> all(final ForecastConfig config, final Kernels kernels) {
        final double hour = 3_600_000.0 / config.bucketMs();
        final int day = config.bucketsPerDay();
        return List.of(
                new Named("last", .1f, new LevelExperts.Window(1)),
                new Named("mean5", 1, new LevelExperts.Window(5)),
                new Named("mean30", 2, new LevelExperts.Window((int) Math.max(1, hour / 2))),
                new Named("ses5", .5f, new LevelExperts.Smoothing(false, hour / 12)),
                new Named("ses15", 1, new LevelExperts.Smoothing(false, hour / 4)),
                new Named("ses60", 1, new LevelExperts.Smoothing(false, hour)),
                new Named("theta", .1f, new Theta(hour / 12, hour)),
                new Named("day", .1f, new SeasonalExperts.Naive(day)),
                new Named("week", .1f, new SeasonalExperts.Naive(7 * day)),
                new Named("usual-day-5", .5f, new SeasonalExperts.Usual(false, false, hour / 12)),
                new Named("usual-week-5", .5f, new SeasonalExperts.Usual(true, false, hour / 12)),
                new Named("usual-day-20", .5f, new SeasonalExperts.Usual(false, false, hour / 3)),
                new Named("usual-week-20", .5f, new SeasonalExperts.Usual(true, false, hour / 3)),
                new Named("usual-day-360", .5f, new SeasonalExperts.Usual(false, false, 6 * hour)),
                new Named("usual-week-360", .5f, new SeasonalExperts.Usual(true, false, 6 * hour)),
                new Named("detail-60", .5f, new LevelExperts.Smoothing(true, hour)),
                new Named("detail-day-5", .5f, new SeasonalExperts.Usual(false, true, hour / 12)),
                new Named("detail-week-20", .5f, new SeasonalExperts.Usual(true, true, hour / 3)),
                new Named("detail-week-360", .5f, new SeasonalExperts.Usual(true, true, 6 * hour)),
                new Named("ridge", 1, new Ridge(false, config, kernels)),
                new Named("ridge-users", 1, new Ridge(true, config, kernels)),
                new Named(BOTTOM_UP, .1f, new BottomUp(UserSignal.PROMISED, false, config, kernels)),
                new Named("detail-bottom-up", .1f, new BottomUp(UserSignal.PROMISED, true, config, kernels)),
                new Named("neural", .1f, new BottomUp(UserSignal.FORESEEN, false, config, kernels)));
    }
}
