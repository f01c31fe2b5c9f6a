package io.forerun.perf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the system did with a thread, and the few steps to which it is put down. */
class ThreadAccountTest {
    private static final Path SCHEDULER = Path.of("/proc/thread-self/schedstat");
    private static final Path MACHINE = Path.of("/proc/stat");

    private static long word(final Path file, final int index) throws IOException {
        return Long.parseLong(Files.readAllLines(file).getFirst().split(" +")[index]);
    }

    @Test
    void shouldSayWhatTheSystemSays() throws IOException {
        assumeTrue(Files.isReadable(SCHEDULER), "no account of the scheduler");
        try (ThreadAccount account = new ThreadAccount()) {
            final long waitedBefore = word(SCHEDULER, 1);
            final long waited = account.waitedNs();
            assertTrue(waitedBefore <= waited && waited <= word(SCHEDULER, 1), waitedBefore + " " + waited);
            final long stolenBefore = 10 * word(MACHINE, 8);
            final long stolen = account.stolenMs();
            assertTrue(stolenBefore <= stolen && stolen <= 10 * word(MACHINE, 8), stolenBefore + " " + stolen);
            final long pages = account.faults();
            final ByteBuffer fresh = ByteBuffer.allocateDirect(64 << 20);
            fresh.put(fresh.capacity() - 1, (byte) 1);
            assertTrue(account.faults() > pages);
        }
    }

    @Test
    void shouldKeepTheSlowestSteps() {
        final Latency own = Latency.of("own");
        try (SlowestSteps slowest = new SlowestSteps(own)) {
            for (final int tookUs : new int[] {3, 9, 1, 7, 2, 8, 4, 6, 5}) {
                slowest.begin();
                slowest.end(tookUs == 7, tookUs * 1_000L, tookUs == 1 ? 1_000 : tookUs * 100L);
            }
            final List<Long> tookUs = new ArrayList<>();
            slowest.steps().forEach(step -> tookUs.add(step.tookNs() / 1_000));
            assertEquals(List.of(9L, 8L, 7L, 6L, 1L), tookUs, "four by the clock, four of their own doing");
            assertEquals(2, slowest.steps().getFirst().number());
            assertTrue(slowest.steps().get(2).ofTick());
            assertEquals(9, own.ns().getTotalCount());
        }
    }
}
