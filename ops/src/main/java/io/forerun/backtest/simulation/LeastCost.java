package io.forerun.backtest.simulation;

import io.forerun.plan.Mix;
import io.forerun.plan.NodeType;
import java.util.ArrayList;
import java.util.List;

/**
 * What serving everything costs at least where several node types may share the demand: a bound by linear programming, no policy.
 * Nodes that serve at some time are paid since one lead time before, that of the fastest type or longer; so at any time there is
 * paid for the highest demand from then to one such lead time later, in fractions of nodes of the cheapest mix.
 */
public final class LeastCost {
    private static final int STEPS = Workload.BUCKET_MS / Moment.STEP_MS;
    private static final int DAY_BUCKETS = 1_440;

    private LeastCost() {}

    /**
     * The bound for the test of a workload.
     *
     * @param leadFactor what all lead times are multiplied by
     */
    public static Course of(final Workload workload, final double leadFactor) {
        final double usdPerRequest =
                Mix.of(workload.fleet(), workload.cost(), Workload.BUCKET_MS).usdPerRequest();
        final double usdPerStep = usdPerRequest * Moment.STEP_MS / 3_600_000.0;
        final int leadMs = workload.fleet().nodeTypes().stream()
                .mapToInt(NodeType::leadTimeMs)
                .min()
                .orElseThrow();
        final int leadSteps = (int) Math.ceil(leadMs * leadFactor / Moment.STEP_MS - 1e-9);
        final double reference = workload.nodesPerRequest(workload.referenceType());
        final List<DayFigures> days = new ArrayList<>();
        final float[] capacity = new float[workload.testTo() - workload.testFrom()];
        for (int bucket = workload.testFrom(); bucket < workload.testTo(); bucket++) {
            final int index = bucket - workload.testFrom();
            while (days.size() <= index / DAY_BUCKETS) {
                days.add(new DayFigures());
            }
            final double requests = workload.requests()[bucket];
            for (int step = 0; step < STEPS && !Double.isNaN(requests); step++) {
                final double paid = highest(workload, (long) bucket * STEPS + step, leadSteps);
                final DayFigures day = days.get(index / DAY_BUCKETS);
                day.add(paid * usdPerStep, requests / STEPS, requests * reference, requests * reference, false);
                day.waits()[0] += requests / STEPS;
                capacity[index] += (float) (paid * reference / STEPS);
            }
        }
        return new Course(days, capacity);
    }

    private static double highest(final Workload workload, final long step, final int leadSteps) {
        double highest = 0;
        for (long bucket = step / STEPS;
                bucket <= (step + leadSteps) / STEPS && bucket < workload.buckets();
                bucket++) {
            final double requests = workload.requests()[(int) bucket];
            highest = requests > highest ? requests : highest;
        }
        return highest;
    }
}
