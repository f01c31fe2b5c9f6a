package io.forerun.perf;

import io.forerun.memory.Digest;
import io.forerun.profile.Minifloat;
import io.forerun.profile.ProfileRows;

/**
 * A user's profile as an object: the fields of a row of the profile table, and what a record does to them, with the same
 * results. Small arrays are spelt out as fields, as they would cost a cache miss more; the model's state, which no record
 * touches yet, is left out, in favour of the heap.
 */
final class HeapProfile {
    private static final long SLOT_MS = 2 * 3_600_000;
    private static final int SLOTS = 12;
    private static final long HALVED_MASK = 0x7777_7777_7777L;
    private static final int MAX_COUNT = 0xFFFF;
    private static final int MAX_BYTE = 0xFF;
    private static final int FULL_MEAN = 64;

    final long userId;
    long lastSeenMs;
    long activities;
    int count;
    char group;
    char lastObject;
    char topObject;
    char cpuUs;
    char memoryKibS;
    char gpuUs;
    byte lastAction;
    byte previousAction;
    byte topVotes;
    byte device;

    // The user's own transitions: from, to in 16 bits, and their weights.
    private char step0;
    private char step1;
    private char step2;
    private char step3;
    private short weight0;
    private short weight1;
    private short weight2;
    private short weight3;

    HeapProfile(final long userId) {
        this.userId = userId;
    }

    void touch(final long seenMs, final int toGroup, final int action, final int onDevice, final int object) {
        if (count > 0) {
            transition((char) ((lastAction & 0xFF) << Byte.SIZE | action));
            previousAction = lastAction;
        }
        lastAction = (byte) action;
        count = Math.min(count + 1, MAX_COUNT);
        lastSeenMs = Math.max(lastSeenMs, seenMs);
        group = (char) toGroup;
        device = (byte) onDevice;
        lastObject = (char) ProfileRows.fold(object);
        vote(lastObject);
        active((int) Math.floorMod(Math.floorDiv(seenMs, SLOT_MS), (long) SLOTS));
    }

    private void vote(final char object) {
        final int votes = topVotes & MAX_BYTE;
        if (votes == 0) {
            topObject = object;
            topVotes = 1;
        } else if (topObject == object) {
            topVotes = (byte) Math.min(votes + 1, MAX_BYTE);
        } else {
            topVotes = (byte) (votes - 1);
        }
    }

    private void active(final int slot) {
        final long one = 1L << (slot << 2);
        final boolean full = (activities & one * 15) == one * 15;
        activities = (full ? activities >>> 1 & HALVED_MASK : activities) + one;
    }

    private void transition(final char step) {
        if (weight0 > 0 && step0 == step) {
            weight0 = more(weight0);
        } else if (weight1 > 0 && step1 == step) {
            weight1 = more(weight1);
        } else if (weight2 > 0 && step2 == step) {
            weight2 = more(weight2);
        } else if (weight3 > 0 && step3 == step) {
            weight3 = more(weight3);
        } else {
            replace(step);
        }
    }

    private short more(final short weight) {
        if (weight < MAX_BYTE) {
            return (short) (weight + 1);
        }
        weight0 >>= 1;
        weight1 >>= 1;
        weight2 >>= 1;
        weight3 >>= 1;
        return (MAX_BYTE >> 1) + 1;
    }

    private void replace(final char step) {
        if (weight0 == 0) {
            step0 = step;
            weight0 = 1;
        } else if (weight1 == 0) {
            step1 = step;
            weight1 = 1;
        } else if (weight2 == 0) {
            step2 = step;
            weight2 = 1;
        } else if (weight3 == 0) {
            step3 = step;
            weight3 = 1;
        } else {
            weight0--;
            weight1--;
            weight2--;
            weight3--;
        }
    }

    void cost(final double cpu, final double memory, final double gpu) {
        final double weight = 1.0 / Math.max(1, Math.min(count, FULL_MEAN));
        final long dither = Digest.of(userId, count + (lastSeenMs << Short.SIZE));
        cpuUs = blend(cpuUs, cpu, weight, (int) dither);
        memoryKibS = blend(memoryKibS, memory, weight, (int) (dither >>> 32));
        gpuUs = blend(gpuUs, gpu, weight, (int) (dither >>> 16));
    }

    private static char blend(final char code, final double cost, final double weight, final int dither) {
        final double mean = Minifloat.value(code);
        return (char) Minifloat.of(mean + (cost - mean) * weight, dither);
    }
}
