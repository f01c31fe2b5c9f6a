package io.forerun.backtest;

import io.forerun.backtest.rival.HpaSetting;
import java.util.ArrayList;
import java.util.List;

/**
 * What a backtest found.
 *
 * @param trace file and directory
 * @param testFromMs begin of the test, milliseconds since the epoch
 * @param testToMs its end
 * @param policies in the order asked for
 * @param hpaFront settings of the autoscaler, from cheap to dear
 * @param forerunFront the product with shortfall so many times as dear as the fleet says; empty where it did not run
 * @param picture course of demand and capacity
 */
public record BacktestResult(
        String trace,
        long testFromMs,
        long testToMs,
        List<PolicyScore> policies,
        List<FrontPoint<HpaSetting>> hpaFront,
        List<FrontPoint<Double>> forerunFront,
        Picture picture) {
    /** Percent of unserved work at which the product is read against the front of the autoscaler. */
    private static final double[] READ_AT_PCT = {1, 0.3, 0.1};

    public BacktestResult {
        policies = List.copyOf(policies);
        hpaFront = List.copyOf(hpaFront);
        forerunFront = List.copyOf(forerunFront);
    }

    /** The product against the autoscaler where that leaves 1, .3 and .1 % unserved, as far as its front reaches there. */
    public List<Reading> readings() {
        final List<Reading> readings = new ArrayList<>();
        for (final double pct : READ_AT_PCT) {
            Reading.of(pct, hpaFront, forerunFront).ifPresent(readings::add);
        }
        return readings;
    }
}
