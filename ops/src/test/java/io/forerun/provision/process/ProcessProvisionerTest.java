package io.forerun.provision.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.forerun.provision.Fleets;
import io.forerun.provision.Goal;
import io.forerun.provision.Observation.Seen;
import io.forerun.provision.Order;
import io.forerun.provision.ProvisionError;
import io.forerun.provision.ProvisionException;
import io.forerun.provision.control.ProvisionerContract;
import io.forerun.provision.control.Rig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessProvisionerTest extends ProvisionerContract {
    private static final Order TWO = new Order(1, 0, "small@eu", new Goal.Nodes(2));
    private static final Order NONE = new Order(2, 0, "small@eu", new Goal.Nodes(0));

    @TempDir
    private Path directory;

    @Override
    protected Rig rig() {
        try {
            return new ProcessRig(Files.createTempDirectory(directory, "rig"));
        } catch (final IOException unwritable) {
            throw new AssertionError(unwritable);
        }
    }

    @Test
    void shouldRunOneServerAtATimeOverADirectory() {
        final ProcessConfig config = ProcessRig.config(directory, 21_040);
        try (ProcessProvisioner first = ProcessProvisioner.open(Fleets.two(), config)) {
            assertEquals("process", first.name());
            final IllegalArgumentException refused =
                    assertThrows(IllegalArgumentException.class, () -> ProcessProvisioner.open(Fleets.two(), config));
            assertTrue(refused.getMessage().contains("in use by another server"), refused.getMessage());
        }
    }

    @Test
    void shouldTakeAWorkerThatAnswersForOneThatServes() throws Exception {
        final AtomicInteger status = new AtomicInteger(503);
        final AtomicInteger drained = new AtomicInteger();
        final HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
        http.createContext("/health/", call -> {
            call.sendResponseHeaders(status.get(), -1);
            call.close();
        });
        http.createContext("/drain/", call -> {
            drained.incrementAndGet();
            call.sendResponseHeaders(200, -1);
            call.close();
        });
        http.start();
        final String url = "http://127.0.0.1:" + http.getAddress().getPort();
        final ProcessConfig config = new ProcessConfig(
                List.of("sleep", "600"),
                url + "/health/{port}",
                url + "/drain/{id}",
                21_000,
                21_040,
                30_000,
                5_000,
                5_000,
                directory.resolve("state"));
        try (ProcessRig rig = new ProcessRig(directory);
                ProcessProvisioner provisioner = ProcessProvisioner.open(Fleets.two(), config)) {
            provisioner.apply(TWO, 0);
            rig.settle();
            assertEquals(counted(0, 2, 0), counts(provisioner.observe(1_000).of(0)));
            status.set(200);
            assertEquals(counted(2, 0, 0), counts(provisioner.observe(2_000).of(0)));
            status.set(500);
            assertEquals(counted(0, 2, 2), counts(provisioner.observe(3_000).of(0)));
            status.set(200);
            assertEquals(counted(2, 0, 0), counts(provisioner.observe(4_000).of(0)));
            provisioner.apply(NONE, 5_000);
            assertEquals(2, rig.presentOrEnding(), "draining");
            provisioner.observe(9_000);
            assertEquals(2, rig.presentOrEnding(), "draining");
            provisioner.observe(10_000);
            rig.settle();
            provisioner.observe(10_001);
            assertEquals(0, rig.presentOrEnding());
            ProcessRig.await(() -> drained.get() == 2);
        } finally {
            http.stop(0);
        }
    }

    @Test
    void shouldReplaceAWorkerThatServesNoMore() throws Exception {
        final ProcessConfig config = new ProcessConfig(
                List.of("sleep", "600"),
                "http://127.0.0.1:{port}/",
                "",
                21_000,
                21_040,
                30_000,
                0,
                0,
                directory.resolve("state"));
        try (ProcessRig rig = new ProcessRig(directory);
                ProcessProvisioner provisioner = ProcessProvisioner.open(Fleets.two(), config)) {
            provisioner.apply(TWO, 0);
            rig.settle();
            assertEquals(counted(0, 2, 0), counts(provisioner.observe(29_999).of(0)));
            assertEquals(counted(0, 0, 0), counts(provisioner.observe(30_000).of(0)));
            rig.settle();
        }
    }

    @Test
    void shouldSayWhatDiedBeforeItServed() throws Exception {
        final ProcessConfig config = new ProcessConfig(
                List.of("no-such-program-anywhere"),
                "http://127.0.0.1:{port}/",
                "",
                21_000,
                21_040,
                30_000,
                0,
                0,
                directory.resolve("state"));
        try (ProcessRig rig = new ProcessRig(directory);
                ProcessProvisioner provisioner = ProcessProvisioner.open(Fleets.two(), config)) {
            provisioner.apply(TWO, 0);
            rig.ended();
            assertEquals(counted(0, 0, 0), counts(provisioner.observe(1).of(0)));
            final ProvisionException refused = assertThrows(ProvisionException.class, () -> provisioner.apply(TWO, 2));
            assertTrue(refused.error() instanceof ProvisionError.Transient);
            assertTrue(refused.getMessage().contains("ended with code 127 before it served"), refused.getMessage());
        }
    }

    @Test
    void shouldKnowAnotherProcessOfTheSamePid() throws IOException {
        final long pid = ProcessHandle.current().pid();
        final String boot =
                Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
        assertFalse(new Identity(pid, "1", boot).alive());
        final String stat = Files.readString(Path.of("/proc/self/stat"));
        final String start = stat.substring(stat.lastIndexOf(')') + 2).split(" ")[19];
        assertTrue(new Identity(pid, start, boot).alive());
        assertFalse(new Identity(pid, start, "another").alive());
        assertTrue(Identity.parse("12 34").isEmpty());
        assertTrue(Identity.parse("").isEmpty());
    }

    private static List<Integer> counted(final int running, final int ordered, final int unhealthy) {
        return List.of(running, ordered, unhealthy);
    }

    private static List<Integer> counts(final Seen seen) {
        return List.of(seen.running(), seen.ordered(), seen.unhealthy());
    }
}
