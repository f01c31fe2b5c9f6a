package io.forerun.forecast;

import io.forerun.state.Archive;

/**
 * Mean of a value per slot of a period, and how much of it to believe: the slope of the regression of what came on what the
 * slot's mean had been, aged. Where the slots hold nothing but noise the slope is near 0.
 */
final class Cycle {
    /** Largest share of the newest visit in a slot's mean. */
    private static final float NEWEST = .15f;

    private static final int MOST_VISITS = 1_000;

    /** Keeps the slope near 0 until there is evidence, in squared logarithms. */
    private static final float DOUBT = 1;

    private final float[] means;
    private final short[] visits;
    private final float keep;
    private final float slowest;
    private float product;
    private float square;

    /** {@code halfLife} of a slot's mean in buckets; {@code keep} of the slope per bucket. */
    Cycle(final int period, final double halfLife, final float keep) {
        this.keep = keep;
        means = new float[period];
        visits = new short[period];
        slowest = Math.min(NEWEST, LevelExperts.newestShare(halfLife / period));
    }

    int period() {
        return means.length;
    }

    /** What is believed of the slot of a bucket. */
    float at(final long bucket) {
        return belief() * means[slot(bucket)];
    }

    /** Adds what is believed of the slots of a bucket and those after it to a stretch of details. */
    void addTo(final long first, final float[] details, final int from, final int count) {
        final float belief = belief();
        int slot = slot(first);
        for (int index = from; index < from + count; index++) {
            details[index] += belief * means[slot];
            slot = slot + 1 < means.length ? slot + 1 : 0;
        }
    }

    /** Moves everything so many slots on. */
    void rotate(final int by) {
        final float[] oldMeans = means.clone();
        final short[] oldVisits = visits.clone();
        for (int slot = 0; slot < means.length; slot++) {
            final int to = Math.floorMod(slot + by, means.length);
            means[to] = oldMeans[slot];
            visits[to] = oldVisits[slot];
        }
    }

    private float belief() {
        return Math.max(0, Math.min(1, product / (square + DOUBT)));
    }

    /** Learns a value and returns what is left of it when what was believed is taken away. */
    float learn(final long bucket, final float value) {
        final int slot = slot(bucket);
        final float was = means[slot];
        product = Math.fma(keep, product, value * was);
        square = Math.fma(keep, square, was * was);
        visits[slot] = (short) Math.min(MOST_VISITS, visits[slot] + 1);
        means[slot] += Math.max(slowest, 1f / (visits[slot] + 1)) * (value - was);
        return value - belief() * was;
    }

    private int slot(final long bucket) {
        return (int) Math.floorMod(bucket, (long) means.length);
    }

    void pass(final Archive archive) {
        archive.pass(means);
        archive.pass(visits);
        product = archive.pass(product);
        square = archive.pass(square);
    }
}
