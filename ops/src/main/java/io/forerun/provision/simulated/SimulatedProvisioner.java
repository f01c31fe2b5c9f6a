package io.forerun.provision.simulated;

import io.forerun.plan.Fleet;
import io.forerun.provision.Observation;
import io.forerun.provision.Order;
import io.forerun.provision.ProvisionError;
import io.forerun.provision.ProvisionException;
import io.forerun.provision.Provisioner;

/** Runs nodes in a {@link SimulatedCloud}, which gives no more than the quota of each node type. */
public final class SimulatedProvisioner implements Provisioner {
    private final Fleet fleet;
    private final SimulatedCloud cloud;

    /** Over a cloud, which may hold nodes already. */
    public SimulatedProvisioner(final Fleet fleet, final SimulatedCloud cloud) {
        this.fleet = fleet;
        this.cloud = cloud;
    }

    @Override
    public String name() {
        return "simulated";
    }

    @Override
    public Observation observe(final long nowMs) {
        return cloud.observe(nowMs);
    }

    @Override
    public void apply(final Order order, final long nowMs) throws ProvisionException {
        final int quota = fleet.nodeType(order.target()).quota();
        final int missing = cloud.settle(order.target(), order.goal(), quota, nowMs);
        if (missing > 0) {
            throw new ProvisionException(new ProvisionError.Quota(missing + " nodes above the quota of " + quota));
        }
    }

    @Override
    public void close() {}
}
