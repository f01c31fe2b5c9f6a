package io.forerun.provision.simulated;

import io.forerun.provision.Observation;
import io.forerun.provision.Order;
import io.forerun.provision.ProvisionError;
import io.forerun.provision.ProvisionException;
import io.forerun.provision.Provisioner;
import io.forerun.provision.control.Rig;

/** A simulated cloud in which everything can go wrong. */
public final class SimulatedRig implements Rig {
    private final SimulatedCloud cloud = new SimulatedCloud(fleet());
    private int most = Integer.MAX_VALUE;
    private ProvisionError error;
    private int started;
    private int changes;

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
        return cloud.total(0);
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
        return fleet().nodeType(0).leadTimeMs();
    }

    @Override
    public void close() {}
}
