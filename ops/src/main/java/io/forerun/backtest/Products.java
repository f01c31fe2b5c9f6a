package io.forerun.backtest;

import io.forerun.backtest.policy.Policies;
import io.forerun.backtest.rival.HpaSetting;
import io.forerun.backtest.simulation.DayFigures;
import io.forerun.backtest.simulation.Policy;
import io.forerun.backtest.simulation.Scenario;
import io.forerun.backtest.simulation.Simulation;
import io.forerun.backtest.simulation.Workload;
import java.util.ArrayList;
import java.util.List;

/**
 * What the product led to: as the fleet prices shortfall, above the autoscaler, and with other prices of shortfall.
 *
 * @param forerun days of the product
 * @param floor the same, never below the autoscaler as it was tuned
 * @param front by factor of the price of shortfall
 */
record Products(List<DayFigures> forerun, List<DayFigures> floor, List<Study.Run<Double>> front) {
    private static final int WARM_UP = 14 * 1_440;
    private static final double[] FACTORS = {0.125, 0.25, 0.5, 1, 2, 4, 8, 16, 32};

    static Products run(
            final Workload workload, final Scenario scenario, final HpaSetting hpa, final ForecastLanes lanes) {
        final int from = Math.max(0, workload.testFrom() - WARM_UP);
        final List<Simulation> all = new ArrayList<>();
        final Policy floor = Policies.forerunFloor(workload, hpa.type(), hpa.targetPct() / 100.0, hpa.minNodes());
        all.add(new Simulation(workload, scenario, floor, from));
        for (final double factor : FACTORS) {
            all.add(new Simulation(workload, scenario, Policies.forerun(workload, factor), from));
        }
        lanes.run(all, from);
        final List<Study.Run<Double>> front = new ArrayList<>();
        List<DayFigures> asPriced = List.of();
        for (int index = 0; index < FACTORS.length; index++) {
            final List<DayFigures> days = all.get(index + 1).days();
            front.add(new Study.Run<>(FACTORS[index], days));
            asPriced = FACTORS[index] == 1 ? days : asPriced;
        }
        return new Products(asPriced, all.getFirst().days(), front);
    }
}
