package io.forerun.backtest;

import java.util.Map;
import java.util.SequencedMap;

/**
 * What a report draws, by bucket of the test, in reference nodes; arrays are not copied.
 *
 * @param bucketMs length of a bucket
 * @param demand NaN where it is not known
 * @param band what was forecast; null where the product did not run
 * @param capacity by policy
 */
public record Picture(int bucketMs, float[] demand, ForecastBand band, SequencedMap<String, float[]> capacity) {
    /** Capacity of a policy, null where it did not run. */
    public float[] capacity(final String policy) {
        return ((Map<String, float[]>) capacity).get(policy);
    }
}
