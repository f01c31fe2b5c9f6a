package io.forerun.forecast;

/**
 * Steps taken together where buckets are short: five minutes at most and six groups at least, since a handful of requests is
 * mostly noise.
 *
 * @param size steps in a group
 * @param count groups that cover all steps
 */
record StepGroups(int size, int count) {
    private static final int LONGEST_MS = 5 * 60_000;
    private static final int LEAST_COUNT = 6;

    static StepGroups of(final ForecastConfig config) {
        final int size = Math.max(1, Math.min(LONGEST_MS / config.bucketMs(), config.steps() / LEAST_COUNT));
        return new StepGroups(size, (config.steps() + size - 1) / size);
    }

    /** Value of a step (from 0): linear between the middles of groups, and on beyond the outermost. */
    double at(final int step, final double[] byGroup) {
        if (count == 1) {
            return byGroup[0];
        }
        final double position = (step + .5) / size - .5;
        final int left = (int) Math.max(0, Math.min(count - 2, position));
        return byGroup[left] + (position - left) * (byGroup[left + 1] - byGroup[left]);
    }
}
