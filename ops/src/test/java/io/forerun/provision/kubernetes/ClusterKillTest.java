package io.forerun.provision.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.forerun.provision.Kills;
import io.forerun.provision.Mortal;
import io.forerun.provision.Provisioner;
import io.forerun.provision.control.ReconcileRounds;
import io.forerun.provision.control.ReconcileRounds.Kind;
import io.forerun.provision.control.Rig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that reconciles over an API server is killed at drawn requests, before the server carries one out or before it answers.
 * Whoever starts next must reach what was decided with no node started twice, no floor left without its base, no object added.
 */
class ClusterKillTest {
    /** More than a round takes, so that kills lie all over the rounds. */
    private static final int LATEST_REQUEST = 16;

    private static final int CRASHES = 100;
    private static final List<String> CHANGES =
            List.of("PATCH deployments/small", "PUT deployments/small/scale", "PATCH horizontalpodautoscalers/large");

    private final KillingCluster cluster = new KillingCluster();

    @TempDir
    private Path directory;

    @AfterEach
    void close() {
        cluster.close();
    }

    /** No code catches what ends the process here, as none would run; so it costs little and goes to every kind of request. */
    @Test
    void shouldReachWhatIsWantedWhereverItCrashes() throws Exception {
        final SplittableRandom random = new SplittableRandom(6);
        try (KubernetesClient client = FakeApiServer.client(cluster.url())) {
            for (int crash = 0; crash < CRASHES; crash++) {
                cluster.killing(1 + random.nextInt(LATEST_REQUEST), random.nextBoolean(), () -> null, () -> {});
                assertThrows(
                        Rig.Crash.class,
                        () -> ReconcileRounds.run(
                                new Mortal(ClusterRuns.open(client), cluster::gone), round(), Integer.MAX_VALUE));
            }
        }
        final TreeSet<String> unseen = new TreeSet<>();
        CHANGES.forEach(change -> unseen.addAll(List.of("before " + change, "after " + change)));
        unseen.removeAll(cluster.killedAt());
        assertEquals(new TreeSet<>(), unseen, "requests at which it never crashed");
        checkAfter(end -> {
            try (Provisioner provisioner = ClusterRuns.open(cluster.url())) {
                ReconcileRounds.run(provisioner, round(), end);
            }
        });
    }

    @Test
    void shouldReachWhatIsWantedWhereverItIsKilled() throws Exception {
        final SplittableRandom random = new SplittableRandom(7);
        for (int kill = 0; kill < Kills.COUNT; kill++) {
            final Process[] started = new Process[1];
            final Process process = cluster.killing(
                    1 + random.nextInt(LATEST_REQUEST),
                    random.nextBoolean(),
                    () -> started[0] = fork(Integer.MAX_VALUE),
                    () -> started[0].destroyForcibly().waitFor());
            final boolean ended = process.waitFor(10, TimeUnit.MINUTES);
            process.destroyForcibly().waitFor();
            assertTrue(ended && cluster.gone(), "kill " + kill + ": " + Files.readString(log()));
        }
        checkAfter(end -> assertEquals(0, fork(end).waitFor(), () -> log().toString()));
    }

    private interface Rounds {
        void run(int end) throws Exception;
    }

    /** One run more, undisturbed, to the end of a base given back: all must be as if nobody had ever been killed. */
    private void checkAfter(final Rounds rounds) throws Exception {
        final int at = ReconcileRounds.at(round());
        final int end = at + Kind.values().length - at % Kind.values().length;
        cluster.spare();
        rounds.run(end);
        assertEquals(List.of(), cluster.lost());
        assertEquals(Optional.empty(), cluster.floor("small"));
        assertEquals(ReconcileRounds.nodes(end - Kind.values().length, 0), cluster.replicas("small"));
        assertEquals(KillingCluster.BASE, cluster.replicas("large"));
        assertEquals(startsOf(end), cluster.started(), "nodes started");
    }

    /** Nodes that must be started for the first target up to a round, each once. */
    private static int startsOf(final int end) {
        int starts = 0;
        int base = 0;
        int present = 0;
        for (int round = 0; round < end; round++) {
            final int nodes = ReconcileRounds.nodes(round, 0);
            final int wanted = switch (ReconcileRounds.kind(round)) {
                case NODES -> nodes;
                case FLOOR, OTHER_FLOOR -> Math.max(base, nodes);
                case BASE -> base;
            };
            base = ReconcileRounds.kind(round) == Kind.NODES ? nodes : base;
            starts += Math.max(0, wanted - present);
            present = wanted;
        }
        return starts;
    }

    private Process fork(final int end) throws IOException {
        return Kills.fork(ReconcileRounds.class.getName(), log(), cluster.url(), round(), end);
    }

    private Path round() {
        return directory.resolve("round");
    }

    private Path log() {
        return directory.resolve("fork.log");
    }
}
