package io.forerun.forecast;

import io.forerun.state.Archive;

/** Experts that expect what was seen at the same time of another day or week. They abstain until they have seen one. */
final class SeasonalExperts {
    private SeasonalExperts() {}

    /** The bucket one season earlier, as it was. */
    static final class Naive implements Expert {
        private final int season;

        Naive(final int season) {
            this.season = season;
        }

        @Override
        public void observe(final History history, final float requests) {
            // All it needs is in the history.
        }

        @Override
        public void forecast(final History history, final float[] values, final int offset, final int steps) {
            for (int step = 0; step < steps; step++) {
                values[offset + step] = history.earlier(history.newest() + 1 + step, season);
            }
        }

        @Override
        public void pass(final Archive archive) {
            // Stateless.
        }
    }

    /**
     * The usual demand at that time, times what demand was of late relative to the usual. Both sums of the ratio fade and
     * carry a few requests more, so that a handful of requests cannot swing it. In detail: the same of demand without its
     * cycles, which are then put back.
     */
    static final class Usual implements Expert {
        private static final float EXTRA = 10;

        /** Beyond this many times the usual, the usual says nothing any more. */
        private static final float LARGEST_RATIO = 20;

        private final boolean weekly;
        private final boolean inDetail;
        private final float keep;
        private float actual;
        private float usual;

        Usual(final boolean weekly, final boolean inDetail, final double halfLife) {
            this.weekly = weekly;
            this.inDetail = inDetail;
            keep = 1 - LevelExperts.newestShare(halfLife);
        }

        private float usual(final History history, final long bucket) {
            return weekly ? history.usualWeek(bucket) : history.usualDay(bucket);
        }

        @Override
        public void observe(final History history, final float requests) {
            final float expected = usual(history, history.newest());
            if (expected == expected) {
                actual = Math.fma(keep, actual, inDetail ? history.cycles().without(requests) : requests);
                usual = Math.fma(keep, usual, expected);
            }
        }

        @Override
        public void forecast(final History history, final float[] values, final int offset, final int steps) {
            final float ratio = Math.min(LARGEST_RATIO, (actual + EXTRA) / (usual + EXTRA));
            if (weekly) {
                history.usualWeeks(values, offset, steps);
            } else {
                history.usualDays(values, offset, steps);
            }
            for (int at = offset; at < offset + steps; at++) {
                values[at] *= ratio;
            }
            if (inDetail) {
                history.cycles().with(values, offset, steps);
            }
        }

        @Override
        public void pass(final Archive archive) {
            actual = archive.pass(actual);
            usual = archive.pass(usual);
        }
    }
}
