package io.forerun.provision.simulated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.forerun.provision.Fleets;
import io.forerun.provision.Goal;
import io.forerun.provision.Order;
import io.forerun.provision.ProvisionError;
import io.forerun.provision.ProvisionException;
import io.forerun.provision.control.ProvisionerContract;
import io.forerun.provision.control.Rig;
import org.junit.jupiter.api.Test;

class SimulatedProvisionerTest extends ProvisionerContract {
    @Override
    protected Rig rig() {
        return new SimulatedRig();
    }

    @Test
    void shouldGiveNoMoreThanTheQuota() {
        final SimulatedCloud cloud = new SimulatedCloud(Fleets.two());
        try (SimulatedProvisioner provisioner = new SimulatedProvisioner(Fleets.two(), cloud)) {
            final ProvisionException refused = assertThrows(
                    ProvisionException.class,
                    () -> provisioner.apply(new Order(1, 1, "large@eu", new Goal.Nodes(11)), 0));
            assertEquals(new ProvisionError.Quota("3 nodes above the quota of 8"), refused.error());
            assertEquals(8, provisioner.observe(0).of(1).ordered());
        }
    }
}
