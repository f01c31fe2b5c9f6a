package io.forerun.provision.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.provision.Fleets;
import io.forerun.provision.Goal;
import io.forerun.provision.Observation.Seen;
import io.forerun.provision.Order;
import io.forerun.provision.ProvisionError;
import io.forerun.provision.ProvisionException;
import io.forerun.provision.Provisioner;
import io.forerun.provision.RaisedFloor;
import io.forerun.provision.control.ProvisionerContract;
import io.forerun.provision.control.Rig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KubernetesProvisionerTest extends ProvisionerContract {
    @Override
    protected Rig rig() {
        return new FakeApiServer(false);
    }

    private static Order order(final Goal goal) {
        return new Order(7, 0, "small@eu", goal);
    }

    @Test
    void shouldMoveOnlyTheMinimumOfAnAutoscaler() throws ProvisionException {
        try (FakeApiServer server = new FakeApiServer(true);
                Provisioner provisioner = server.open(() -> {})) {
            final long expiresMs = 1_764_150_000_000L;
            provisioner.apply(order(new Goal.Floor(5, expiresMs)), 0);
            server.settle();
            final Seen seen = provisioner.observe(0).of(0);
            assertEquals(new Seen(5, 0, 0, 5, Optional.of(new RaisedFloor(2, 5, expiresMs))), seen);
            assertTrue(seen.reached(new Goal.Floor(5, expiresMs)));
            assertEquals(1, server.changes(), "minimum and annotation change in one call");
            provisioner.apply(order(new Goal.Restored()), 0);
            assertEquals(
                    new Seen(5, 0, 0, 2, Optional.empty()),
                    provisioner.observe(0).of(0));
            assertEquals(2, server.changes());
        }
    }

    @Test
    void shouldRaiseAMinimumNoFurtherThanTheAutoscalersMost() {
        try (FakeApiServer server = new FakeApiServer(true);
                Provisioner provisioner = server.open(() -> {})) {
            final ProvisionException refused =
                    assertThrows(ProvisionException.class, () -> provisioner.apply(order(new Goal.Floor(11, 1)), 0));
            assertEquals(new ProvisionError.Quota("3 replicas above the most, 8"), refused.error());
            assertEquals(8, server.minimum());
        }
    }

    @Test
    void shouldNotFightAnAutoscaler() {
        try (FakeApiServer server = new FakeApiServer(true);
                Provisioner provisioner = server.open(() -> {})) {
            final ProvisionException refused =
                    assertThrows(ProvisionException.class, () -> provisioner.apply(order(new Goal.Nodes(3)), 0));
            assertTrue(refused.error() instanceof ProvisionError.Permanent, refused.getMessage());
            assertEquals(List.of(), server.changesMade());
        }
    }

    @Test
    void shouldTryAgainWhereNobodyAnswers() throws IOException {
        final int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        try (Provisioner provisioner = ClusterRuns.open("http://127.0.0.1:" + free)) {
            final ProvisionException unseen = assertThrows(ProvisionException.class, () -> provisioner.observe(0));
            assertTrue(unseen.error() instanceof ProvisionError.Transient, unseen.getMessage());
        }
    }

    @Test
    void shouldSayWhatIsNotThere() {
        try (FakeApiServer server = new FakeApiServer(false);
                KubernetesProvisioner provisioner = new KubernetesProvisioner(
                        Fleets.two(),
                        new KubernetesConfig(List.of(new Workload("small@eu", "", "shop", "absent", "")), 5_000),
                        context -> FakeApiServer.client(server.address()))) {
            final ProvisionException refused = assertThrows(ProvisionException.class, () -> provisioner.observe(0));
            assertTrue(refused.error() instanceof ProvisionError.Permanent, refused.getMessage());
            assertTrue(refused.getMessage().contains("absent"), refused.getMessage());
        }
    }

    @Test
    void shouldRefuseATargetThatIsNotInTheFleet() {
        final KubernetesConfig config =
                new KubernetesConfig(List.of(new Workload("huge@moon", "", "shop", "small", "")), 5_000);
        assertThrows(IllegalArgumentException.class, () -> KubernetesProvisioner.open(Fleets.two(), config));
    }
}
