package io.forerun.forecast;

import io.forerun.state.Archive;

/**
 * Forecasts of one series that wait for their outcome, newest {@code steps} of them. The numbers of a step lie together: a
 * forecast is written in one stretch, and the outcome of a bucket, which every one of them foretold at another step, finds
 * each step's numbers in two or three cache lines.
 */
final class Pending {
    /** [bucket closed last, modulo steps][step][row]. */
    private final float[] kept;

    private final int rows;
    private final int[] offsets;
    private final Outlook outlook;

    /** Buckets closed since the first forecast worth scoring. */
    private long age;

    Pending(final Outlook outlook) {
        this.outlook = outlook;
        rows = outlook.keptRows();
        offsets = new int[outlook.stride];
        kept = new float[outlook.steps * outlook.steps * rows];
    }

    /** Keeps the outlook made when {@code bucket} had closed. */
    void save(final long bucket) {
        outlook.save(kept, offset(bucket), rows);
        age++;
    }

    /** Loads what was forecast for {@code bucket} into the outlook; false where there is nothing. */
    boolean load(final long bucket) {
        if (age == 0) {
            return false;
        }
        // A young series has no forecasts from that far back: steps beyond its age learn from the oldest it has.
        // Padding is as
        // the last step, so that all its numbers are sound.
        final int oldest = (int) Math.min(age, outlook.steps) - 1;
        for (int lane = 0; lane < outlook.stride; lane++) {
            final int step = Math.min(lane, oldest);
            offsets[lane] = offset(bucket - 1 - step) + step * rows;
        }
        outlook.load(kept, offsets);
        return true;
    }

    private int offset(final long bucket) {
        return (int) Math.floorMod(bucket, (long) outlook.steps) * outlook.steps * rows;
    }

    void pass(final Archive archive) {
        age = archive.pass(age);
        archive.pass(kept);
    }
}
