package io.forerun.demo.live;

import io.forerun.plan.Fleet;
import io.forerun.provision.Goal;
import io.forerun.provision.Order;
import io.forerun.provision.ProvisionException;
import io.forerun.provision.process.ProcessProvisioner;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends the workers of a pool home. */
final class Ending {
    private static final Logger LOG = LoggerFactory.getLogger(Ending.class);
    private static final int LOOKS = 100;
    private static final long BETWEEN_NS = 100_000_000;

    private Ending() {}

    /** Closes a provisioner when none of its workers is left, or after ten seconds. */
    static void of(final ProcessProvisioner provisioner, final Fleet fleet) {
        try (provisioner) {
            provisioner.apply(new Order(0, 0, fleet.target(0).name(), new Goal.Nodes(0)), System.currentTimeMillis());
            for (int look = 0; look < LOOKS && provisioner.workers() > 0; look++) {
                LockSupport.parkNanos(BETWEEN_NS);
                provisioner.observe(System.currentTimeMillis());
            }
        } catch (final ProvisionException refused) {
            LOG.warn("workers were left running: {}", refused.getMessage());
        }
    }
}
