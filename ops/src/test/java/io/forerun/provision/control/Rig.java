package io.forerun.provision.control;

import io.forerun.plan.Fleet;
import io.forerun.provision.Fleets;
import io.forerun.provision.ProvisionError;
import io.forerun.provision.Provisioner;

/** A provider under test, with everything that can go wrong with it. */
public interface Rig extends AutoCloseable {
    /** Passed between any two steps of a provisioner; may end it there. */
    @FunctionalInterface
    interface Steps {
        /** One step was made. */
        void made();
    }

    /** The end of our process. Nothing catches it, as nothing would run. */
    final class Crash extends Error {
        private static final long serialVersionUID = 1;
    }

    /** What is provisioned. */
    default Fleet fleet() {
        return Fleets.two();
    }

    /** Index of the target that is worked with. */
    default int target() {
        return 0;
    }

    /** What a process that starts now would work with. */
    Provisioner open(Steps steps);

    /** Nodes that were ever started for the target. */
    int started();

    /** Nodes of the target that are there or on their way, as the provider itself counts them. */
    int present();

    /** Calls that changed something at the provider. */
    int changes();

    /** From here on the provider gives no more than so many nodes of the target. */
    void allow(int nodes);

    /** From here on the provider answers every change with such an error; null ends it. */
    void refuse(ProvisionError error);

    /** Ordered nodes come up: so much later they serve. */
    long comeUpMs();

    /** Waits for what happens by itself and takes real time. */
    default void settle() {}

    @Override
    void close();
}
