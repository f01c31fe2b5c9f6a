package io.forerun.plan;

import java.util.List;

/**
 * Users who are at one place.
 *
 * @param name of their region, as records tell it; 1 to 64 of a-z A-Z 0-9 . _ -
 * @param share of all requests where records do not say from where they are, in proportion to the others'
 * @param latencyMs to nodes of each region of the fleet and back, milliseconds
 */
public record Users(String name, double share, List<Double> latencyMs) {
    private static final double MOST_LATENCY_MS = 3_600_000;
    private static final double MOST_SHARE = 1e9;

    public Users {
        Allowed.name("name", name);
        Allowed.range("share", share, 0, MOST_SHARE);
        latencyMs = List.copyOf(latencyMs);
        for (final double each : latencyMs) {
            Allowed.range("latency_ms", each, 0, MOST_LATENCY_MS);
        }
    }
}
