package io.forerun.plan;

import io.forerun.forecast.ForecastConfig;
import java.util.ArrayList;
import java.util.List;

/**
 * The stretches of time that a plan looks at: 5, 5, 5 and 15 minutes, as far as forecasts reach, the last one taken to go on for
 * an hour and a half more, so that what is bought is weighed against some time of use.
 *
 * @param bucketMs length of a step
 * @param ends [block] last step of each
 */
record PlanBlocks(int bucketMs, List<Integer> ends) {
    private static final int[] MINUTES = {5, 5, 5, 15};
    private static final double TAIL_HOURS = 1.5;
    private static final int MINUTE_MS = 60_000;
    private static final double HOUR_MS = 3_600_000;

    PlanBlocks {
        ends = List.copyOf(ends);
    }

    static PlanBlocks of(final ForecastConfig config) {
        final List<Integer> ends = new ArrayList<>();
        int minutes = 0;
        for (final int length : MINUTES) {
            minutes += length;
            final int end = Math.min(config.steps(), Math.max(1, minutes * MINUTE_MS / config.bucketMs()));
            if (ends.isEmpty() || end > ends.getLast()) {
                ends.add(end);
            }
        }
        return new PlanBlocks(config.bucketMs(), ends);
    }

    int count() {
        return ends.size();
    }

    /** First step of a block, from 1. */
    int firstStep(final int block) {
        return block == 0 ? 1 : ends.get(block - 1) + 1;
    }

    int lastStep(final int block) {
        return ends.get(block);
    }

    double[] hours() {
        final double[] hours = new double[count()];
        for (int block = 0; block < hours.length; block++) {
            hours[block] = (lastStep(block) - firstStep(block) + 1) * bucketMs / HOUR_MS;
        }
        hours[hours.length - 1] += TAIL_HOURS;
        return hours;
    }

    long beginMs(final int block) {
        return (long) (firstStep(block) - 1) * bucketMs;
    }

    long endMs(final int block) {
        return (long) lastStep(block) * bucketMs;
    }

    /** The block in which a node that is ordered at the next plan, and not now, would come to serve: now it is time for that. */
    int covering(final Fleet fleet, final int target) {
        final long ms =
                (long) fleet.nodeType(target).leadTimeP90Ms() + fleet.planning().cadenceMs();
        int block = 0;
        while (block < count() - 1 && endMs(block) < ms) {
            block++;
        }
        return block;
    }

    /** Last block that a node must stay for which is added in one and lives so long at least. */
    int staying(final int block, final int lifeMs) {
        int last = block;
        while (last < count() - 1 && beginMs(last + 1) < beginMs(block) + lifeMs) {
            last++;
        }
        return last;
    }
}
