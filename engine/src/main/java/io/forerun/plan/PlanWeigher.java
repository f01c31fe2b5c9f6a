package io.forerun.plan;

import io.forerun.forecast.ForecastTable;
import io.forerun.plan.cover.Terms;
import java.util.Arrays;
import java.util.Optional;

/**
 * Weighs what each target of a plan shall have against the reactive loop, floors and caps: one target that serves the pool and
 * others that lose their nodes to it, or, where the fleet mixes types, all of them together. Engine thread only.
 */
final class PlanWeigher {
    private static final int TOTAL = 0;
    private static final String NOT_HELD = "";

    /** Why nothing is taken away where demand was not observed. */
    static final String MISSING = "missing-activity";

    private final Fleet fleet;
    private final Candidates candidates;
    private final TargetState[] states;
    private final ReactiveLoop reactive;
    private final Optional<MixFollower> mixed;

    /** Over states and a reactive loop that belong to the caller. */
    PlanWeigher(final Fleet fleet, final TargetState[] states, final ReactiveLoop reactive) {
        this.fleet = fleet;
        this.states = states;
        this.reactive = reactive;
        candidates = new Candidates(fleet);
        mixed = fleet.mixes() ? Optional.of(new MixFollower(fleet)) : Optional.empty();
    }

    /** Does something about what was weighed. */
    interface Decide {
        /**
         * For one target.
         *
         * @param hold why nothing may be taken away, empty where it may
         */
        void decide(Plan.ForTarget plan, Candidates.Weighing weighing, String hold);
    }

    /**
     * Where things stand.
     *
     * @param free whether plans may run below the reactive loop
     * @param observed requests of the last closed bucket, NaN where they were not observed
     */
    record Standing(Mode mode, Capacity capacity, boolean free, double observed) {}

    /** What capacity costs; empty where no type can serve. */
    Optional<Terms> terms(final ForecastTable table) {
        return mixed.isPresent()
                ? CoverTerms.of(fleet, mixed.orElseThrow(), table)
                : CoverTerms.of(fleet, cost(table), table.config().bucketMs());
    }

    /** Requests per bucket that the reactive loop holds. */
    double reactiveRequests(final Plan followed, final ForecastTable table) {
        return reactive.nodes() / reactiveEach(followed, table);
    }

    /** Nodes that the reactive loop counts for one request per bucket. */
    private double reactiveEach(final Plan followed, final ForecastTable table) {
        return mixed.isPresent()
                ? mixed.orElseThrow().reactiveEach(table)
                : Round.nodesPerRequest(fleet, followed.targets().getFirst().target(), cost(table), table);
    }

    /** Where a plan serves the pool with another type than the one before, the reactive loop counts in that type from here on. */
    void change(final Plan followed, final Plan next, final ForecastTable table) {
        final int before = followed.targets().getFirst().target();
        final int after = next.targets().getFirst().target();
        if (before != after && mixed.isEmpty()) {
            final double utilisation = fleet.planning().utilisation();
            reactive.rebase(cost(table).nodes(1, 1_000, fleet.nodeType(after), utilisation)
                    / cost(table).nodes(1, 1_000, fleet.nodeType(before), utilisation));
        }
    }

    /** Weighs all targets of a plan, in its order. */
    void weigh(final Plan followed, final Standing standing, final Round round, final Decide decide) {
        final double each = reactiveEach(followed, round.table());
        final boolean fits = Double.isFinite(each);
        final Planning planning = fleet.planning();
        final double required = standing.observed() * each * planning.utilisation() / planning.reactiveTarget();
        final int shadow = reactive.step(round.nowMs(), fits ? required : Double.NaN);
        final String hold = !fits ? "no-type-fits" : Double.isNaN(standing.observed()) ? MISSING : round.hold();
        if (mixed.isPresent()) {
            weighMix(mixed.orElseThrow(), followed, standing, round, shadow / each, hold, decide);
            return;
        }
        final Plan.ForTarget primary = followed.targets().getFirst();
        final boolean follows = round.hold().isEmpty() && fits;
        decide.decide(
                primary,
                candidates.weigh(follows ? primary : null, primary.target(), shadow, standing.free(), round.nowMs()),
                hold);
        if (round.hold().isEmpty() && !Double.isNaN(standing.observed())) {
            for (final Plan.ForTarget other :
                    followed.targets().subList(1, followed.targets().size())) {
                weighDrained(other, primary, standing, decide);
            }
        }
    }

    private void weighDrained(
            final Plan.ForTarget plan, final Plan.ForTarget primary, final Standing standing, final Decide decide) {
        final int present = current(plan.target(), standing);
        if (plan.nodes() == 0 && present == 0) {
            return; // It is named for its lead time alone.
        }
        final int running = standing.capacity().of(primary.target()).running();
        final boolean relieved = running >= current(primary.target(), standing);
        decide.decide(plan, candidates.drain(plan, present, relieved), NOT_HELD);
    }

    /** Each target beside what was decided for the others just now. */
    private void weighMix(
            final MixFollower follower,
            final Plan followed,
            final Standing standing,
            final Round round,
            final double shadow,
            final String hold,
            final Decide decide) {
        final int floor =
                fleet.minNodes(round.nowMs(), round.nowMs() + fleet.planning().cadenceMs());
        for (final Plan.ForTarget plan : followed.targets()) {
            final int[] current = new int[fleet.nodeTargets()];
            Arrays.setAll(current, target -> current(target, standing));
            if (plan.nodes() == 0 && current[plan.target()] == 0) {
                continue;
            }
            final var now = new MixFollower.Situation(
                    followed,
                    shadow,
                    standing.free(),
                    round.hold().isEmpty(),
                    current,
                    standing.capacity().running(current));
            final int quota =
                    Math.min(fleet.nodeType(plan.target()).quota(), states[plan.target()].scarce(round.nowMs()));
            decide.decide(plan, follower.weigh(plan, now, quota, floor), hold);
        }
    }

    private int current(final int target, final Standing standing) {
        return states[target].current(standing.mode(), standing.capacity().of(target));
    }

    private RequestCost cost(final ForecastTable table) {
        return fleet.cost(table.curve(TOTAL));
    }
}
