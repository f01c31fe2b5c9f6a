package io.forerun.plan;

import io.forerun.forecast.ForecastTable;
import io.forerun.memory.Digest;
import io.forerun.plan.cover.Cover;
import io.forerun.plan.cover.Terms;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Turns plans into decisions: the highest of plan, reactive loop and schedule floor, within limits, under the mode in force.
 * Used on the engine's thread; all of its state is folded by {@link #digest}.
 *
 * <p>A plan that came too late, or was made for another capacity or mode, is dropped and counted; the reactive loop still
 * runs then and may add nodes, but nothing is taken away. The same holds where demand was not observed: missing is not zero.
 */
public final class DecisionMaker {
    private static final int TOTAL = 0;
    private static final String NOT_HELD = "";

    private final Fleet fleet;
    private final Candidates candidates;
    private final DecisionRules rules;
    private final ReactiveLoop reactive;
    private final TargetState[] states;
    private final DecisionLog log;
    private final Cover cover;
    private final long[] dropped = new long[DropReason.values().length];
    private Mode mode;
    private int modeRevision;
    private boolean paused;
    private Capacity capacity;
    private Plan followed;
    private Decision latest;

    /** Starts with nothing running, nothing decided and mode revision 0. */
    public DecisionMaker(final Fleet fleet, final Mode mode, final int bucketMs) {
        this(fleet, mode, new DecisionLog(), new Cover(bucketMs));
    }

    private DecisionMaker(final Fleet fleet, final Mode mode, final DecisionLog log, final Cover cover) {
        this.fleet = fleet;
        this.mode = mode;
        this.log = log;
        this.cover = cover;
        candidates = new Candidates(fleet);
        rules = new DecisionRules(fleet.limits());
        reactive = new ReactiveLoop(fleet.limits().stabilisationMs());
        capacity = Capacity.none(fleet);
        states = new TargetState[fleet.targetCount()];
        for (int target = 0; target < states.length; target++) {
            states[target] = new TargetState(fleet.limits());
        }
    }

    /**
     * A bucket was closed: what plans would have cost is judged on it, before the plan made from the table is asked for.
     *
     * @return what that plan has to go by
     */
    public PlanInput observe(final ForecastTable table, final long nowMs) {
        final RequestCost cost = costOf(table);
        final Optional<Terms> terms = CoverTerms.of(fleet, cost, table.config().bucketMs());
        if (terms.isPresent()) {
            final boolean floor = fleet.planning().reactiveFloor() && followed != null;
            final double each = floor
                    ? Round.nodesPerRequest(fleet, followed.targets().getFirst().target(), cost, table)
                    : 1;
            cover.next(table, terms.orElseThrow(), floor ? reactive.nodes() / each : 0);
        }
        return input(table, nowMs);
    }

    /** What a plan made now has to go by. */
    public PlanInput input(final ForecastTable table, final long nowMs) {
        return new PlanInput(table, capacity, fleet, modeRevision, nowMs, cover.holding());
    }

    /**
     * A plan came back.
     *
     * @param plan what the planner wants
     * @param observedRequests demand of the last closed bucket, NaN where it was not observed
     * @param table the newest curves
     * @param nowMs not before that of the call before
     * @return new decisions, mostly none
     */
    public List<Decision> onPlan(
            final Plan plan, final double observedRequests, final ForecastTable table, final long nowMs) {
        final DropReason drop = DropReason.of(
                plan,
                followed,
                capacity.revision(),
                modeRevision,
                nowMs - 2L * fleet.planning().cadenceMs());
        if (drop == null) {
            follow(plan, table);
        } else {
            dropped[drop.ordinal()]++;
        }
        if (followed == null) {
            return List.of();
        }
        final Plan.ForTarget primary = followed.targets().getFirst();
        final Round round = new Round(nowMs, table, costOf(table), drop == null ? NOT_HELD : drop.guard());
        final List<Decision> decisions = new ArrayList<>();
        weighPrimary(primary, observedRequests, round, decisions);
        if (round.hold().isEmpty() && !Double.isNaN(observedRequests)) {
            for (final Plan.ForTarget other :
                    followed.targets().subList(1, followed.targets().size())) {
                weighDrained(other, primary, round, decisions);
            }
        }
        return decisions;
    }

    /**
     * Goes on with another fleet: mode, pause and the decisions so far are kept, so that ids never repeat; what was known of
     * the old targets is not.
     */
    public DecisionMaker succeededBy(final Fleet next) {
        final DecisionMaker successor = new DecisionMaker(next, mode, log, cover);
        successor.modeRevision = modeRevision + 1;
        successor.paused = paused;
        return successor;
    }

    /** The provisioner reported. Until it first did, nothing is decided that would be sent. */
    public void onCapacity(final Capacity observed) {
        if (observed.targets().size() != states.length) {
            throw new IllegalArgumentException(
                    "capacity: targets=" + observed.targets().size() + ", allowed=" + states.length);
        }
        if (capacity.revision() == 0) {
            for (final TargetState state : states) {
                state.restart();
            }
        }
        capacity = observed;
    }

    /** An operator switched the mode; plans made before are dropped. */
    public void onMode(final Mode wanted) {
        if (wanted == mode) {
            return;
        }
        mode = wanted;
        modeRevision++;
        for (final TargetState state : states) {
            state.modeChanged(wanted);
        }
    }

    /** While paused nothing is decided; demand is still followed. */
    public void onPause(final boolean wanted) {
        paused = wanted;
    }

    /** Gives every raised minimum its recorded base back at once; the decisions are sent whatever mode is in force now. */
    public List<Decision> restore(final long nowMs) {
        final List<Decision> decisions = new ArrayList<>();
        for (int target = 0; target < states.length; target++) {
            final TargetState state = states[target];
            if (state.raised()) {
                final Decision decision =
                        Decision.restored(log.nextId(), nowMs, fleet, target, state.floor(), state.base());
                log.add(decision);
                decisions.add(decision);
                state.forgetFloor();
            }
        }
        return decisions;
    }

    /** What became of a decision; one that is not known any more is ignored. */
    public void onOutcome(final long id, final Outcome.State state, final String text) {
        final Decision decision = log.find(id);
        if (decision == null) {
            return;
        }
        log.outcome(id, new Outcome(state, text));
        final int target = fleet.targetIndex(decision.target());
        if (target >= 0) {
            states[target].outcome(decision, state);
        }
    }

    /** Mode in force. */
    public Mode mode() {
        return mode;
    }

    /** How often the mode changed; plans carry it. */
    public int modeRevision() {
        return modeRevision;
    }

    /** Whether decisions are paused. */
    public boolean paused() {
        return paused;
    }

    /** Capacity as last observed. */
    public Capacity capacity() {
        return capacity;
    }

    /** The newest decisions with their outcomes, oldest first, at most 10,000. */
    public List<Decision> recent() {
        return Collections.unmodifiableList(log.recent());
    }

    /** The kept decisions from an id on, oldest first. */
    public List<Decision> recent(final long fromId) {
        return log.recent().stream().filter(decision -> decision.id() >= fromId).toList();
    }

    /** Decisions that were sent and are not done with, and those that are the newest of their target and in force. */
    public List<Decision> open() {
        final Set<String> targets = new HashSet<>();
        return log.recent().reversed().stream()
                .filter(Decision::sent)
                .filter(decision -> {
                    final Outcome.State state = decision.outcome().state();
                    final boolean newest = targets.add(decision.target());
                    return state == Outcome.State.PENDING || newest && state == Outcome.State.RUNNING;
                })
                .toList()
                .reversed();
    }

    /** The newest weighing, also where it led to nothing: then id is 0 and from equals to. */
    public Optional<Decision> latest() {
        return Optional.ofNullable(latest);
    }

    /** Decisions so far. */
    public long count() {
        return log.nextId() - 1;
    }

    /** Plans dropped for that reason. */
    public long dropped(final DropReason reason) {
        return dropped[reason.ordinal()];
    }

    /** Nodes the reactive loop would hold. */
    public int reactiveNodes() {
        return reactive.nodes();
    }

    /** Folds the whole state. */
    public void digest(final Digest digest) {
        digest.add(mode.ordinal()).add(modeRevision).add(paused ? 1L : 0L);
        digest.add(capacity.revision());
        for (final Capacity.Nodes nodes : capacity.targets()) {
            digest.add(nodes.running()).add(nodes.ordered());
        }
        reactive.digest(digest);
        cover.digest(digest);
        for (final TargetState state : states) {
            state.digest(digest);
        }
        for (final long count : dropped) {
            digest.add(count);
        }
        digest.add(followed == null ? -1 : followed.basedOnMs());
        if (followed != null) {
            for (final Plan.ForTarget plan : followed.targets()) {
                digest.add(plan.target()).add(plan.nodes()).add(plan.chosen());
            }
        }
        log.digest(digest);
    }

    /** Takes a plan on; where it serves the pool with another type, the reactive loop counts in that type from here on. */
    private void follow(final Plan plan, final ForecastTable table) {
        if (followed != null) {
            final int before = followed.targets().getFirst().target();
            final int after = plan.targets().getFirst().target();
            if (before != after) {
                final double utilisation = fleet.planning().utilisation();
                final RequestCost cost = costOf(table);
                reactive.rebase(cost.nodes(1, 1_000, fleet.nodeType(after), utilisation)
                        / cost.nodes(1, 1_000, fleet.nodeType(before), utilisation));
            }
        }
        followed = plan;
    }

    private RequestCost costOf(final ForecastTable table) {
        return fleet.cost(table.curve(TOTAL));
    }

    /** Why nothing may be decided at all, empty where it may. */
    private String block() {
        if (paused) {
            return "paused";
        }
        return mode != Mode.FORECAST_ONLY && capacity.revision() == 0 ? "capacity-unknown" : NOT_HELD;
    }

    private void weighPrimary(
            final Plan.ForTarget plan, final double observed, final Round round, final List<Decision> decisions) {
        final int target = plan.target();
        final double each = round.nodesPerRequest(fleet, target);
        final Planning planning = fleet.planning();
        final double required = observed * each * planning.utilisation() / planning.reactiveTarget();
        final boolean fits = Double.isFinite(each);
        final int shadow = reactive.step(round.nowMs(), fits ? required : Double.NaN);
        final boolean follows = round.hold().isEmpty() && fits;
        final Candidates.Weighing weighing =
                candidates.weigh(follows ? plan : null, target, shadow, free(), round.nowMs());
        final String hold = !fits ? "no-type-fits" : Double.isNaN(observed) ? "missing-activity" : round.hold();
        decide(plan, weighing, hold, round, decisions);
    }

    /** Whether plans may run below the reactive loop: they were judged, and the operator wants it. */
    private boolean free() {
        return mode == Mode.FULL
                && !fleet.planning().reactiveFloor()
                && cover.holding().known();
    }

    private void weighDrained(
            final Plan.ForTarget plan,
            final Plan.ForTarget primary,
            final Round round,
            final List<Decision> decisions) {
        final Capacity.Nodes successor = capacity.of(primary.target());
        final boolean relieved = successor.running() >= states[primary.target()].current(mode, successor);
        final int present = states[plan.target()].current(mode, capacity.of(plan.target()));
        decide(plan, candidates.drain(plan, present, relieved), NOT_HELD, round, decisions);
    }

    private void decide(
            final Plan.ForTarget plan,
            final Candidates.Weighing weighing,
            final String hold,
            final Round round,
            final List<Decision> decisions) {
        final int target = plan.target();
        final TargetState state = states[target];
        state.retry(round.nowMs());
        final int current = state.current(mode, capacity.of(target));
        final DecisionRules.Verdict verdict = rules.settle(
                new DecisionRules.Situation(
                        round.nowMs(), mode, current, weighing.wish(), weighing.planned(), weighing.cap(), hold),
                state);
        final List<String> guards = new ArrayList<>(verdict.guards());
        final String block = block();
        if (!block.isEmpty()) {
            guards.add(block);
        }
        final int to = block.isEmpty() ? verdict.nodes() : current;
        final boolean acts = to != current;
        final boolean serves = target == followed.targets().getFirst().target();
        final Decision decision = new Decision(
                acts ? log.nextId() : 0,
                round.nowMs(),
                mode,
                fleet.target(target).name(),
                current,
                to,
                weighing.won(),
                weighing.all(),
                guards,
                Decision.Basis.of(plan),
                (to - current) * fleet.usdPerHour(target),
                serves ? round.risk(fleet, plan, to) : plan.slaRisk(),
                mode == Mode.FORECAST_ONLY ? Outcome.NOT_SENT : Outcome.PENDING);
        if (serves) {
            latest = decision;
        }
        if (acts) {
            log.add(decision);
            decisions.add(decision);
        }
        if (block.isEmpty()) {
            state.decide(decision);
        }
    }
}
