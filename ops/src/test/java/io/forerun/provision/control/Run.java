package io.forerun.provision.control;

import io.forerun.plan.Decision;
import io.forerun.plan.Mode;
import io.forerun.provision.Observation.Seen;
import io.forerun.provision.ProvisionException;
import io.forerun.provision.Provisioner;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongPredicate;

/** Our process over a rig: it can be ended and started again. */
final class Run implements AutoCloseable {
    private final Rig rig;
    private final ReconcileConfig config;
    private final LongPredicate fresh;
    private final Map<Long, Report> newest = new HashMap<>();
    private Provisioner provisioner;
    private Reconciler reconciler;
    private long nowMs = 1_700_000_000_000L;
    private int stepsLeft = Integer.MAX_VALUE;
    private boolean crashed;

    Run(final Rig rig) {
        this(rig, ReconcileConfig.DEFAULT, always -> true);
    }

    Run(final Rig rig, final ReconcileConfig config, final LongPredicate fresh) {
        this.rig = rig;
        this.config = config;
        this.fresh = fresh;
        reopen();
    }

    Run reopen() {
        if (provisioner != null) {
            provisioner.close();
        }
        provisioner = rig.open(this::step);
        reconciler = new Reconciler(rig.fleet(), provisioner, config, fresh, 1);
        return this;
    }

    private void step() {
        if (stepsLeft-- == 0) {
            crashed = true;
            throw new Rig.Crash();
        }
    }

    void crashAfter(final int steps) {
        stepsLeft = steps;
    }

    Run crashNoMore() {
        stepsLeft = Integer.MAX_VALUE;
        return this;
    }

    boolean crashed() {
        return crashed;
    }

    /** Runs something; where it ends our process, a new one is there afterwards. */
    void surviving(final Runnable something) {
        try {
            something.run();
        } catch (final Rig.Crash crash) {
            stepsLeft = Integer.MAX_VALUE;
            reopen();
        }
    }

    Run permit(final Mode mode) {
        reconciler.permit(mode, false);
        return this;
    }

    Run pause(final Mode mode) {
        reconciler.permit(mode, true);
        return this;
    }

    Run want(final Decision decision) {
        reconciler.want(decision);
        return this;
    }

    /** Cycles with as much time between them as ordered nodes take to come up. */
    Run cycles(final int count) {
        for (int cycle = 0; cycle < count; cycle++) {
            cycle();
            rig.settle();
            pass(rig.comeUpMs());
        }
        return this;
    }

    Run cyclesWithoutTime(final int count) {
        for (int cycle = 0; cycle < count; cycle++) {
            cycle();
        }
        return this;
    }

    private void cycle() {
        reconciler.cycle(nowMs);
        reconciler.takeReports().forEach(report -> newest.put(report.decision(), report));
    }

    Run pass(final long ms) {
        nowMs += ms;
        return this;
    }

    long nowMs() {
        return nowMs;
    }

    Reconciler reconciler() {
        return reconciler;
    }

    /** Name of the target that is worked with. */
    String target() {
        return rig.fleet().target(rig.target()).name();
    }

    /** That target as it is seen now. */
    Seen seen() {
        try {
            return provisioner.observe(nowMs).of(rig.target());
        } catch (final ProvisionException unseen) {
            throw new AssertionError(unseen);
        }
    }

    /** The newest report about a decision. */
    Report newest(final long decision) {
        final Report report = newest.get(decision);
        if (report == null) {
            throw new AssertionError("nothing was reported about decision " + decision);
        }
        return report;
    }

    @Override
    public void close() {
        provisioner.close();
    }
}
