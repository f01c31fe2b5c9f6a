package io.forerun.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.backtest.simulation.Workload;
import io.forerun.backtest.simulation.Workloads;
import io.forerun.forecast.ForecastTable;
import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class WhatIfTest {
    private static final int MINUTES = 2_000;

    /** Every forecast of a workload, in order. */
    private static void forecasts(final Workload workload, final Consumer<ForecastTable> reader) {
        final ForecastFeed feed = new ForecastFeed(workload);
        for (final ForecastTable table : feed.take(MINUTES)) {
            reader.accept(table);
        }
    }

    @Test
    void shouldPriceTheSameDaysWithEitherFleet() {
        final double[] nodes = new double[MINUTES];
        Arrays.fill(nodes, 5);
        final Workload own = Workloads.of(Workloads.fleet(60_000, 1, 300), 1_000, nodes);
        final Workload same = own.with(own.fleet().withPenalty(1));
        final WhatIf equal = WhatIf.compare(own, same, reader -> forecasts(own, reader));
        assertEquals(equal.own(), equal.other());
        final double hours = 1_000 / 60.0;
        assertTrue(equal.own().costUsd() >= 5 * hours && equal.own().costUsd() < 7 * hours, "five, and some to spare");
        assertEquals(0, equal.own().unservedPct(), 1e-9);
        // A minimum of twenty nodes is paid for whatever is needed.
        final Workload large = own.with(Workloads.fleet(60_000, 20, 300));
        final WhatIf dearer = WhatIf.compare(own, large, reader -> forecasts(own, reader));
        assertEquals(20 * hours, dearer.other().costUsd(), 1);
        assertEquals(equal.own(), dearer.own());
    }
}
