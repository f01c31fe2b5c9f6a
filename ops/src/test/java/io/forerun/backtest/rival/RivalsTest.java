package io.forerun.backtest.rival;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.forerun.backtest.simulation.Moment;
import io.forerun.backtest.simulation.Policy;
import io.forerun.backtest.simulation.Scenario;
import io.forerun.backtest.simulation.Simulation;
import io.forerun.backtest.simulation.Workload;
import io.forerun.backtest.simulation.Workloads;
import java.util.Arrays;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Nodes are planned at 50 % utilisation and a request a minute keeps one, so a target of 50 % wants what demand needs. */
class RivalsTest {
    private static final int DAY = 1_440;

    /** Nodes wanted at the end of each bucket; lead time is a minute. */
    private static int[] wanted(final Function<Workload, Policy> make, final double... nodes) {
        final Workload workload = Workloads.of(Workloads.fleet(60_000, 1, 300), 0, nodes);
        final Policy policy = make.apply(workload);
        final int[] wanted = new int[nodes.length];
        final Policy recorded = new Policy() {
            @Override
            public void decide(final Moment moment) {
                policy.decide(moment);
                wanted[(int) (moment.step() / 4)] = moment.running(0) + moment.ordered(0);
            }
        };
        new Simulation(workload, Scenario.CERTAIN, recorded, 0).run();
        return wanted;
    }

    private static double[] constant(final int buckets, final double value) {
        final double[] nodes = new double[buckets];
        Arrays.fill(nodes, value);
        return nodes;
    }

    @Test
    void shouldTakeThePercentileOfWhatCame() {
        final double[] nodes = constant(130, 0);
        for (int bucket = 0; bucket < 130; bucket++) {
            nodes[bucket] = bucket % 60; // 0 to 59 in every hour
        }
        final int[] wanted = wanted(all -> new Percentile(all, new Percentile.Setting(.95, 60, 0, 0)), nodes);
        assertEquals(56, wanted[128], "the 57th smallest of 60");
        final int[] more = wanted(all -> new Percentile(all, new Percentile.Setting(.95, 60, .15, 0)), nodes);
        assertEquals(65, more[128], "56 x 1.15 = 64.4");
    }

    @Test
    void shouldHoldLastWeeksPeakHalfAnHourAheadOfItsHour() {
        final double[] nodes = constant(7 * DAY + 200, 2);
        nodes[100] = 9;
        final int[] wanted = wanted(all -> new WeeklyOffset(all, new HpaSetting(50, 1, 0)), nodes);
        // The window of half an hour that ended 6 d 23 h 30 min ago, seen one minute later.
        final int first = 100 + 7 * DAY - 30 + 1;
        assertEquals(2, wanted[first - 2]);
        assertEquals(9, wanted[first + 1]);
        assertEquals(9, wanted[first + 29]);
        assertEquals(2, wanted[first + 40]);
    }

    @Test
    void shouldHaveTheForecastOfAnHourFiveMinutesBeforeItBegins() {
        final double[] nodes = constant(2 * DAY, 2);
        Arrays.fill(nodes, 10 * 60, 11 * 60, 12);
        final int[] wanted = wanted(all -> new AwsPredictive(all, new HpaSetting(50, 1, 0)), nodes);
        final int hour = DAY + 10 * 60;
        assertEquals(2, wanted[hour - 8]);
        assertEquals(12, wanted[hour - 3]);
        assertEquals(12, wanted[hour + 58]);
    }

    /**
     * By hand: two nodes are needed but for minutes 12 to 14 of each cycle of 20. A gap of three minutes saves three node-minutes
     * less one of lead time for each node, and going and coming costs churn twice: worth it below one node-minute of churn.
     */
    @Test
    void shouldLetNodesGoOverAGapThatPaysForTheChurn() {
        final int season = DAY;
        final double[] nodes = constant(2 * DAY, 3);
        for (int bucket = 12; bucket < nodes.length; bucket += 20) {
            Arrays.fill(nodes, bucket, bucket + 3, 1);
        }
        final int gap = DAY + 12;
        final int[] cheap = wanted(all -> new SeasonalMpc(all, new SeasonalMpc.Setting(season, .5, 0, 0)), nodes);
        assertEquals(1, cheap[gap]);
        assertEquals(3, cheap[gap + 3]);
        final int[] dear = wanted(all -> new SeasonalMpc(all, new SeasonalMpc.Setting(season, .5, 1.5, 0)), nodes);
        assertEquals(3, dear[gap]);
    }
}
