package io.forerun.core;

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
        long forgotten) {
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
                learned.forgotten());
    }
}
