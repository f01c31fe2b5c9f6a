package io.forerun.backtest.simulation;

import io.forerun.forecast.ForecastTable;
import io.forerun.plan.Capacity;
import io.forerun.plan.Fleet;
import java.util.ArrayList;
import java.util.List;

/**
 * One policy in one scenario. Call {@link #advance} for each bucket from the first on. A node is paid from its order on, at
 * once gone when taken away, and serves what keeps it at the planned utilisation; beyond that latency suffers, so the rest
 * waits ({@link Backlog}). Demand of a bucket spreads evenly over its steps. Buckets of unknown demand are not scored.
 */
public final class Simulation {
    private static final int STEPS = Workload.BUCKET_MS / Moment.STEP_MS;
    private static final int SENSING_STEPS = Moment.SENSING_MS / Moment.STEP_MS;
    private static final int DAY_BUCKETS = 1_440;
    private static final double DAY_MS = 86_400_000;
    private static final int REFUSAL_STEPS = 120;
    private static final int LUCK_LEAD = 0;
    private static final int LUCK_FAILURE = 1;
    private static final int LUCK_REFUSAL = 2;
    private static final int LUCK_ZONE = 3;

    private final Workload workload;
    private final Scenario scenario;
    private final Policy policy;
    private final Fleet fleet;
    private final NodeStock[] stocks;
    private final LeadTimes[] leads;
    private final double[] usdPerStep;
    private final int reference;
    private final ServingNodes service;
    private final long lossStep;
    private final Backlog backlog = new Backlog();
    private final List<DayFigures> days = new ArrayList<>();
    private final float[] capacity;
    private final double[] unscored = new double[DayFigures.WAITS];
    private final Seen seen = new Seen();
    private int bucket;
    private boolean acted;

    /**
     * Begins at a bucket with the policy's initial nodes.
     *
     * @param fromBucket first bucket that {@link #advance} will run
     */
    public Simulation(final Workload workload, final Scenario scenario, final Policy policy, final int fromBucket) {
        this.workload = workload;
        this.scenario = scenario;
        this.policy = policy;
        fleet = workload.fleet();
        bucket = fromBucket;
        reference = workload.referenceType();
        service = ServingNodes.of(workload);
        lossStep = lossStep(workload, scenario);
        capacity = new float[workload.testTo() - workload.testFrom()];
        final int targets = fleet.targetCount();
        stocks = new NodeStock[targets];
        leads = new LeadTimes[targets];
        usdPerStep = new double[targets];
        for (int target = 0; target < targets; target++) {
            leads[target] = new LeadTimes(fleet.nodeType(target), scenario, Moment.STEP_MS);
            stocks[target] = new NodeStock(leads[target].longest());
            stocks[target].begin(policy.initial(workload, target));
            usdPerStep[target] = fleet.usdPerHour(target) * Moment.STEP_MS / 3_600_000.0;
        }
    }

    /** Runs all buckets of the workload without forecasts. */
    public Simulation run() {
        while (bucket < workload.testTo()) {
            advance(null);
        }
        return this;
    }

    /**
     * Runs the next bucket.
     *
     * @param table the forecast made when the bucket before closed; may be null if the policy reads none
     */
    public void advance(final ForecastTable table) {
        final double requests = workload.requests()[bucket];
        for (int step = 0; step < STEPS; step++) {
            seen.at((long) bucket * STEPS + step, step, table);
            for (int target = 0; target < stocks.length; target++) {
                if (stocks[target].advance(seen.step)) {
                    seen.changed();
                }
                strike(target);
            }
            acted = false;
            policy.decide(seen);
            reconcile();
            serve(requests);
        }
        bucket++;
    }

    /** Figures by day of the test, from its begin. */
    public List<DayFigures> days() {
        return days;
    }

    /** What it led to so far. */
    public Course course() {
        return new Course(List.copyOf(days), capacity.clone());
    }

    private void strike(final int target) {
        final NodeStock stock = stocks[target];
        final double perNode = scenario.lossesPerNodeDay(fleet.nodeType(target)) * Moment.STEP_MS / DAY_MS;
        if (perNode > 0 && stock.running() > 0) {
            final double expected = perNode * stock.running();
            final int certain = (int) expected;
            final boolean more = Luck.of(scenario.seed(), LUCK_FAILURE, target, seen.step) < expected - certain;
            fail(stock, certain + (more ? 1 : 0));
        }
        if (scenario.zoneLost() && seen.step == lossStep) {
            final int zones = fleet.region(target).zones();
            fail(stock, (stock.running() + zones - 1) / zones);
        }
    }

    private void fail(final NodeStock stock, final int nodes) {
        if (nodes > 0) {
            stock.fail(nodes);
            seen.changed();
        }
    }

    /** Any step of the middle half of the test. */
    private static long lossStep(final Workload workload, final Scenario scenario) {
        final long steps = (long) (workload.testTo() - workload.testFrom()) * STEPS;
        final double place = 0.25 + Luck.of(scenario.seed(), LUCK_ZONE, 0, 0) / 2;
        return (long) workload.testFrom() * STEPS + (long) (steps * place);
    }

    private void reconcile() {
        for (int target = 0; target < stocks.length; target++) {
            final NodeStock stock = stocks[target];
            final int missing = stock.missing();
            if (missing == 0) {
                continue;
            }
            if (missing < 0) {
                stock.remove(seen.step, -missing);
                seen.changed();
            } else if (refused(target)) {
                stock.refuse(seen.step);
            } else {
                for (int node = 0; node < missing; node++) {
                    final double luck = Luck.of(scenario.seed(), LUCK_LEAD + 16L * node, target, seen.step);
                    stock.order(seen.step, leads[target].steps(luck));
                }
                seen.changed();
            }
        }
    }

    private boolean refused(final int target) {
        return scenario.refusedShare() > 0
                && Luck.of(scenario.seed(), LUCK_REFUSAL, target, seen.step / REFUSAL_STEPS) < scenario.refusedShare();
    }

    private void serve(final double requests) {
        double usd = 0;
        for (int target = 0; target < stocks.length; target++) {
            usd += (stocks[target].running() + stocks[target].ordered()) * usdPerStep[target];
        }
        final boolean known = !Double.isNaN(requests);
        final double servable = service.requests(stocks, known ? requests : 0);
        final double work = known ? requests / STEPS : 0;
        final boolean scored = known && bucket >= workload.testFrom() && bucket < workload.testTo();
        final DayFigures day = scored ? day((bucket - workload.testFrom()) / DAY_BUCKETS) : null;
        final double referenceNodes = servable * workload.nodesPerRequest(reference);
        backlog.step(seen.step, work, servable / STEPS, scored ? day.waits() : unscored);
        if (bucket >= workload.testFrom() && bucket < workload.testTo()) {
            capacity[bucket - workload.testFrom()] += (float) (referenceNodes / STEPS);
        }
        if (scored) {
            day.add(usd, work, requests * workload.nodesPerRequest(reference), referenceNodes, acted);
        }
    }

    private DayFigures day(final int index) {
        while (days.size() <= index) {
            days.add(new DayFigures());
        }
        return days.get(index);
    }

    /** The moment as the policy sees it. */
    private final class Seen implements Moment {
        private long step;
        private boolean fresh;
        private ForecastTable table;
        private int newest = -1;
        private long revision = 1; // 0 is what decisions take for not seen yet.
        private Capacity capacity;

        void at(final long newStep, final int stepOfBucket, final ForecastTable newTable) {
            step = newStep;
            final int before = newest;
            newest = stepOfBucket >= SENSING_STEPS ? bucket - 1 : bucket - 2;
            fresh = newest != before && newest >= 0;
            if (fresh) {
                table = newTable;
            }
        }

        void changed() {
            capacity = null;
            revision++;
        }

        @Override
        public long nowMs() {
            return workload.startMs() + step * STEP_MS;
        }

        @Override
        public long step() {
            return step;
        }

        @Override
        public int newest() {
            return newest;
        }

        @Override
        public boolean fresh() {
            return fresh;
        }

        @Override
        public double requests(final int index) {
            if (index > newest) {
                throw new IllegalArgumentException("requests: bucket=" + index + ", allowed=" + newest);
            }
            return index < 0 ? Double.NaN : workload.requests()[index];
        }

        @Override
        public ForecastTable table() {
            return table;
        }

        @Override
        public int running(final int target) {
            return stocks[target].running();
        }

        @Override
        public int ordered(final int target) {
            return stocks[target].ordered();
        }

        @Override
        public boolean refused(final int target) {
            return stocks[target].refusedAt() == step - 1;
        }

        @Override
        public Capacity capacity() {
            if (capacity == null) {
                final List<Capacity.Nodes> nodes = new ArrayList<>(stocks.length);
                for (final NodeStock stock : stocks) {
                    nodes.add(new Capacity.Nodes(stock.running(), stock.ordered()));
                }
                capacity = new Capacity(revision, nodes);
            }
            return capacity;
        }

        @Override
        public void want(final int target, final int nodes) {
            final int allowed = Math.clamp(nodes, 0, fleet.nodeType(target).quota());
            if (allowed != stocks[target].wanted()) {
                stocks[target].want(allowed);
                acted = true;
            }
        }
    }
}
