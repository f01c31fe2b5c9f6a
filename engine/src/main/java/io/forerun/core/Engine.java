package io.forerun.core;

import io.forerun.forecast.ForecastTable;
import io.forerun.neural.NeuralModel;
import io.forerun.plan.Capacity;
import io.forerun.plan.Decision;
import io.forerun.plan.DecisionMaker;
import io.forerun.plan.Mode;
import io.forerun.plan.Outcome;
import io.forerun.plan.Plan;
import io.forerun.plan.PlanInput;
import io.forerun.simd.Kernels;
import io.forerun.state.Archive;
import io.forerun.state.Digest;
import java.util.List;

/**
 * The state machine. One thread; time is an argument of every input and never decreases; the same inputs give the same
 * state and the same outputs, bit for bit, on any machine.
 *
 * <p>Inputs were checked at the edge: what a client can still get wrong is answered, what can only be a bug throws.
 */
public final class Engine implements AutoCloseable {
    /** What an operator may ask; ordinals are those of the wire. */
    public enum Command {
        STATUS,
        SET_MODE,
        PAUSE,
        RESUME,
        RESTORE
    }

    private final Learned learned;
    private final Tick tick;
    private final SessionTable sessions;
    private final ObjectNames objects = new ObjectNames();
    private final DueAnnouncer announcer;
    private DecisionMaker decisions;
    private final EngineConfig born;
    private EngineConfig config;
    private ForecastTable table;
    private long nowMs = -1;
    private long planOwedMs = -1;
    private long highestSession;
    private long refused;
    private long duplicates;
    private long utilisationReports;

    /** An engine that has seen nothing. */
    public Engine(final EngineConfig config, final Kernels kernels) {
        born = config;
        this.config = config;
        learned = new Learned(config, kernels);
        tick = new Tick(learned);
        announcer = new DueAnnouncer(learned, objects);
        sessions = new SessionTable(config.maxStreams());
        decisions = new DecisionMaker(
                config.fleet(), config.mode(), config.forecast().bucketMs());
        table = learned.forecaster().table();
    }

    /** Tells a listener of all records accepted from now on: for replays that collect, not for live engines. */
    public void listen(final ActivityListener listener) {
        learned.listen(listener);
    }

    /** Configuration that it was made with. */
    public EngineConfig born() {
        return born;
    }

    /** Configuration in force. */
    public EngineConfig config() {
        return config;
    }

    /** Newest time seen, milliseconds since the epoch; negative before any. */
    public long nowMs() {
        return nowMs;
    }

    /** A configuration comes into force: at the journal's begin the engine's own, at a restart perhaps another. */
    public void onConfiguration(final EngineConfig next) {
        if (!next.continues(config)) {
            throw new IllegalStateException("configuration: another forecast or seed in mid-journal");
        }
        settle(Tick.ALL);
        learned.zones(next.zones());
        if (!next.fleet().equals(config.fleet())) {
            decisions = decisions.succeededBy(next.fleet());
        }
        if (next.mode() != config.mode()) { // The operator's last word stands unless the configuration itself changed.
            decisions.onMode(next.mode());
        }
        learned.configure(next);
        config = next;
    }

    /** A client says Hello: it is welcomed where it left off, and an older session of the same identity is fenced. */
    public void onSessionOpen(
            final long timeMs,
            final long session,
            final long clientId,
            final long streamId,
            final int sampleEvery,
            final Egress out) {
        advance(timeMs);
        highestSession = Math.max(highestSession, session);
        final Stream stream = sessions.stream(clientId, streamId, timeMs);
        if (stream == null) {
            out.reply(Reply.Rejected.full(session, config.maxStreams()));
            return;
        }
        final Session older = stream.owner();
        if (older != null) {
            sessions.close(older, timeMs);
            out.reply(Reply.Rejected.fenced(older.id(), session));
        }
        sessions.open(session, stream, sampleEvery, timeMs);
        out.reply(new Reply.Welcome(session, stream.nextSequence() - 1));
    }

    /** A connection ended. */
    public void onSessionClose(final long timeMs, final long sessionId) {
        advance(timeMs);
        sessions.close(sessionId, timeMs);
    }

    /** A client names one of its numbers. */
    public void onDictionary(final long sessionId, final NameKind kind, final int number, final String name) {
        final Session session = sessions.find(sessionId);
        if (session != null) {
            session.dictionary().define(kind, number, name);
            if (kind == NameKind.OBJECT) {
                objects.keep(name);
            }
        }
    }

    /** A run of records: what was taken before is trimmed, a gap takes nothing, the rest is learned. */
    public void onActivity(final ActivityRun run, final long timeMs, final Egress out) {
        advance(timeMs);
        final Session session = sessions.find(run.session());
        if (session == null) {
            out.reply(Reply.Rejected.closed(run.session()));
            return;
        }
        final Stream stream = session.stream();
        final long expected = stream.nextSequence();
        if (run.firstSequence() > expected) {
            out.reply(Reply.Rejected.gap(session.id(), run.firstSequence(), expected));
            return;
        }
        final int overlap = (int) Math.min(expected - run.firstSequence(), run.count());
        session.addDuplicates(overlap);
        duplicates += overlap;
        final long acceptedBefore = learned.accepted();
        learned.apply(run, overlap, session, timeMs);
        refused += run.count() - overlap - (learned.accepted() - acceptedBefore);
        stream.advanceTo(Math.max(expected, run.firstSequence() + run.count()), timeMs);
        acknowledge(session, false, out);
    }

    /** What nodes measured. */
    public void onUtilisation(final long timeMs, final long sessionId, final Utilisation report) {
        advance(timeMs);
        final Session session = sessions.find(sessionId);
        if (session != null) {
            utilisationReports++;
            learned.onUtilisation(report, session, timeMs);
        }
    }

    /** A client has no more records. */
    public void onEndOfInput(final long timeMs, final long sessionId, final Egress out) {
        advance(timeMs);
        final Session session = sessions.find(sessionId);
        if (session != null) {
            acknowledge(session, true, out);
        }
    }

    private static void acknowledge(final Session session, final boolean endOfInput, final Egress out) {
        out.ack(session.id(), session.stream().nextSequence() - 1, session.duplicates(), session.refused(), endOfInput);
    }

    /**
     * A bucket ended: demand is closed and forecast anew, and a plan is asked for where the tick says so. Before the first record,
     * which only the machine's clock can tick before, there is nothing to forecast or to plan from.
     */
    public void onTick(final long timeMs, final boolean plan, final Egress out) {
        advance(timeMs);
        if (!learned.started()) {
            return;
        }
        settle(Tick.ALL);
        tell(out);
        tick.begin(timeMs, plan, sessions.observedSeries());
        if (plan) {
            planOwedMs = timeMs;
        }
        proceed(out);
    }

    /**
     * Goes on with what the last tick left to do, by a slice; false where nothing was left. The table, and the request for a
     * plan, go out with the last one. Called after every record; when, and how often besides, only changes when they do.
     */
    public boolean proceed(final Egress out) {
        final boolean isOpen = tick.isOpen();
        settle(Tick.SLICE);
        tell(out);
        announcer.proceed(out);
        return isOpen;
    }

    /** Works on what the last tick left to do; on all of it before anything that decisions depend on, which is rare. */
    private void settle(final int mostSeries) {
        if (tick.proceed(mostSeries)) {
            table = learned.forecaster().table();
            decisions.observe(table, learned.flow(), tick.timeMs());
        }
    }

    private void tell(final Egress out) {
        if (tick.tell()) {
            out.reply(new Reply.TablePublished(table));
        }
        if (!tick.isOpen() && tick.askForPlan()) {
            out.reply(planRequest());
        }
    }

    /** Whether slices of the last tick are left. */
    public boolean isTickOpen() {
        return tick.isOpen();
    }

    /** Whether users are due who were not told of yet. */
    public boolean owesUsers() {
        return learned.due() != null && learned.due().waiting() > 0;
    }

    /** The provisioner sees other nodes than before. */
    public void onCapacity(final long timeMs, final Capacity capacity) {
        advance(timeMs);
        settle(Tick.ALL);
        decisions.onCapacity(capacity);
    }

    /** A plan came back: it is merged with the reactive loop, floors and limits, and perhaps decided. */
    public void onPlan(final long timeMs, final Plan plan, final Egress out) {
        advance(timeMs);
        if (plan.basedOnMs() >= planOwedMs) {
            planOwedMs = -1;
        }
        settle(Tick.ALL);
        final double observed = table.curve(0).lastObserved();
        made(decisions.onPlan(plan, observed, table, timeMs), out);
    }

    private static void made(final List<Decision> decisions, final Egress out) {
        if (!decisions.isEmpty()) {
            out.reply(new Reply.DecisionsMade(decisions));
        }
    }

    /** An operator's switch. */
    public void onOperator(
            final long timeMs,
            final long session,
            final long queryId,
            final Command command,
            final Mode mode,
            final Egress out) {
        advance(timeMs);
        settle(Tick.ALL);
        switch (command) {
            case STATUS -> {}
            case SET_MODE -> decisions.onMode(mode);
            case PAUSE -> decisions.onPause(true);
            case RESUME -> decisions.onPause(false);
            case RESTORE -> made(decisions.restore(timeMs), out);
        }
        out.reply(new Reply.StatusAnswer(session, queryId, status()));
    }

    /** An operator has one user's profile erased; answered by the status, or by no forecast where there was none. */
    public void onForget(
            final long timeMs, final long session, final long queryId, final long userId, final Egress out) {
        advance(timeMs);
        if (learned.forget(userId)) {
            out.reply(new Reply.StatusAnswer(session, queryId, status()));
        } else {
            out.reply(new Reply.UserAnswer(session, queryId, null));
        }
    }

    /** A model of users comes into force, from the next record on. */
    public void onModel(final long timeMs, final NeuralModel model, final long name) {
        advance(timeMs);
        settle(Tick.ALL);
        learned.activate(model, name);
    }

    /** Name of the model in force, the first eight bytes of its checksum; 0 where there is none. */
    public long modelName() {
        return learned.expected().name();
    }

    /** What became of a decision. */
    public void onOutcome(
            final long timeMs, final long decisionId, final int state, final String text, final Egress out) {
        advance(timeMs);
        settle(Tick.ALL);
        decisions
                .onOutcome(decisionId, Outcome.State.values()[state], text)
                .ifPresent(decision -> out.reply(new Reply.OutcomeKnown(decision)));
    }

    /** Answers questions, which change nothing. */
    public Queries queries() {
        return new Queries(this, learned, objects, decisions);
    }

    /** True while event time waits for a plan that the last planning tick asked for. */
    public boolean planOwed() {
        return planOwedMs >= 0;
    }

    /** What the planner needs for a plan now. */
    public Reply.PlanRequested planRequest() {
        settle(Tick.ALL);
        tick.askForPlan(); // Here it is.
        final PlanInput input = decisions.input(table, Math.max(planOwedMs, nowMs));
        return new Reply.PlanRequested(input, decisions.mode(), decisions.paused());
    }

    /** Decisions that are open, and the newest of each target: after a restart they go out again. */
    public List<Decision> openDecisions() {
        return decisions.open();
    }

    /** Sessions open, by number: after a restart their connections are gone. */
    public List<Long> openSessions() {
        return sessions.openIds();
    }

    /** Highest session number seen. */
    public long highestSession() {
        return highestSession;
    }

    /** The engine in figures. */
    public EngineStatus status() {
        return EngineStatus.of(nowMs, decisions, learned, refused, duplicates);
    }

    /** Hash of what was learned: a function of the accepted records in their order. */
    public long learnedHash() {
        final Digest digest = new Digest();
        learned.pass(digest);
        return digest.value();
    }

    /** Hash of everything. */
    public long stateHash() {
        final Digest digest = new Digest();
        pass(digest);
        return digest.value();
    }

    /** Passes everything, once the bucket that ended is done with. */
    public void pass(final Archive archive) {
        settle(Tick.ALL);
        learned.pass(archive);
        sessions.pass(archive);
        objects.pass(archive);
        table = learned.forecaster().table();
        decisions.pass(archive, table, learned.flow());
        nowMs = archive.pass(nowMs);
        planOwedMs = archive.pass(planOwedMs);
        highestSession = archive.pass(highestSession);
        refused = archive.pass(refused);
        duplicates = archive.pass(duplicates);
        utilisationReports = archive.pass(utilisationReports);
    }

    private void advance(final long timeMs) {
        if (timeMs < nowMs) {
            throw new IllegalStateException("time goes back: now=" + nowMs + ", stamp=" + timeMs);
        }
        nowMs = timeMs;
    }

    @Override
    public void close() {
        learned.close();
    }
}
