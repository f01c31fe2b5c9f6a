package io.forerun.neural.training;

/**
 * Events to train on as columns, each user's side by side in order of time. Made by the caller, who does not change it
 * afterwards; any thread.
 *
 * @param firstEvent index of each user's first event; one more entry holds the number of events
 * @param timeMs when, never decreasing within a user
 * @param action 0 to 255
 * @param object row of the objects' embedding
 * @param device 0 to 255
 * @param cost in any unit, 0 where unknown
 */
public record EventSequences(
        int[] firstEvent, long[] timeMs, byte[] action, short[] object, byte[] device, float[] cost) {
    public EventSequences {
        final int events = firstEvent[firstEvent.length - 1];
        if (timeMs.length < events
                || action.length < events
                || object.length < events
                || device.length < events
                || cost.length < events) {
            throw new IllegalArgumentException("sequences: events=" + events + ", shortest column="
                    + Math.min(timeMs.length, Math.min(action.length, Math.min(object.length, device.length))));
        }
    }

    /** How many users. */
    public int users() {
        return firstEvent.length - 1;
    }

    /** How many events. */
    public int events() {
        return firstEvent[firstEvent.length - 1];
    }

    /** One more than the greatest action. */
    public int actions() {
        int most = 0;
        for (int event = 0; event < events(); event++) {
            most = Math.max(most, action(event));
        }
        return most + 1;
    }

    int action(final int event) {
        return action[event] & 0xFF;
    }

    int device(final int event) {
        return device[event] & 0xFF;
    }
}
