package io.forerun.provision;

import io.forerun.core.Reply;
import io.forerun.pipeline.FailStop;
import io.forerun.pipeline.Outlet;
import io.forerun.pipeline.Sequencer;
import io.forerun.plan.Capacity;
import io.forerun.plan.Decision;
import io.forerun.plan.Outcome;
import io.forerun.plan.PlanInput;
import io.forerun.plan.Planner;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Plans and provisions on a thread of its own, in the order in which the engine asked: observe, tell the engine, plan, give the
 * plan back; for each decision, have it carried out and tell what became of it. As an outlet it only queues.
 *
 * <p>A request for a plan that is still waiting when the next one comes is left out: the newer one knows more. Event time
 * waits for each plan, so none is left out there.
 */
public final class ControlLoop implements Outlet, AutoCloseable {
    private static final Reply STOP = new Reply.DecisionsMade(java.util.List.of());

    private final Planner planner;
    private final Provisioner provisioner;
    private final FailStop failStop;
    private final BlockingQueue<Reply> mailbox = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(this::run, "forerun-control");
    private volatile Reply.PlanRequested newestRequest;
    private Sequencer sequencer;
    private long lastRevision = -1;
    private long nowMs;

    /** A loop that does not run yet. */
    public ControlLoop(final Planner planner, final Provisioner provisioner, final FailStop failStop) {
        this.planner = planner;
        this.provisioner = provisioner;
        this.failStop = failStop;
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

    private void run() {
        try {
            for (Reply next = mailbox.take(); next != STOP; next = mailbox.take()) {
                switch (next) {
                    case Reply.PlanRequested request -> plan(request);
                    case Reply.DecisionsMade made -> made.decisions().forEach(this::provision);
                    default -> throw new IllegalStateException("mailbox: " + next);
                }
            }
        } catch (final InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (final RuntimeException | Error broken) { // The thread's main loop: nothing may end it silently.
            failStop.fail("control loop", broken);
        }
    }

    private void plan(final Reply.PlanRequested request) {
        if (request != newestRequest) {
            return;
        }
        final PlanInput asked = request.input();
        nowMs = Math.max(nowMs, asked.basedOnMs());
        final Capacity capacity = provisioner.observe(nowMs);
        if (capacity.revision() != lastRevision) {
            lastRevision = capacity.revision();
            sequencer.capacity(capacity);
        }
        sequencer.plan(planner.plan(
                new PlanInput(asked.table(), capacity, asked.fleet(), asked.modeRevision(), asked.basedOnMs())));
    }

    private void provision(final Decision decision) {
        if (decision.sent() && decision.outcome().state() == Outcome.State.PENDING) {
            nowMs = Math.max(nowMs, decision.atMs());
            final Outcome outcome = provisioner.apply(decision, nowMs);
            sequencer.outcome(decision.id(), outcome.state().ordinal(), outcome.text());
        }
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
        provisioner.close();
    }
}
