package io.forerun.forecast;

/**
 * Steps taken together where buckets are short: five minutes at most and six groups at least, since a handful of requests is
 * mostly noise.
 */
final class StepGroups {
    private static final int LONGEST_MS = 5 * 60_000;
    private static final int LEAST_COUNT = 6;

    private final int size;
    private final int count;

    /** Per step, the group on its left and how far it is on the way to the next. */
    private final int[] left;

    private final double[] way;

    private StepGroups(final int size, final int steps) {
        this.size = size;
        count = (steps + size - 1) / size;
        left = new int[steps];
        way = new double[steps];
        for (int step = 0; step < steps; step++) {
            final double position = (step + .5) / size - .5;
            left[step] = (int) Math.max(0, Math.min(count - 2, position));
            way[step] = count == 1 ? 0 : position - left[step];
        }
    }

    static StepGroups of(final ForecastConfig config) {
        return new StepGroups(
                Math.max(1, Math.min(LONGEST_MS / config.bucketMs(), config.steps() / LEAST_COUNT)), config.steps());
    }

    /** Steps in a group. */
    int size() {
        return size;
    }

    /** Groups that cover all steps. */
    int count() {
        return count;
    }

    /** Value of a step (from 0): linear between the middles of groups, and on beyond the outermost. */
    double at(final int step, final double[] byGroup) {
        final int from = left[step];
        return byGroup[from] + way[step] * (byGroup[Math.min(count - 1, from + 1)] - byGroup[from]);
    }
}
