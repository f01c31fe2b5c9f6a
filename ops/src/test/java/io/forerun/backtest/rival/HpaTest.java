package io.forerun.backtest.rival;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.forerun.backtest.simulation.Moment;
import io.forerun.backtest.simulation.Policy;
import io.forerun.backtest.simulation.Scenario;
import io.forerun.backtest.simulation.Simulation;
import io.forerun.backtest.simulation.Workload;
import io.forerun.backtest.simulation.Workloads;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nodes are planned at 50 % utilisation here, so a target of 50 % wants what demand needs. */
class HpaTest {
    /** Nodes wanted at each step; ten run at first. */
    private static List<Integer> wanted(final HpaSetting setting, final int leadMs, final double... nodes) {
        final Workload workload = Workloads.of(Workloads.fleet(leadMs, 1, 300), 0, nodes);
        final Hpa hpa = new Hpa(workload, setting);
        final List<Integer> wanted = new ArrayList<>();
        final Policy ten = new Policy() {
            @Override
            public void decide(final Moment moment) {
                wanted.add(hpa.wish(moment));
                moment.want(0, wanted.getLast());
            }

            @Override
            public int initial(final Workload of, final int target) {
                return target == 0 ? 10 : 0;
            }
        };
        new Simulation(workload, Scenario.CERTAIN, ten, 0).run();
        return wanted;
    }

    private static double[] step(final double before, final double after) {
        final double[] nodes = new double[20];
        Arrays.fill(nodes, 0, 10, before);
        Arrays.fill(nodes, 10, 20, after);
        return nodes;
    }

    private static HpaSetting target(final int pct) {
        return new HpaSetting(pct, 1, 0);
    }

    @Test
    void shouldFollowAStepWhenItsBucketIsSeen() {
        final List<Integer> wanted = wanted(target(50), 0, step(10, 18));
        assertEquals(10, wanted.get(44), "minute ten closed, not sensed yet");
        assertEquals(18, wanted.get(45));
    }

    @Test
    void shouldSteerToItsTarget() {
        assertEquals(14, wanted(target(36), 0, step(10, 10)).getLast(), "10 x .5 / .36");
    }

    @Test
    void shouldGrowByDoubleOrFourASync() {
        final List<Integer> wanted = wanted(target(50), 0, step(1, 200));
        assertEquals(List.of(1, 5, 10, 20, 40, 80, 160, 200), wanted.subList(44, 52));
    }

    @Test
    void shouldWaitFiveMinutesBeforeItShrinks() {
        final List<Integer> wanted = wanted(target(50), 0, step(10, 4));
        assertEquals(10, wanted.get(45 + 18));
        assertEquals(4, wanted.get(45 + 20));
    }

    @Test
    void shouldCountNodesOnTheirWayAsIdle() {
        final List<Integer> wanted = wanted(target(50), 300_000, step(10, 18));
        final int[] after = wanted.subList(45, wanted.size()).stream()
                .mapToInt(Integer::intValue)
                .toArray();
        final int[] eighteen = new int[after.length];
        Arrays.fill(eighteen, 18);
        assertArrayEquals(eighteen, after);
    }

    @Test
    void shouldHoldWithinToleranceOfWhatIsOnItsWayAndWhereDemandIsMissing() {
        final double[] nodes = step(10, 18);
        Arrays.fill(nodes, 12, 16, 19); // 5 % more than the 18 that come
        Arrays.fill(nodes, 16, 20, Double.NaN);
        assertEquals(18, wanted(target(50), 900_000, nodes).getLast());
    }

    @Test
    void shouldKeepItsMinimum() {
        assertEquals(7, wanted(new HpaSetting(50, 7, 0), 0, step(1, 1)).getLast());
    }
}
