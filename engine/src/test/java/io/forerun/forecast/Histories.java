package io.forerun.forecast;

import io.forerun.simd.Kernels;

/** Histories of tests. */
final class Histories {
    private Histories() {}

    /** An empty one, with a calendar of its own. */
    static History of(final ForecastConfig config) {
        return new History(config, Kernels.preferred(), new Calendar(config));
    }
}
