package io.forerun.provision.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.provision.Kills;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A reconciling process is killed at random moments: whatever it left runs under its successor, no slot was taken twice, and every
 * process that the operating system has of it is known.
 */
class KillTest {
    /** Longer than a run that is not killed needs to begin; the moments lie all over it. */
    private static final int LATEST_MS = 1_200;

    @TempDir
    private Path directory;

    @Test
    void shouldLeaveNoOrphanAndStartNoneTwice() throws Exception {
        final SplittableRandom random = new SplittableRandom(11);
        try {
            for (int kill = 0; kill < Kills.COUNT; kill++) {
                final Process process = fork(kill, 100_000);
                if (process.waitFor(200 + random.nextInt(LATEST_MS), TimeUnit.MILLISECONDS)) {
                    throw new AssertionError("ended by itself: " + process.exitValue());
                }
                process.destroyForcibly().waitFor();
                assertFalse(Files.exists(directory.resolve("twice")), "a slot was taken twice by kill " + kill);
            }
            assertTrue(fork(Kills.COUNT, 1).waitFor(60, TimeUnit.SECONDS));
            assertFalse(Files.exists(directory.resolve("twice")), "a slot was taken twice");
            assertEquals(2, workers().size(), "workers of the last run");
            try (ProcessProvisioner successor = (ProcessProvisioner) ProcessRuns.open(directory)) {
                successor.observe(0);
                assertEquals(
                        new TreeSet<>(workers()), new TreeSet<>(successor.pids().toList()), "known and running");
            }
        } finally {
            workers().forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
        }
    }

    private Process fork(final int seed, final int rounds) throws IOException {
        return Kills.fork(
                "io.forerun.provision.control.ReconcileProcess",
                directory.resolve("fork.log"),
                directory,
                seed,
                rounds);
    }

    /** By the operating system's account: processes that were started for this directory. */
    private List<Long> workers() throws IOException {
        final List<Long> pids = new ArrayList<>();
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            for (final Path process : (Iterable<Path>) processes::iterator) {
                final String name = process.getFileName().toString();
                if (name.matches("[0-9]+") && isOurs(process)) {
                    pids.add(Long.parseLong(name));
                }
            }
        }
        return pids;
    }

    private boolean isOurs(final Path process) {
        try {
            return Files.readString(process.resolve("cmdline")).startsWith(ProcessRuns.MARK)
                    && Files.readSymbolicLink(process.resolve("fd").resolve("1"))
                            .startsWith(directory.resolve("state").toRealPath());
        } catch (final IOException gone) {
            return false;
        }
    }
}
