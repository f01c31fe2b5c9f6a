package io.forerun.backtest;

import io.forerun.backtest.policy.Policies;
import io.forerun.backtest.rival.HpaSetting;
import io.forerun.backtest.rival.Rivals;
import io.forerun.backtest.simulation.Course;
import io.forerun.backtest.simulation.Policy;
import io.forerun.backtest.simulation.Scenario;
import io.forerun.backtest.simulation.Simulation;
import io.forerun.backtest.simulation.Workload;
import io.forerun.forecast.ForecastTable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What the product led to.
 *
 * @param forerun as the fleet prices shortfall
 * @param floor the same, never below the autoscaler as it was tuned
 * @param single the same with the autoscaler's node type alone
 * @param foreseen the same with forecasts that are right
 * @param front by factor of the price of shortfall
 * @param band what was forecast
 */
record Products(
        Course forerun,
        Course floor,
        Course single,
        Course foreseen,
        List<Study.Run<Double>> front,
        ForecastBand band) {
    private static final int WARM_UP = 14 * 1_440;
    private static final double[] FACTORS = {0.125, 0.25, 0.5, 1, 2, 4, 8, 16, 32, 128, 512};

    static Products run(
            final Workload workload, final Scenario scenario, final HpaSetting hpa, final ForecastLanes lanes) {
        final int from = Math.max(0, workload.testFrom() - WARM_UP);
        final List<Simulation> all = new ArrayList<>();
        final Policy floor =
                Policies.forerunFloor(workload, hpa.type(), hpa.target(), hpa.minNodes(), Rivals.wishes(workload, hpa));
        all.add(new Simulation(workload, scenario, floor, from));
        all.add(new Simulation(workload, scenario, Policies.alone(workload, hpa.type()), from));
        for (final double factor : FACTORS) {
            all.add(new Simulation(workload, scenario, Policies.forerun(workload, factor), from));
        }
        final ForecastBand band = new ForecastBand(workload);
        final Simulation foreseen = new Simulation(workload, scenario, Policies.forerun(workload, 1), from);
        final List<Consumer<ForecastTable>> readers = new ArrayList<>();
        readers.add(table -> foreseen.advance(table == null ? null : Foresight.of(workload, table)));
        all.forEach(simulation -> readers.add(simulation::advance));
        readers.add(band::add);
        lanes.run(readers, from);
        final List<Study.Run<Double>> front = new ArrayList<>();
        Course asPriced = null;
        for (int index = 0; index < FACTORS.length; index++) {
            final Course course = all.get(index + 2).course();
            front.add(new Study.Run<>(FACTORS[index], course));
            asPriced = FACTORS[index] == 1 ? course : asPriced;
        }
        return new Products(asPriced, all.getFirst().course(), all.get(1).course(), foreseen.course(), front, band);
    }
}
