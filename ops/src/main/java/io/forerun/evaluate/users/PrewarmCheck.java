package io.forerun.evaluate.users;

import io.forerun.neural.DueStretches;

/**
 * Users announced as due within five minutes, by the network and by the {@link HybridHistogram}, against when they came. The
 * network announces stretches by {@link DueStretches}, as the server does. The histogram sets how many announcements there are in all; the network
 * gets the threshold that makes as many, so that their shares of hits compare.
 */
final class PrewarmCheck {
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
     * @param expected events in a stretch of each piece, if the user stays silent
     * @param gapS until the next event, or until nothing more is known
     * @param came whether there was a next event
     */
    void score(final int row, final double[] expected, final double gapS, final boolean came) {
        events += came ? 1 : 0;
        histogram.window(row, window);
        final double endS = Math.min(gapS, window[1]);
        if (gapS >= window[0]) {
            announced += (long) Math.max(1, Math.ceil((endS - window[0]) / DueStretches.STRETCH_S));
            announcedHits += came && gapS <= window[1] ? 1 : 0;
        }
        for (int piece = 0; piece < DueStretches.PIECES && DueStretches.fromMs(piece) <= gapS * 1e3; piece++) {
            score(level(DueStretches.probability(expected[piece])), piece, gapS, came);
        }
    }

    private void score(final int level, final int piece, final double gapS, final boolean came) {
        final double fromS = DueStretches.fromMs(piece) / 1e3;
        final double toS = DueStretches.fromMs(piece + 1) / 1e3;
        // Those that the user was silent up to, the one in which it came among them.
        final double silent = Math.floor((gapS - fromS) / DueStretches.STRETCH_S) + 1;
        stretches[level] += (long) Math.min((toS - fromS) / DueStretches.STRETCH_S, silent);
        hits[level] += came && gapS < toS ? 1 : 0;
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
        int lowest = LEVELS - 1;
        for (int level = LEVELS - 1; level >= 0 && left > 0; level--) {
            if (stretches[level] > 0) {
                final double share = Math.min(1, left / stretches[level]);
                found += share * hits[level];
                left -= share * stretches[level];
                lowest = level;
            }
        }
        final double made = announced - left;
        return new UserAccuracy.Prewarm(
                announced,
                Math.pow(10, (double) (lowest - LEVELS) / LEVELS_PER_DECADE),
                found / made,
                found / events,
                (double) announcedHits / announced,
                (double) announcedHits / events);
    }
}
