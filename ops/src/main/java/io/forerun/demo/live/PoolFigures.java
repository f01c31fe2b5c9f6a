package io.forerun.demo.live;

/**
 * How one way to scale did in the measured periods.
 *
 * @param name forerun or reactive
 * @param requests that came
 * @param slow of them, slower than agreed
 * @param p50Ms median latency
 * @param p99Ms 99th percentile
 * @param maxMs longest
 * @param workerMinutes of processes, from start to end
 * @param mostWorkers at one time
 */
public record PoolFigures(
        String name,
        int requests,
        int slow,
        double p50Ms,
        double p99Ms,
        double maxMs,
        double workerMinutes,
        int mostWorkers) {}
