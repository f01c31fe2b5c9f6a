package io.forerun.core;

import io.forerun.neural.ExpectedDemand;
import io.forerun.plan.DecisionMaker;
import io.forerun.plan.Mode;

/**
 * The engine in figures.
 *
 * @param nowMs the engine's time, milliseconds since the epoch
 * @param mode operating mode in force
 * @param paused true while nothing is decided
 * @param users profiles held
 * @param groups demand series, total included
 * @param accepted records applied
 * @param refused records refused
 * @param duplicates records trimmed
 * @param late records that fell into a closed bucket
 * @param unprofiled records of users for whom there was no row
 * @param ungrouped records whose group has no series of its own
 * @param decisions made so far
 * @param evicted profiles that made room for others
 * @param forgotten profiles erased on demand
 * @param model the model of users in force
 * @param dueLater users who are due later and waited for
 * @param dueSkipped users who were due and not announced, as too many were at once
 */
public record EngineStatus(
        long nowMs,
        Mode mode,
        boolean paused,
        long users,
        int groups,
        long accepted,
        long refused,
        long duplicates,
        long late,
        long unprofiled,
        long ungrouped,
        long decisions,
        long evicted,
        long forgotten,
        Model model,
        long dueLater,
        long dueSkipped) {
    /**
     * A model in force; all zero where there is none.
     *
     * @param epoch models that came into force so far, modulo 255
     * @param name first eight bytes of its SHA-256
     * @param fromMs first event that it was trained on
     * @param toMs end of what it was trained on
     */
    public record Model(int epoch, long name, long fromMs, long toMs) {
        private static final Model NONE = new Model(0, 0, 0, 0);

        static Model of(final ExpectedDemand expected) {
            return expected.model() == null
                    ? NONE
                    : new Model(
                            expected.epoch(),
                            expected.name(),
                            expected.model().span().fromMs(),
                            expected.model().span().toMs());
        }
    }

    static EngineStatus of(
            final long nowMs,
            final DecisionMaker decisions,
            final Learned learned,
            final long refused,
            final long duplicates) {
        return new EngineStatus(
                nowMs,
                decisions.mode(),
                decisions.paused(),
                learned.profiles().size(),
                learned.forecaster().size(),
                learned.accepted(),
                refused,
                duplicates,
                learned.late(),
                learned.unprofiled(),
                learned.ungrouped(),
                decisions.count(),
                learned.profiles().evicted(),
                learned.forgotten(),
                Model.of(learned.expected()),
                learned.due() == null ? 0 : learned.due().later(),
                learned.due() == null ? 0 : learned.due().skipped());
    }
}
