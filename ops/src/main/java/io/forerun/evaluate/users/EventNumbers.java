package io.forerun.evaluate.users;

import io.forerun.client.ActivityRow;
import io.forerun.client.XxHash64;
import java.util.HashMap;
import java.util.Map;

/** Numbers of actions and devices in the order of their first rows: two readings of a file give the same. */
final class EventNumbers {
    /** All names beyond are one. */
    static final int MOST = 1 << 16;

    private final Map<String, Integer> actions = new HashMap<>();
    private final Map<String, Integer> devices = new HashMap<>();
    private int action;
    private int object;
    private int device;

    /** Takes the names of a row. */
    void read(final ActivityRow row) {
        action = number(actions, row.action);
        device = row.device.isEmpty() ? 0 : 1 + number(devices, row.device);
        object = row.object.isEmpty() ? ObjectChain.NONE : ObjectChain.fold(XxHash64.of(row.object));
    }

    static int number(final Map<String, Integer> numbers, final String name) {
        final Integer known = numbers.get(name);
        if (known != null) {
            return known;
        }
        if (numbers.size() < MOST) {
            numbers.put(name, numbers.size());
            return numbers.size() - 1;
        }
        return MOST;
    }

    /** What a row's request cost, for the network: milliseconds of processor time. */
    static float cost(final ActivityRow row) {
        return row.cpuUs / 1e3f;
    }

    int action() {
        return action;
    }

    /** Fold, {@link ObjectChain#NONE} for none. */
    int object() {
        return object;
    }

    /** 0 for none. */
    int device() {
        return device;
    }

    /** Actions seen so far. */
    int actions() {
        return actions.size();
    }
}
