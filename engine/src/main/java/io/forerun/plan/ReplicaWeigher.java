package io.forerun.plan;

import io.forerun.forecast.ForecastTable;
import io.forerun.state.Archive;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Weighs how many replicas each service shall have against a reactive loop of its own, on the requests it was asked for, and within the
 * bounds of the service. Where those were not observed nothing is taken away. Engine thread only.
 */
final class ReplicaWeigher {
    private final Fleet fleet;
    private final Candidates candidates;
    private final ReactiveLoop[] loops;

    ReplicaWeigher(final Fleet fleet) {
        this.fleet = fleet;
        candidates = new Candidates(fleet);
        loops = new ReactiveLoop[fleet.targetCount() - fleet.nodeTargets()];
        Arrays.setAll(loops, service -> new ReactiveLoop(fleet.limits().stabilisationMs()));
    }

    /** Weighs the services of a plan. */
    void weigh(
            final Plan followed,
            final Optional<ServiceMix> mix,
            final boolean free,
            final Round round,
            final PlanWeigher.Decide decide) {
        if (loops.length == 0) {
            return;
        }
        final List<RequestCost> costs = DemandShares.of(fleet, round.table()).costs();
        for (final Plan.ForTarget plan : followed.from(fleet.nodeTargets())) {
            final int service = fleet.serviceOf(plan.target());
            final double present = mix.map(each -> each.present(service)).orElse(Double.NaN);
            final double required = present * atReactiveTarget(plan.target(), costs.get(service), round.table());
            final int shadow = loops[plan.target() - fleet.nodeTargets()].step(round.nowMs(), required);
            decide.decide(
                    plan,
                    candidates.weigh(round.hold().isEmpty() ? plan : null, plan.target(), shadow, free, round.nowMs()),
                    Double.isNaN(present) ? PlanWeigher.MISSING : round.hold());
        }
    }

    /** Replicas that one request per bucket keeps at the utilisation that reactive loops steer to. */
    private double atReactiveTarget(final int target, final RequestCost cost, final ForecastTable table) {
        return cost.nodes(
                1,
                table.config().bucketMs(),
                fleet.nodeType(target),
                fleet.planning().reactiveTarget());
    }

    void pass(final Archive archive) {
        for (final ReactiveLoop loop : loops) {
            loop.pass(archive);
        }
    }
}
