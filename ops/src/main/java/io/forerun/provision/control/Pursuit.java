package io.forerun.provision.control;

import io.forerun.plan.Decision;
import io.forerun.plan.Mode;
import io.forerun.plan.Outcome;
import io.forerun.provision.Goal;
import io.forerun.provision.Observation.Seen;

/** The newest decision about one target, and how far it got. Level-triggered: it stays in force until a newer one comes. */
final class Pursuit {
    private final Decision decision;
    private Goal goal;
    private boolean reached;
    private int attempts;
    private long notBeforeMs = Long.MIN_VALUE;
    private int rung = -1;
    private int rungBefore = -1;
    private long rungMs;
    private String told = "";

    Pursuit(final Decision decision, final int expiryMs) {
        this.decision = decision;
        reached = decision.outcome().state() == Outcome.State.RUNNING;
        goal = goal(decision, decision.atMs() + expiryMs);
    }

    private static Goal goal(final Decision decision, final long expiresMs) {
        if (decision.guards().contains("restore")) {
            return new Goal.Restored();
        }
        return decision.mode() == Mode.FLOOR_ONLY
                ? new Goal.Floor(decision.to(), expiresMs)
                : new Goal.Nodes(decision.to());
    }

    long id() {
        return decision.id();
    }

    Decision decision() {
        return decision;
    }

    Goal goal() {
        return goal;
    }

    /** Whether it was reached once; from then on it is kept up, without an end. */
    boolean reached() {
        return reached;
    }

    void markReached() {
        reached = true;
    }

    /** Whether it holds in a mode: what gives a base back holds in each. */
    boolean holdsIn(final Mode mode) {
        return goal instanceof Goal.Restored || decision.mode() == mode && mode != Mode.FORECAST_ONLY;
    }

    /** Whether a goal for so many nodes takes some away. */
    boolean lowers(final Seen seen) {
        return switch (goal) {
            case Goal.Nodes(final int nodes) -> nodes < seen.total();
            case Goal.Floor(final int least, final long expiresMs) -> least < seen.minimum();
            case Goal.Restored() -> true;
        };
    }

    /** Moves the expiry of a raised minimum on, where it comes near. */
    void renew(final long nowMs, final int expiryMs) {
        if (goal instanceof Goal.Floor(final int least, final long expiresMs)
                && reached
                && expiresMs - nowMs < expiryMs / 2) {
            goal = new Goal.Floor(least, nowMs + expiryMs);
        }
    }

    /** The goal of the next call: the whole, or the next step on the way. */
    Goal next(final Seen seen, final Gradual gradual, final long nowMs) {
        if (!(goal instanceof Goal.Nodes(final int nodes))) {
            return goal;
        }
        if (rung < 0 || settled(seen, gradual, nowMs)) {
            rungBefore = seen.total();
            rung = gradual.step(seen.total(), nodes);
            rungMs = nowMs;
        }
        return new Goal.Nodes(rung);
    }

    /** Whether the step before is through. */
    boolean settled(final Seen seen, final Gradual gradual, final long nowMs) {
        return rung < 0 || seen.running() == rung && seen.total() == rung && nowMs - rungMs >= gradual.settleMs();
    }

    /** Whether a step on the way is taken on and shall settle before the next. */
    boolean settling(final Seen seen, final Gradual gradual, final long nowMs) {
        return rung >= 0 && seen.total() == rung && !settled(seen, gradual, nowMs);
    }

    /** Whether it goes by steps and one was made. */
    boolean stepped() {
        return rung >= 0;
    }

    /** Wants back what was there before the last step. */
    int rollBack() {
        goal = new Goal.Nodes(rungBefore);
        rung = -1;
        reached = true;
        return rungBefore;
    }

    boolean waits(final long nowMs) {
        return nowMs < notBeforeMs;
    }

    void waitUntil(final long timeMs) {
        notBeforeMs = timeMs;
    }

    /** Counts a failed attempt; how many there were in a row. */
    int failed() {
        return ++attempts;
    }

    void accepted() {
        attempts = 0;
    }

    /** Whether a text is news; it is none a second time. */
    boolean tells(final String text) {
        final boolean news = !text.equals(told);
        told = text;
        return news;
    }
}
