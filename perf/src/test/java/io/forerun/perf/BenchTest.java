package io.forerun.perf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
        final Laps perSecond = figure.perSecond();
        assertTrue(perSecond.lowest() > 0 && perSecond.lowest() <= perSecond.median(), figure.toString());
        assertTrue(figure.ratio().median() > 0 && figure.ratio().median() < 100, figure.toString());
    }

    @Test
    void shouldMeasureTheEngine() {
        final Figure alike = new EngineBench("engine", Workload.of(1, USERS, RECORDS, false)).run(1);
        assertMeasured(alike, RECORDS);
        assertMeasured(new EngineBench("engine-zipf", Workload.of(1, USERS, RECORDS, true)).run(1), RECORDS);
    }

    @Test
    void shouldKeepTheTimeOfEverySlotWhileUsersGrow() {
        final Figure figure = new EngineBench("engine", Workload.of(1, USERS, RECORDS, false)).run(1);
        final long slots = (USERS - 1 + 255) / 256; // The first record makes the engine.
        assertEquals(slots, figure.latency().ns().getTotalCount());
    }

    @Test
    void shouldMeasureForecasts() {
        final Figure figure = new ForecastBench(1, USERS, 2).run(1);
        assertMeasured(figure, 2 * 7); // Three regions, two services, and all in total.
        assertEquals("time_over_tenth_of_users", figure.measures().getLast().name());
    }

    @Test
    void shouldMeasureTheEngineWithAModelInForce() {
        final Figure figure = new ModelBench(Workload.of(1, USERS, RECORDS, false)).run(1);
        assertMeasured(figure, RECORDS);
    }

    @Test
    void shouldMeasureTheRecurrentUnit() {
        final Figure figure = GruBench.run(8, 2, 1);
        assertMeasured(figure, 2 * GruBench.BATCH);
        assertEquals("share_of_fma_peak", figure.measures().get(2).name());
    }

    @Test
    void shouldMeasureManyGroups() {
        final Figure figure = new GroupsBench(30, 1).run(1);
        assertMeasured(figure, 31);
        assertTrue(figure.measures().getLast().laps().median() > 0);
    }

    @Test
    void shouldMeasurePlans() {
        final Figure figure = new PlannerBench(1, 2).run();
        assertMeasured(figure, 2);
        assertTrue(figure.measures().get(1).met(), figure.measures().toString());
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
    void shouldTakeTheTimeOfEveryRecordFromWhenItIsDue() throws IOException {
        final int rate = 100_000;
        final Workload workload = Workload.of(1, USERS, RECORDS, false);
        final Figure figure = new LatencyBench(workload, rate, directory).run(1);
        assertMeasured(figure, RECORDS);
        assertEquals(rate, figure.rate());
        assertEquals(RECORDS, figure.latency().ns().getTotalCount());
        assertTrue(figure.perSecond().median() <= rate, "no record goes before it is due");
        assertTrue(figure.latency().us(0) > 0);
    }

    @Test
    void shouldMeasureMemory() throws IOException {
        final Figure figure = new MemoryBench(Workload.of(1, USERS, RECORDS, false)).run();
        assertMeasured(figure, USERS + RECORDS);
        assertEquals(USERS, figure.measures().getFirst().laps().median());
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
    void shouldMeasureTheTable() throws IOException {
        final Figure figure = new TableBench(Workload.of(1, USERS, RECORDS, false)).run(1);
        assertMeasured(figure, RECORDS);
        for (final Measure measure : figure.measures()) {
            assertFalse(measure.laps().lowest() <= 0, measure.name()); // Memory is NaN where the system does not tell.
        }
        assertEquals((USERS + 255) / 256, figure.latency().ns().getTotalCount());
    }

    @Test
    void shouldPrintOneObject() throws IOException {
        final Figure figure = Figure.of("engine", 10, Laps.of(1, 3, 2), "rows", Laps.of(2, 6, 8), List.of());
        final String json = FigureOutput.json("all", List.of(figure));
        assertTrue(
                json.startsWith(
                        "{\"what\":\"engine\",\"rate\":null,\"records\":10,\"records_per_second\":2,\"laps\":[1,3,2],"
                                + "\"latency_us\":null,\"limit\":{\"name\":\"rows\",\"value\":6,\"ratio\":0.5}"),
                json);
    }

    @Test
    void shouldPrintWhatIsWantedAndWhetherItIsMet() throws IOException {
        final Latency latency = Latency.of("step");
        latency.record(2_000);
        final List<Measure> measures = List.of(
                Measure.atMost("ratio", Laps.of(1, 4, 2), 1.5),
                Measure.atLeast("gain", Laps.of(3), 3),
                Measure.plain("unknown_bytes", Laps.of(Double.NaN)));
        final Figure figure = new Figure("t", 1, Laps.of(1), "l", Laps.of(1), List.of(), latency, measures);
        final String json = FigureOutput.json("all", List.of(figure));
        assertTrue(json.contains("\"latency_us\":{\"of\":\"step\",\"p50\":2.0"), json);
        assertTrue(
                json.contains("{\"name\":\"ratio\",\"median\":2.0,\"lowest\":1.0,\"highest\":4.0,"
                        + "\"wanted_at_most\":1.5,\"met\":false}"),
                json);
        assertTrue(json.contains("\"wanted_at_least\":3.0,\"met\":true}"), json);
        assertTrue(json.contains("{\"name\":\"unknown_bytes\",\"median\":null"), json);
        final String text = FigureOutput.text(figure);
        assertTrue(text.contains("wanted <= 1.5: missed") && text.contains("wanted >= 3.0: met"), text);
    }

    @Test
    void shouldFailOnAWrongAnswer() {
        assertThrows(IllegalStateException.class, () -> Answers.require("accepted", 1, 2));
    }
}
