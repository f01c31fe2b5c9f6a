package io.forerun.plan;

import java.util.List;
import java.util.Optional;

/**
 * What was decided for one target, and why. The fields are those of the Decision message.
 *
 * @param id rising from 1, the idempotency key; 0 for an explanation of why nothing was decided
 * @param atMs when
 * @param mode in force then
 * @param target type@region, or service/name
 * @param from nodes decided, or running and ordered, before
 * @param to nodes wanted
 * @param won name of the candidate that asked for most
 * @param candidates all that were weighed, in the order reactive, q50, q90, chosen, floor, cap
 * @param guards what changed the result, in the order in which it did
 * @param forecast what was read of the forecast
 * @param shares of a service, why it is expected to be asked for more or less; empty of nodes
 * @param usdPerHourDelta price of the change
 * @param slaRisk probability that demand within the horizon exceeds the capacity decided
 * @param outcome what became of it
 */
public record Decision(
        long id,
        long atMs,
        Mode mode,
        String target,
        int from,
        int to,
        String won,
        List<Candidate> candidates,
        List<String> guards,
        Basis forecast,
        Optional<Shares> shares,
        double usdPerHourDelta,
        double slaRisk,
        Outcome outcome) {
    /** Something that asks for a number of nodes. */
    public record Candidate(String name, int nodes) {}

    /**
     * What was read of the forecast.
     *
     * @param horizonMs how far ahead
     * @param leadTimeMs of the node type
     * @param quantile planned for, 0 to 1
     * @param median requests per step at the highest step
     * @param chosen planned quantile there
     * @param confidence of that step, 0 to 1
     */
    public record Basis(
            int horizonMs, int leadTimeMs, double quantile, double median, double chosen, double confidence) {
        static Basis of(final Plan.ForTarget plan) {
            return new Basis(
                    plan.horizonMs(),
                    plan.leadTimeMs(),
                    plan.quantile(),
                    plan.median(),
                    plan.chosen(),
                    plan.confidence());
        }
    }

    /**
     * A service in the mix of all requests.
     *
     * @param present its share in the newest bucket, 0 to 1; NaN where it was not observed
     * @param predicted its share at the end of the horizon
     */
    public record Shares(double present, double predicted) {}

    public Decision {
        candidates = List.copyOf(candidates);
        guards = List.copyOf(guards);
    }

    /** That a raised minimum of a target goes back to its base. */
    static Decision restored(
            final long id, final long nowMs, final Fleet fleet, final int target, final int floor, final int base) {
        return new Decision(
                id,
                nowMs,
                Mode.FLOOR_ONLY,
                fleet.target(target).name(),
                floor,
                base,
                "base",
                List.of(new Candidate("base", base)),
                List.of("restore"),
                new Basis(0, fleet.nodeType(target).leadTimeP90Ms(), 0, 0, 0, 0),
                Optional.empty(),
                (base - floor) * fleet.usdPerHour(target),
                0,
                Outcome.PENDING);
    }

    /** Whether a provisioner may act on it. */
    public boolean sent() {
        return outcome.state() != Outcome.State.NOT_SENT;
    }

    Decision with(final Outcome newOutcome) {
        return new Decision(
                id,
                atMs,
                mode,
                target,
                from,
                to,
                won,
                candidates,
                guards,
                forecast,
                shares,
                usdPerHourDelta,
                slaRisk,
                newOutcome);
    }
}
