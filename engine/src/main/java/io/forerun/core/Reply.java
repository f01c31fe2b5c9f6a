package io.forerun.core;

import io.forerun.forecast.ForecastTable;
import io.forerun.plan.Decision;
import io.forerun.plan.Mode;
import io.forerun.plan.PlanInput;
import java.util.List;

/** What the engine says besides acknowledgements. Immutable; the publish stage hands each to whoever it concerns. */
public sealed interface Reply {
    /** A reply to one session. */
    sealed interface ToSession extends Reply {
        /** Whose. */
        long session();
    }

    /** A session is open; go on after {@code lastSequence}. */
    record Welcome(long session, long lastSequence) implements ToSession {}

    /** A session, or a batch of it, is refused; {@code expected} is the next sequence for GAP, else 0. */
    record Rejected(long session, Rejection code, long expected, String text) implements ToSession {
        /** The session is not open any more. */
        static Rejected closed(final long session) {
            return new Rejected(session, Rejection.FENCED, 0, "session " + session + " is not open");
        }

        /** Another session of the same identity goes on. */
        static Rejected fenced(final long session, final long by) {
            final String text = "session " + by + " of the same client and stream took over";
            return new Rejected(session, Rejection.FENCED, 0, text);
        }

        /** There is no room for the session's stream. */
        static Rejected full(final long session, final int streams) {
            final String text = "streams remembered=" + streams + ", none idle for 30 days";
            return new Rejected(session, Rejection.UNKNOWN_STREAM, 0, text);
        }

        /** A batch starts behind the record that is expected next. */
        static Rejected gap(final long session, final long first, final long expected) {
            final Rejection code = expected == 1 ? Rejection.UNKNOWN_STREAM : Rejection.GAP;
            return new Rejected(session, code, expected, "batch starts at " + first + ", expected=" + expected);
        }
    }

    /** Answers a query for a user; {@code forecast} is null where there is no such profile. */
    record UserAnswer(long session, long queryId, UserForecast forecast) implements ToSession {}

    /** Answers a query for decisions; the kept ones from the id asked for. */
    record DecisionsAnswer(long session, long queryId, boolean follow, List<Decision> decisions) implements ToSession {}

    /** Answers who asks to be told of due users; {@code probability} is that from which on they are announced, 0 where none are. */
    record PrewarmAnswer(long session, long queryId, double probability) implements ToSession {}

    /** Answers an operator. */
    record StatusAnswer(long session, long queryId, EngineStatus status) implements ToSession {}

    /** A bucket was closed. */
    record TablePublished(ForecastTable table) implements Reply {}

    /** The planner is asked for a plan, under the mode and pause in force. */
    record PlanRequested(PlanInput input, Mode mode, boolean paused) implements Reply {}

    /** Decisions were made, or go out again after a recovery. */
    record DecisionsMade(List<Decision> decisions) implements Reply {}

    /** A decision's outcome is another one than before. */
    record OutcomeKnown(Decision decision) implements Reply {}
}
