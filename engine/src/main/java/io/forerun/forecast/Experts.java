package io.forerun.forecast;

import io.forerun.simd.Kernels;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The list of experts: to add one, write its class and name it here. */
final class Experts {
    private static final String BOTTOM_UP = "bottom-up";

    private Experts() {}

    /** Names in the order of their weights. */
    static List<String> names() {
        return all(ForecastConfig.DEFAULT, Kernels.scalar()).stream()
                .map(Expert::name)
                .toList();
    }

    /** New experts for a new series, without some. */
    static List<Expert> create(final ForecastConfig config, final Kernels kernels, final Set<String> without) {
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
    static BottomUp bottomUp(final List<Expert> experts) {
        for (final Expert expert : experts) {
            if (expert instanceof final BottomUp bottomUp && bottomUp.name().equals(BOTTOM_UP)) {
                return bottomUp;
            }
        }
        return null;
    }

    private static List<Expert> all(final ForecastConfig config, final Kernels kernels) {
        final double hour = 3_600_000.0 / config.bucketMs();
        final int day = config.bucketsPerDay();
        return List.of(
                new LevelExperts.Window("last", .1f, 1),
                new LevelExperts.Window("mean5", 1, 5),
                new LevelExperts.Window("mean30", 2, (int) Math.max(1, hour / 2)),
                new LevelExperts.Smoothing("ses5", .5f, false, hour / 12),
                new LevelExperts.Smoothing("ses15", 1, false, hour / 4),
                new LevelExperts.Smoothing("ses60", 1, false, hour),
                new Theta("theta", .1f, hour / 12, hour),
                new SeasonalExperts.Naive("day", .1f, day),
                new SeasonalExperts.Naive("week", .1f, 7 * day),
                new SeasonalExperts.Usual("usual-day-5", .5f, false, false, hour / 12),
                new SeasonalExperts.Usual("usual-week-5", .5f, true, false, hour / 12),
                new SeasonalExperts.Usual("usual-day-20", .5f, false, false, hour / 3),
                new SeasonalExperts.Usual("usual-week-20", .5f, true, false, hour / 3),
                new SeasonalExperts.Usual("usual-day-360", .5f, false, false, 6 * hour),
                new SeasonalExperts.Usual("usual-week-360", .5f, true, false, 6 * hour),
                new LevelExperts.Smoothing("detail-60", .5f, true, hour),
                new SeasonalExperts.Usual("detail-day-5", .5f, false, true, hour / 12),
                new SeasonalExperts.Usual("detail-week-20", .5f, true, true, hour / 3),
                new SeasonalExperts.Usual("detail-week-360", .5f, true, true, 6 * hour),
                new Ridge("ridge", 1, false, config, kernels),
                new Ridge("ridge-users", 1, true, config, kernels),
                new BottomUp(BOTTOM_UP, UserSignal.PROMISED, false, config, kernels),
                new BottomUp("detail-bottom-up", UserSignal.PROMISED, true, config, kernels),
                new BottomUp("neural", UserSignal.FORESEEN, false, config, kernels));
    }
}
