package io.forerun.perf;

import io.forerun.profile.Minifloat;
import io.forerun.state.Digest;

/**
 * A user's profile as an object: the fields of a row of the profile table, and what a record does to them, with the same
 * results. What chains and models keep in the row, which these updates do not touch, is left out, in favour of the heap.
 */
final class HeapProfile {
    private static final long SLOT_MS = 2 * 3_600_000;
    private static final int SLOTS = 12;
    private static final long HALVED_MASK = 0x7777_7777_7777L;
    private static final int MAX_COUNT = 0xFFFF;
    private static final int FULL_MEAN = 64;

    final long userId;
    long lastSeenMs;
    long activities;
    int count;
    int lastObject;
    int previousObject;
    char group;
    char cpuUs;
    char memoryKibS;
    char gpuUs;
    byte lastAction;
    byte previousAction;
    byte device;

    HeapProfile(final long userId) {
        this.userId = userId;
    }

    void touch(final long seenMs, final int toGroup, final int action, final int onDevice, final int object) {
        if (count > 0) {
            previousAction = lastAction;
        }
        lastAction = (byte) action;
        count = Math.min(count + 1, MAX_COUNT);
        lastSeenMs = Math.max(lastSeenMs, seenMs);
        group = (char) toGroup;
        device = (byte) onDevice;
        if (object != 0) {
            previousObject = lastObject;
            lastObject = object;
        }
        active((int) Math.floorMod(Math.floorDiv(seenMs, SLOT_MS), (long) SLOTS));
    }

    private void active(final int slot) {
        final long one = 1L << (slot << 2);
        final boolean full = (activities & one * 15) == one * 15;
        activities = (full ? activities >>> 1 & HALVED_MASK : activities) + one;
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
