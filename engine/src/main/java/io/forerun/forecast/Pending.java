package io.forerun.forecast;

import io.forerun.memory.Digest;

/**
 * Forecasts of one series that wait for their outcome: one block of rows per bucket to come, lane h holding what was forecast
 * h + 1 buckets before it. So what has to be scored at a tick lies together.
 */
final class Pending {
    private final float[] blocks;
    private final int blockLength;
    private final Outlook outlook;

    /** Buckets closed since the first forecast worth scoring. */
    private long age;

    Pending(final Outlook outlook) {
        this.outlook = outlook;
        blockLength = outlook.keptRows() * outlook.stride;
        blocks = new float[outlook.steps * blockLength];
    }

    /** Keeps the outlook made when {@code bucket} had closed. */
    void save(final long bucket) {
        for (int lane = 0; lane < outlook.steps; lane++) {
            outlook.saveLane(lane, blocks, offset(bucket + 1 + lane));
        }
        age++;
    }

    /** Loads what was forecast for {@code bucket} into the outlook; false where there is nothing. */
    boolean load(final long bucket) {
        if (age == 0) {
            return false;
        }
        final int offset = offset(bucket);
        // A young series has no forecasts from that far back: steps beyond its age learn from the oldest it has.
        for (int lane = (int) age; age < outlook.steps && lane < outlook.steps; lane++) {
            for (int at = offset; at < offset + blockLength; at += outlook.stride) {
                blocks[at + lane] = blocks[at + (int) age - 1];
            }
        }
        outlook.load(blocks, offset);
        return true;
    }

    private int offset(final long bucket) {
        return (int) Math.floorMod(bucket, (long) outlook.steps) * blockLength;
    }

    void digest(final Digest digest) {
        digest.add(age).add(blocks);
    }
}
