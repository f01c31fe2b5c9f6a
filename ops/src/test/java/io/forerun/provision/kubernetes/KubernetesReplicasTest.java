package io.forerun.provision.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.forerun.provision.Fleets;
import io.forerun.provision.Goal;
import io.forerun.provision.Order;
import io.forerun.provision.ProvisionException;
import io.forerun.provision.Provisioner;
import io.forerun.provision.control.ProvisionerContract;
import io.forerun.provision.control.Rig;
import org.junit.jupiter.api.Test;

/** Replicas of a service, which are those of one Deployment. */
class KubernetesReplicasTest extends ProvisionerContract {
    @Override
    protected Rig rig() {
        return new FakeApiServer(false, Fleets.withReplicas(), 2);
    }

    @Test
    void shouldMoveOnlyTheMinimumOfAnAutoscaledService() throws ProvisionException {
        try (FakeApiServer server = new FakeApiServer(true, Fleets.withReplicas(), 2);
                Provisioner provisioner = server.open(() -> {})) {
            provisioner.apply(new Order(7, 2, "service/web", new Goal.Floor(5, 1_764_150_000_000L)), 0);
            assertEquals(5, server.minimum());
            assertEquals(1, server.changes(), "minimum and annotation change in one call");
        }
    }
}
