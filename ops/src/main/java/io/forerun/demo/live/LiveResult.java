package io.forerun.demo.live;

/**
 * Both ways to scale, on the same load at the same time.
 *
 * @param forerun plans ahead
 * @param reactive follows
 * @param decisions that Forerun made
 */
public record LiveResult(PoolFigures forerun, PoolFigures reactive, int decisions) {
    /** Fewer slow requests at no more worker-minutes. */
    public boolean forerunWon() {
        return forerun.slow() < reactive.slow() && forerun.workerMinutes() <= reactive.workerMinutes();
    }
}
