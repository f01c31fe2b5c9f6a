package io.forerun.provision.simulated;

import io.forerun.plan.Fleet;
import io.forerun.provision.Fleets;
import io.forerun.provision.Observation;
import io.forerun.provision.Order;
import io.forerun.provision.ProvisionError;
import io.forerun.provision.ProvisionException;
import io.forerun.provision.Provisioner;
import io.forerun.provision.control.Rig;

/** A simulated cloud in which everything can go wrong. */
public final class SimulatedRig implements Rig {
    private final Fleet fleet;
    private final int target;
    private final SimulatedCloud cloud;
    private int most = Integer.MAX_VALUE;
    private ProvisionError error;
    private int started;
    private int changes;

    /** Works with nodes. */
    public SimulatedRig() {
        this(Fleets.two(), 0);
    }

    /** Works with a target of a fleet. */
    SimulatedRig(final Fleet fleet, final int target) {
        this.fleet = fleet;
        this.target = target;
        cloud = new SimulatedCloud(fleet);
    }

    @Override
    public Fleet fleet() {
        return fleet;
    }

    @Override
    public int target() {
        return target;
    }

    @Override
    public Provisioner open(final Steps steps) {
        return new Provisioner() {
            @Override
            public String name() {
                return "simulated";
            }

            @Override
            public Observation observe(final long nowMs) {
                final Observation seen = cloud.observe(nowMs);
                steps.made();
                return seen;
            }

            @Override
            public void apply(final Order order, final long nowMs) throws ProvisionException {
                steps.made();
                settle(order, nowMs);
                steps.made();
            }

            @Override
            public void close() {}
        };
    }

    private void settle(final Order order, final long nowMs) throws ProvisionException {
        if (error != null) {
            throw new ProvisionException(error);
        }
        changes++;
        final int before = present();
        final int quota = Math.min(most, fleet().nodeType(order.target()).quota());
        final int missing = cloud.settle(order.target(), order.goal(), quota, nowMs);
        started += Math.max(0, present() - before);
        if (missing > 0) {
            throw new ProvisionException(new ProvisionError.Quota(missing + " nodes too many"));
        }
    }

    @Override
    public int started() {
        return started;
    }

    @Override
    public int present() {
        return cloud.total(target);
    }

    @Override
    public int changes() {
        return changes;
    }

    @Override
    public void allow(final int nodes) {
        most = nodes;
    }

    @Override
    public void refuse(final ProvisionError everyChange) {
        error = everyChange;
    }

    @Override
    public long comeUpMs() {
        return fleet().nodeType(target).leadTimeMs();
    }

    @Override
    public void close() {}
}
