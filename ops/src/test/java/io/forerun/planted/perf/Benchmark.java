package io.forerun.planted.perf;

/** A benchmark. */
public final class Benchmark {}
