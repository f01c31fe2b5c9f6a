package io.forerun.core;

/** Hears every accepted activity record in the engine's own numbers, in order; it must not change the engine. */
@FunctionalInterface
public interface ActivityListener {
    /**
     * One record.
     *
     * @param seenMs when it counts, milliseconds since the epoch
     * @param action 0 to 255, 0 for none
     * @param object 32-bit fold of its name, 0 for none
     * @param device 0 to 255, 0 for none
     * @param cpuUs what it cost
     */
    void onActivity(long userId, long seenMs, int action, int object, int device, float cpuUs);
}
