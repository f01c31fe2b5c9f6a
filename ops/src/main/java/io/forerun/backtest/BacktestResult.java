package io.forerun.backtest;

import io.forerun.backtest.rival.HpaSetting;
import java.util.List;

/**
 * What a backtest found.
 *
 * @param trace file and directory
 * @param testFromMs begin of the test, milliseconds since the epoch
 * @param testToMs its end
 * @param policies in the order asked for
 * @param hpaFront settings of the autoscaler, from cheap to dear
 */
public record BacktestResult(
        String trace,
        long testFromMs,
        long testToMs,
        List<PolicyScore> policies,
        List<FrontPoint<HpaSetting>> hpaFront) {
    public BacktestResult {
        policies = List.copyOf(policies);
        hpaFront = List.copyOf(hpaFront);
    }
}
