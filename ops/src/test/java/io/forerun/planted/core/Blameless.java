package io.forerun.planted.core;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Does what it may: exact arithmetic, StrictMath, look-ups, an ordered map. */
final class Blameless {
    private static final int[] TABLE = {1, 2, 3};

    private final Map<String, Integer> byName = new HashMap<>();
    private final LinkedHashMap<String, Integer> ordered = new LinkedHashMap<>();

    double virtues(final String name) {
        double sum = byName.getOrDefault(name, 0) + Math.sqrt(TABLE[0]);
        for (final int value : ordered.sequencedValues()) {
            sum += StrictMath.exp(value);
        }
        return Math.max(sum, Math.fma(sum, sum, 1));
    }
}
