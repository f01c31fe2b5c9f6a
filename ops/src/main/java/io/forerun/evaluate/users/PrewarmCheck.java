package io.forerun.evaluate.users;

/**
 * Users announced as due within five minutes, by the network and by the {@link HybridHistogram}, against when they came. Time
 * since a user's event is cut into stretches of five minutes; the network announces a stretch where its probability of an event
 * in it, after silence up to it, passes a threshold. The histogram sets how many announcements there are in all; the network
 * gets the threshold that makes as many, so that their shares of hits compare.
 */
final class PrewarmCheck {
    /** Length of a stretch, seconds. */
    static final double STRETCH_S = 300;

    /** Stretches looked at after an event: 26 hours. */
    static final int STRETCHES = 312;

    private static final int LEVELS = 400;
    private static final int LEVELS_PER_DECADE = 80;

    private final HybridHistogram histogram = new HybridHistogram();
    private final double[] window = new double[2];

    /** Of the network's stretches, by probability: how many, and in how many the user came. */
    private final long[] stretches = new long[LEVELS];

    private final long[] hits = new long[LEVELS];
    private long events;
    private long announced;
    private long announcedHits;

    /** Counts the idle time between two events of a user, once they were scored. */
    void learn(final int row, final double idleS) {
        histogram.add(row, idleS);
    }

    /**
     * What followed an event.
     *
     * @param mass expected events by stretch, if the user stays silent: an integral of the hazard
     * @param gapS until the next event, or until nothing more is known
     * @param came whether there was a next event
     */
    void score(final int row, final double[] mass, final double gapS, final boolean came) {
        events += came ? 1 : 0;
        histogram.window(row, window);
        final double endS = Math.min(gapS, window[1]);
        if (gapS >= window[0]) {
            announced += (long) Math.max(1, Math.ceil((endS - window[0]) / STRETCH_S));
            announcedHits += came && gapS <= window[1] ? 1 : 0;
        }
        for (int stretch = 0; stretch < STRETCHES && stretch * STRETCH_S <= gapS; stretch++) {
            final int level = level(-Math.expm1(-mass[stretch]));
            stretches[level]++;
            hits[level] += came && gapS < (stretch + 1) * STRETCH_S ? 1 : 0;
        }
    }

    private static int level(final double probability) {
        final double decades = Math.log10(Math.max(1e-9, probability));
        return Math.max(0, Math.min(LEVELS - 1, LEVELS + (int) Math.floor(decades * LEVELS_PER_DECADE)));
    }

    /** After the last event; null where nothing was announced. */
    UserAccuracy.Prewarm found() {
        if (announced == 0 || events == 0) {
            return null;
        }
        double left = announced;
        double found = 0;
        for (int level = LEVELS - 1; level >= 0 && left > 0; level--) {
            if (stretches[level] > 0) {
                final double share = Math.min(1, left / stretches[level]);
                found += share * hits[level];
                left -= share * stretches[level];
            }
        }
        final double made = announced - left;
        return new UserAccuracy.Prewarm(
                announced,
                found / made,
                found / events,
                (double) announcedHits / announced,
                (double) announcedHits / events);
    }
}
