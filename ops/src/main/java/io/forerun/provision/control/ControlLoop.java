package io.forerun.provision.control;

import io.forerun.core.Reply;
import io.forerun.pipeline.FailStop;
import io.forerun.pipeline.Outlet;
import io.forerun.pipeline.Sequencer;
import io.forerun.plan.Capacity;
import io.forerun.plan.Decision;
import io.forerun.plan.Fleet;
import io.forerun.plan.PlanInput;
import io.forerun.plan.Planner;
import io.forerun.provision.Provisioner;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongPredicate;
import java.util.function.LongSupplier;

/**
 * Plans and provisions on a thread of its own, in the order in which the engine asked: reconcile, tell the engine what capacity
 * there is, plan, give the plan back; for new decisions, reconcile and tell what became of them. Under the machine's clock it
 * also reconciles between plans. As an outlet it only queues.
 *
 * <p>A request for a plan that is still waiting when the next one comes is left out: the newer one knows more. Event time
 * waits for each plan, so none is left out there.
 */
public final class ControlLoop implements Outlet, AutoCloseable {
    private static final Reply STOP = new Reply.DecisionsMade(List.of());
    private static final long FOREVER_MS = Long.MAX_VALUE / 4;

    /** Jitter of retries; fixed, so that a run repeats. */
    private static final long SEED = 0x5EED;

    private final Setup setup;
    private final Reconciler reconciler;
    private final FailStop failStop;
    private final BlockingQueue<Reply> mailbox = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(this::run, "forerun-control");
    private volatile Reply.PlanRequested newestRequest;
    private volatile ProviderHealth health;
    private Sequencer sequencer;
    private long lastRevision = -1;
    private long nowMs = Long.MIN_VALUE;

    /**
     * What a loop works with.
     *
     * @param fleet whose targets are provisioned
     * @param planner makes plans
     * @param provisioner carries decisions out; closed with the loop
     * @param config how
     * @param clockMs the machine's clock where it is the engine's, else null: then time comes with plans and decisions alone
     * @param utilisationFresh whether utilisation is known at a time; where it is not, nothing is taken away
     */
    public record Setup(
            Fleet fleet,
            Planner planner,
            Provisioner provisioner,
            ReconcileConfig config,
            LongSupplier clockMs,
            LongPredicate utilisationFresh) {
        /** In the engine's time, with the fleet's lead times, without a look at utilisation: a run repeats. */
        public static Setup inEngineTime(final Fleet fleet, final Planner planner, final Provisioner provisioner) {
            final ReconcileConfig config = ReconcileConfig.DEFAULT.withGivenLeadTimes();
            return new Setup(fleet, planner, provisioner, config, null, always -> true);
        }
    }

    /** A loop that does not run yet. */
    public ControlLoop(final Setup setup, final FailStop failStop) {
        this.setup = setup;
        this.failStop = failStop;
        reconciler = new Reconciler(setup.fleet(), setup.provisioner(), setup.config(), setup.utilisationFresh(), SEED);
        health = ProviderHealth.unknown(setup.provisioner().name());
    }

    /** Starts the thread. */
    public void start(final Sequencer way) {
        sequencer = way;
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void reply(final Reply reply) {
        if (reply instanceof Reply.PlanRequested request) {
            newestRequest = request;
            mailbox.add(request);
        } else if (reply instanceof Reply.DecisionsMade) {
            mailbox.add(reply);
        }
    }

    /** How it goes with the provider; any thread. */
    public ProviderHealth health() {
        return health;
    }

    private void run() {
        try {
            for (Reply next = take(); next != STOP; next = take()) {
                switch (next) {
                    case null -> reconcile(setup.clockMs().getAsLong());
                    case Reply.PlanRequested request -> plan(request);
                    case Reply.DecisionsMade made -> provision(made);
                    default -> throw new IllegalStateException("mailbox: " + next);
                }
            }
        } catch (final InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (final RuntimeException | Error broken) { // The thread's main loop: nothing may end it silently.
            failStop.fail("control loop", broken);
        }
    }

    /** The next in the mailbox; null when it is time to look at the provider again. */
    private Reply take() throws InterruptedException {
        return mailbox.poll(
                setup.clockMs() == null ? FOREVER_MS : setup.config().intervalMs(), TimeUnit.MILLISECONDS);
    }

    private void plan(final Reply.PlanRequested request) {
        if (request != newestRequest) {
            return;
        }
        final PlanInput asked = request.input();
        reconciler.permit(request.mode(), request.paused());
        reconcile(asked.basedOnMs());
        final Capacity capacity = reconciler.capacity();
        if (capacity.revision() != lastRevision) {
            lastRevision = capacity.revision();
            sequencer.capacity(capacity);
        }
        final Fleet fleet = setup.config().learnLeadTimes()
                ? LearnedFleet.of(asked.fleet(), reconciler.leadTimes())
                : asked.fleet();
        sequencer.plan(setup.planner().plan(asked.with(capacity, fleet)));
    }

    private void provision(final Reply.DecisionsMade made) {
        boolean news = false;
        for (final Decision decision : made.decisions()) {
            if (decision.sent() && reconciler.want(decision)) {
                news = true;
                nowMs = Math.max(nowMs, decision.atMs());
            }
        }
        if (news) { // Outcomes come by here, too; they are ours.
            reconcile(nowMs);
            if (setup.clockMs()
                    == null) { // Nothing may follow for long in event time, so what is there at once is seen at once.
                reconcile(nowMs);
            }
        }
    }

    private void reconcile(final long timeMs) {
        nowMs = Math.max(nowMs, timeMs);
        reconciler.cycle(nowMs);
        for (final Report report : reconciler.takeReports()) {
            sequencer.outcome(report.decision(), report.state().ordinal(), report.text());
        }
        health = reconciler.health(nowMs);
    }

    /** Ends the thread after what is queued, then closes the provisioner. */
    @Override
    public void close() {
        mailbox.add(STOP);
        try {
            thread.join(10_000);
        } catch (final InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        setup.provisioner().close();
    }
}
