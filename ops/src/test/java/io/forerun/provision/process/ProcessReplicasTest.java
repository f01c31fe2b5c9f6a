package io.forerun.provision.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.provision.Fleets;
import io.forerun.provision.Goal;
import io.forerun.provision.Order;
import io.forerun.provision.ProvisionException;
import io.forerun.provision.Provisioner;
import io.forerun.provision.control.ProvisionerContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes that are replicas of a service. */
class ProcessReplicasTest extends ProvisionerContract {
    private static final int WEB = 2;

    @TempDir
    private Path directory;

    private final AtomicInteger rigs = new AtomicInteger();

    @Override
    protected ProcessRig rig() {
        final Path own = directory.resolve(Integer.toString(rigs.incrementAndGet()));
        assertTrue(own.toFile().mkdirs());
        return new ProcessRig(own, true);
    }

    @Test
    void shouldTellWorkersWhichServiceTheyAreOf() throws IOException, ProvisionException {
        try (ProcessRig rig = rig();
                Provisioner provisioner = rig.open(() -> {})) {
            provisioner.apply(new Order(1, WEB, "service/web", new Goal.Nodes(2)), 0);
            rig.settle();
            assertEquals(List.of("web"), rig.services());
        }
    }

    @Test
    void shouldRunNoNodesWhereItRunsServices() {
        try (ProcessRig rig = rig();
                Provisioner provisioner = rig.open(() -> {})) {
            final ProvisionException refused = assertThrows(
                    ProvisionException.class,
                    () -> provisioner.apply(new Order(1, 0, "small@eu", new Goal.Nodes(2)), 0));
            assertEquals("permanent: process.command runs services, not small@eu", refused.getMessage());
            assertEquals(0, rig.started());
        }
    }

    @Test
    void shouldRefuseACommandForServicesOfWhichThereAreNone() {
        final ProcessConfig config = ProcessRig.config(directory, 21_100, "echo {service}; ");
        final IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> ProcessProvisioner.open(Fleets.two(), config));
        assertEquals(
                "process.command: value={service}, allowed=where the fleet decides on replicas of a service",
                refused.getMessage());
    }
}
