package io.forerun.core;

import io.forerun.plan.DecisionMaker;

/** What the engine is asked; nothing of it changes the engine's state. Good until the engine's next record. Engine thread only. */
public final class Queries {
    private final Engine engine;
    private final Learned learned;
    private final ObjectNames objects;
    private final DecisionMaker decisions;

    Queries(final Engine engine, final Learned learned, final ObjectNames objects, final DecisionMaker decisions) {
        this.engine = engine;
        this.learned = learned;
        this.objects = objects;
        this.decisions = decisions;
    }

    /** What a user is expected to do. */
    public void user(final long session, final long queryId, final long userId, final Egress out) {
        final UserForecaster forecaster =
                new UserForecaster(learned, objects, engine.config().forecast());
        out.reply(new Reply.UserAnswer(session, queryId, forecaster.forecast(userId, engine.nowMs())));
    }

    /** How the engine is. */
    public void status(final long session, final long queryId, final Egress out) {
        out.reply(new Reply.StatusAnswer(session, queryId, engine.status()));
    }

    /** What was decided from a decision on. */
    public void decisions(
            final long session, final long queryId, final long fromId, final boolean follow, final Egress out) {
        out.reply(new Reply.DecisionsAnswer(session, queryId, follow, decisions.recent(fromId)));
    }

    /** Which users are told of as due. */
    public void prewarm(final long session, final long queryId, final Egress out) {
        out.reply(new Reply.PrewarmAnswer(
                session, queryId, engine.config().prewarm().probability()));
    }
}
