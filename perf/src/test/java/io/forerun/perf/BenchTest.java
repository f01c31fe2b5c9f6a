package io.forerun.perf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.pipeline.ClockMode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every benchmark runs once, small; each checks its own answer. */
class BenchTest {
    private static final int USERS = 1_000;
    private static final int RECORDS = 20_000;

    @TempDir
    private Path directory;

    private static void assertMeasured(final Figure figure, final long records) {
        assertEquals(records, figure.records());
        assertTrue(figure.lowest() > 0 && figure.lowest() <= figure.median(), figure.toString());
        assertTrue(figure.ratio() > 0 && figure.ratio() < 100, figure.toString());
    }

    @Test
    void shouldMeasureTheEngine() {
        final Figure alike = new EngineBench("engine", Workload.of(1, USERS, RECORDS, false)).run(1);
        assertMeasured(alike, RECORDS);
        assertMeasured(new EngineBench("engine-zipf", Workload.of(1, USERS, RECORDS, true)).run(1), RECORDS);
    }

    @Test
    void shouldMeasureLoopbackAndReplayUnderBothClocks() throws IOException {
        for (final ClockMode clock : ClockMode.values()) {
            final Workload workload = Workload.of(1, USERS, RECORDS, false);
            final LoopbackBench bench = new LoopbackBench(workload, clock, directory.resolve(clock.name()));
            final Figure loopback = bench.send(1);
            assertMeasured(loopback, RECORDS);
            assertTrue(
                    loopback.busy().stream().anyMatch(thread -> thread.getKey().equals("forerun-engine")));
            assertMeasured(bench.replay(1, 1), USERS + RECORDS);
        }
    }

    @Test
    void shouldShowEveryUserFirst() {
        final Workload workload = Workload.of(1, USERS, RECORDS, true);
        final BitSet seen = new BitSet();
        for (int item = 0; item < USERS; item++) {
            seen.set(workload.user(item));
        }
        assertEquals(USERS, seen.cardinality());
        assertEquals(USERS, seen.length());
    }

    @Test
    void shouldHaveTheCommonestUserLeadByFarInZipf() {
        final Workload workload = Workload.of(1, USERS, RECORDS, true);
        final int[] counts = new int[USERS];
        for (int item = USERS; item < workload.count(); item++) {
            counts[workload.user(item)]++;
        }
        final double share = java.util.Arrays.stream(counts).max().orElse(0) / (double) RECORDS;
        assertEquals(Math.log(2) / Math.log(USERS), share, 0.01); // The share of rank 1 in the continuous form.
    }

    @Test
    void shouldPrintOneObject() throws IOException {
        final Figure figure =
                new Figure("engine", 10, new double[] {1, 3, 2}, "rows", new double[] {2, 6, 8}, List.of());
        final String json = FigureOutput.json("all", List.of(figure));
        assertTrue(
                json.startsWith(
                        "{\"what\":\"engine\",\"rate\":null,\"records\":10,\"records_per_second\":2,\"laps\":[1,3,2],"
                                + "\"latency_us\":null,\"limit\":{\"name\":\"rows\",\"value\":6,\"ratio\":0.5}"),
                json);
    }

    @Test
    void shouldFailOnAWrongAnswer() {
        assertThrows(IllegalStateException.class, () -> Answers.require("accepted", 1, 2));
    }
}
