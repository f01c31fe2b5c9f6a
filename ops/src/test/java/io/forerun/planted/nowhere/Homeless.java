package io.forerun.planted.nowhere;

import io.forerun.planted.perf.Benchmark;

/** In a package without a place, and it needs a benchmark. */
final class Homeless {
    Benchmark benchmark;
}
