package io.forerun.backtest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.forerun.backtest.simulation.Scenario;
import io.forerun.backtest.simulation.Workload;
import io.forerun.backtest.simulation.Workloads;
import java.util.List;
import org.junit.jupiter.api.Test;

class PreparationTest {
    private static final long MINUTE_MS = Workload.BUCKET_MS;

    private static Workload prepared(final double... requests) {
        final DemandReading reading = new DemandReading("t", 0, requests, requests.length, null);
        final BacktestConfig config = new BacktestConfig(
                3 * MINUTE_MS, BacktestConfig.UNSET, List.of(), List.of(), Scenario.USUAL, BacktestConfig.POLICIES);
        return Preparation.of(reading, Workloads.fleet(0, 0, 100), config);
    }

    @Test
    void shouldCountInUnitsOfTheTrainingPartAlone() {
        final Workload usual = prepared(.5, .25, .75, 1);
        assertArrayEquals(new double[] {50_000, 25_000, 75_000, 100_000}, usual.requests());
        assertArrayEquals(
                new double[] {50_000, 25_000, 75_000, 7e10},
                prepared(.5, .25, .75, 7e5).requests());
        assertArrayEquals(new double[] {1, 2, 3, 1}, prepared(1, 2, 3, .75).requests(), "shares in the test only");
    }

    @Test
    void shouldNeedTheSameNodesHoweverDemandIsCounted() {
        assertEquals(.75, prepared(.5, .25, .75, 1).required(2, 0), 1e-9);
        assertEquals(3, prepared(1, 2, 3, 1).required(2, 0), 1e-9);
    }
}
