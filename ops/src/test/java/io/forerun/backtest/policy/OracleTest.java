package io.forerun.backtest.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.backtest.simulation.DayFigures;
import io.forerun.backtest.simulation.Policy;
import io.forerun.backtest.simulation.Scenario;
import io.forerun.backtest.simulation.Simulation;
import io.forerun.backtest.simulation.Workload;
import io.forerun.backtest.simulation.Workloads;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OracleTest {
    private static DayFigures run(final Workload workload, final Policy policy) {
        return new Simulation(workload, Scenario.CERTAIN, policy, 0)
                .run()
                .days()
                .getFirst();
    }

    /** All sequences of wishes by bucket: none serves as much for less. */
    @Test
    void shouldBeTheBestOfAllSequences() {
        final SplittableRandom random = new SplittableRandom(11);
        for (int round = 0; round < 20; round++) {
            final double[] nodes = new double[6];
            for (int bucket = 2; bucket < nodes.length; bucket++) {
                nodes[bucket] = random.nextInt(4);
            }
            final int leadMs = 30_000 * random.nextInt(5);
            final Workload workload = Workloads.of(Workloads.fleet(leadMs, 0, 300), 0, nodes);
            final DayFigures oracle = run(workload, new Oracle(workload, 0, 1));
            assertEquals(0, oracle.deficientHours(), 1e-12, "all can be ordered in time");
            double best = Double.POSITIVE_INFINITY;
            // A wish may change twice a bucket.
            for (int code = 0; code < 1 << 24; code += 1 + random.nextInt(4_000)) {
                final int wishes = code;
                final DayFigures other =
                        run(workload, moment -> moment.want(0, wishes >> (int) (moment.step() / 2) * 2 & 3));
                if (other.deficientHours() < 1e-12) {
                    best = Math.min(best, other.costUsd());
                }
            }
            assertTrue(oracle.costUsd() <= best + 1e-12, oracle.costUsd() + " against " + best);
        }
    }

    @Test
    void shouldKeepANodeOverAGapShorterThanTheLeadTime() {
        final Workload workload = Workloads.of(Workloads.fleet(60_000, 0, 300), 0, 0, 0, 2, 0, 2, 0, 0, 0, 2, 0);
        // Two nodes from one lead before each need on: minutes 1 to 5, then 7 to 9, each paid for to the end of the
        // need.
        assertEquals(
                2 * (4 + 2) / 60.0, run(workload, new Oracle(workload, 0, 1)).costUsd(), 1e-12);
        assertEquals(
                2 * 3 / 60.0,
                new Simulation(workload, Scenario.CERTAIN.withLead("at once", 0), new Oracle(workload, 0, 0), 0)
                        .run()
                        .days()
                        .getFirst()
                        .costUsd(),
                1e-12);
    }
}
