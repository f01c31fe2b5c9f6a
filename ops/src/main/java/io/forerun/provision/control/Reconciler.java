package io.forerun.provision.control;

import io.forerun.plan.Capacity;
import io.forerun.plan.Carriage;
import io.forerun.plan.Decision;
import io.forerun.plan.Fleet;
import io.forerun.plan.Mode;
import io.forerun.plan.Outcome;
import io.forerun.provision.Goal;
import io.forerun.provision.Observation;
import io.forerun.provision.Observation.Seen;
import io.forerun.provision.Order;
import io.forerun.provision.ProvisionError;
import io.forerun.provision.ProvisionException;
import io.forerun.provision.Provisioner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what a provider has to what was decided: observe, compare, act, report, again and again. Level-triggered: nothing
 * depends on having seen a change happen, so a cycle may be repeated, left out, or run by a restarted process. Where the
 * provider cannot be observed nothing is changed. One thread; reads no clock.
 */
final class Reconciler {
    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

    /** A provider may take so long to show what it has accepted. */
    private static final int SHOWN_WITHIN_MS = 10_000;

    /** What was reached once and cannot be kept up is tried again so much later. */
    private static final int REFUSED_AGAIN_MS = 300_000;

    private final Fleet fleet;
    private final Provisioner provisioner;
    private final ReconcileConfig config;
    private final Holds holds;
    private final Backoff backoff;
    private final CircuitBreaker reads = new CircuitBreaker();
    private final CircuitBreaker writes = new CircuitBreaker();
    private final LeadTimes leadTimes;
    private final Carriage carried;
    private final Pursuit[] pursuits;
    private final long[] newestId;
    private final long[] orderedMs;
    private final ProviderCounts counts = new ProviderCounts();
    private List<Report> reports = new ArrayList<>();
    private Optional<Mode> mode = Optional.empty();
    private boolean paused;
    private Capacity capacity;

    Reconciler(
            final Fleet fleet,
            final Provisioner provisioner,
            final ReconcileConfig config,
            final LongPredicate utilisationFresh,
            final long seed) {
        this.fleet = fleet;
        this.provisioner = provisioner;
        this.config = config;
        holds = new Holds(config, utilisationFresh);
        backoff = new Backoff(seed);
        leadTimes = new LeadTimes(fleet);
        carried = new Carriage(fleet);
        pursuits = new Pursuit[fleet.targetCount()];
        newestId = new long[pursuits.length];
        orderedMs = new long[pursuits.length];
        capacity = Capacity.none(fleet);
    }

    /** What may be done from here on. Before the first call nothing is changed; decisions of another mode are dropped. */
    void permit(final Mode inForce, final boolean isPaused) {
        if (!mode.equals(Optional.of(inForce))) {
            mode = Optional.of(inForce);
            for (int target = 0; target < pursuits.length; target++) {
                if (pursuits[target] != null && !pursuits[target].holdsIn(inForce)) {
                    pursuits[target] = null;
                }
            }
        }
        paused = isPaused;
    }

    /** A decision; an older one than that known of its target only gets its outcome. Whether it was news. */
    boolean want(final Decision decision) {
        final int target = fleet.targetIndex(decision.target());
        final boolean open = decision.outcome().state() == Outcome.State.PENDING;
        if (target < 0) {
            if (open) {
                report(decision.id(), Outcome.State.REFUSED, "no such target in the fleet");
            }
            return open;
        }
        if (decision.id() > newestId[target]) {
            newestId[target] = decision.id();
            final Pursuit before = pursuits[target];
            if (before != null && !before.reached()) {
                takenOver(before.id(), decision.id());
            }
            pursuits[target] = new Pursuit(decision, config.expiryMs());
            return true;
        }
        final boolean older = open && decision.id() < newestId[target];
        if (older) {
            takenOver(decision.id(), newestId[target]);
        }
        return older;
    }

    private void takenOver(final long older, final long newer) {
        report(older, Outcome.State.RUNNING, "taken over by decision " + newer);
    }

    /** One round over all targets. */
    void cycle(final long nowMs) {
        final boolean watched = config.observe() || !mode.equals(Optional.of(Mode.FORECAST_ONLY));
        if (!watched || !reads.allows(nowMs)) {
            return;
        }
        final Optional<Observation> observation = observe(nowMs);
        for (int target = 0; target < pursuits.length && observation.isPresent(); target++) {
            final Seen seen = observation.get().of(target);
            leadTimes.observe(target, seen, orderedMs[target] == 0 ? nowMs : orderedMs[target], nowMs);
            if (pursuits[target] == null) {
                expire(target, seen, nowMs);
            } else {
                pursue(target, pursuits[target], seen, nowMs);
            }
        }
    }

    private Optional<Observation> observe(final long nowMs) {
        try {
            final Observation seen = provisioner.observe(nowMs);
            reads.succeeded();
            counts.observed(nowMs);
            if (capacity.revision() == 0 || !seen.nodes().equals(capacity.targets())) {
                capacity = new Capacity(capacity.revision() + 1, seen.nodes());
            }
            return Optional.of(seen);
        } catch (final ProvisionException unseen) {
            reads.failed(nowMs);
            counts.failed(unseen.error());
            LOG.warn("{}: cannot be observed, nothing is changed: {}", provisioner.name(), unseen.getMessage());
            return Optional.empty();
        }
    }

    /** Gives the base of a raised minimum back that nobody stands for any more, in modes that may change something. */
    private void expire(final int target, final Seen seen, final long nowMs) {
        final boolean allowed = !paused && mode.isPresent() && mode.get() != Mode.FORECAST_ONLY;
        if (allowed && seen.floor().isPresent() && seen.floor().get().expiresMs() <= nowMs) {
            try {
                provisioner.apply(order(0, target, new Goal.Restored()), nowMs);
            } catch (final ProvisionException refused) { // The next cycle finds it again.
                counts.failed(refused.error());
            }
        }
    }

    private void pursue(final int target, final Pursuit pursuit, final Seen seen, final long nowMs) {
        pursuit.renew(nowMs, config.expiryMs());
        if (seen.reached(pursuit.goal())) {
            if (!pursuit.reached()) {
                pursuit.markReached();
                final long tookMs = Math.max(0, nowMs - pursuit.decision().atMs());
                report(pursuit.id(), Outcome.State.RUNNING, "there after " + tookMs / 1_000 + " s");
            }
            return;
        }
        if (mode.isEmpty() || !pursuit.holdsIn(mode.get()) || paused && !(pursuit.goal() instanceof Goal.Restored)) {
            return;
        }
        if (!pursuit.reached() && nowMs - pursuit.decision().atMs() >= config.expiryMs()) {
            giveUp(target, Outcome.State.FAILED, "not reached within " + config.expiryMs() / 1_000 + " s");
        } else if (!seen.placed(pursuit.goal()) && !pursuit.waits(nowMs) && writes.allows(nowMs)) {
            act(target, pursuit, seen, nowMs);
        }
    }

    private void act(final int target, final Pursuit pursuit, final Seen seen, final long nowMs) {
        final Optional<String> hold = holds.why(pursuit, seen, nowMs);
        if (hold.isPresent() && pursuit.stepped() && config.gradual().rollBack() && holds.unstable(seen)) {
            final int back = pursuit.rollBack();
            report(pursuit.id(), Outcome.State.FAILED, "rolled back to " + back + " nodes, " + hold.get());
        } else if (hold.isPresent()) {
            tell(pursuit, "held: " + hold.get());
            return;
        } else if (pursuit.settling(seen, config.gradual(), nowMs)) {
            return;
        }
        final Goal goal = pursuit.next(seen, config.gradual(), nowMs);
        try {
            orderedMs[target] = nowMs;
            final Order order = order(pursuit.id(), target, goal);
            provisioner.apply(order, nowMs);
            writes.succeeded();
            counts.accepted();
            pursuit.accepted();
            pursuit.waitUntil(nowMs + SHOWN_WITHIN_MS);
            tell(
                    pursuit,
                    "asked " + provisioner.name() + " for " + goal.text() + ", " + seen.total() + " present"
                            + (order.carries().isEmpty() ? "" : ", a new node carries " + order.carries()));
        } catch (final ProvisionException refused) {
            refused(target, pursuit, refused.error(), nowMs);
        }
    }

    private void refused(final int target, final Pursuit pursuit, final ProvisionError error, final long nowMs) {
        counts.failed(error);
        final String text = error.kind() + ": " + error.text();
        LOG.warn("{}: decision {}: {}", provisioner.name(), pursuit.id(), text);
        if (error instanceof ProvisionError.Transient) {
            writes.failed(nowMs);
            pursuit.waitUntil(nowMs + backoff.afterMs(pursuit.failed()));
            tell(pursuit, "tried again: " + text);
        } else if (pursuit.reached()) {
            pursuit.waitUntil(nowMs + REFUSED_AGAIN_MS);
        } else {
            giveUp(
                    target,
                    error instanceof ProvisionError.Permanent ? Outcome.State.FAILED : Outcome.State.REFUSED,
                    text);
        }
    }

    private void giveUp(final int target, final Outcome.State state, final String text) {
        report(pursuits[target].id(), state, text);
        pursuits[target] = null;
    }

    private Order order(final long decision, final int target, final Goal goal) {
        return new Order(decision, target, fleet.target(target).name(), goal, carried.byNode(target, this::wanted));
    }

    /** Replicas or nodes that a target is to have: as decided, else as there are. */
    private int wanted(final int target) {
        return pursuits[target] == null
                ? capacity.of(target).total()
                : pursuits[target].decision().to();
    }

    /** Reports progress of a decision that is still open, each text once. */
    private void tell(final Pursuit pursuit, final String text) {
        if (pursuit.tells(text) && !pursuit.reached()) {
            report(pursuit.id(), Outcome.State.PENDING, text);
        }
    }

    private void report(final long decision, final Outcome.State state, final String text) {
        reports.add(new Report(decision, state, text));
    }

    /** What is to be told since the call before. */
    List<Report> takeReports() {
        final List<Report> taken = reports;
        reports = new ArrayList<>();
        return taken;
    }

    /** Capacity as last observed; its revision rises with every observation that differs from the one before. */
    Capacity capacity() {
        return capacity;
    }

    LeadTimes leadTimes() {
        return leadTimes;
    }

    ProviderHealth health(final long nowMs) {
        return counts.health(provisioner.name(), reads.state(nowMs), writes.state(nowMs));
    }
}
