package io.forerun.provision.simulated;

import io.forerun.provision.Fleets;
import io.forerun.provision.control.ProvisionerContract;
import io.forerun.provision.control.Rig;

/** Replicas of a service in the simulated cloud. */
class SimulatedReplicasTest extends ProvisionerContract {
    @Override
    protected Rig rig() {
        return new SimulatedRig(Fleets.withReplicas(), 2);
    }
}
