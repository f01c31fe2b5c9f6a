package io.forerun.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.forerun.backtest.simulation.Workload;
import io.forerun.backtest.simulation.Workloads;
import io.forerun.forecast.ForecastTable;
import org.junit.jupiter.api.Test;

class ForesightTest {
    @Test
    void shouldTellWhatComesAndNothingElse() {
        final double[] nodes = new double[100];
        java.util.Arrays.setAll(nodes, minute -> minute);
        nodes[50] = Double.NaN;
        final Workload workload = Workloads.of(Workloads.fleet(60_000, 1, 300), 0, nodes);
        final ForecastTable made = new ForecastFeed(workload).take(40)[39];
        final ForecastTable right = Foresight.of(workload, made);
        assertEquals(made.atMs(), right.atMs());
        assertEquals(40, right.quantile(0, 1, 0), 0, "the bucket that begins where the table was made");
        assertEquals(49, right.quantile(0, 10, 7), 0);
        assertEquals(0, right.quantile(0, 11, ForecastTable.MEDIAN), 0, "not known");
        assertEquals(69, right.curve(0).mean()[29], 0);
        assertEquals(39, right.curve(0).lastObserved(), 0);
    }
}
