package io.forerun.evaluate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.forerun.forecast.DemandForecaster;
import io.forerun.forecast.ZoneOffsets;
import io.forerun.trace.TraceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole files. */
class EvaluationTest {
    private static final long START_MS = 1_700_006_400_000L;

    @TempDir
    private Path directory;

    private static EvaluationResult run(final Path file, final EvaluationConfig config) throws TraceException {
        return new Evaluation(config, (share, count, note) -> {}).run(file);
    }

    private static EvaluationConfig with(final List<String> series, final Set<String> without) {
        return new EvaluationConfig(
                EvaluationConfig.UNSET, EvaluationConfig.UNSET, List.of(), 5, series, without, ZoneOffsets.UTC);
    }

    /** Two days of activity of ten users in regions of unequal size. */
    private Path activity() throws IOException {
        final SplittableRandom random = new SplittableRandom(1);
        final StringBuilder csv = new StringBuilder("timestamp_ms,user,action,region\n");
        for (int row = 0; row < 20_000; row++) {
            final int region = random.nextInt(1 + random.nextInt(12));
            csv.append(START_MS + row * 8_640L)
                    .append(",u")
                    .append(row % 10)
                    .append(",a")
                    .append(row % 3)
                    .append(",r")
                    .append(region)
                    .append('\n');
        }
        return Files.writeString(directory.resolve("events.csv"), csv);
    }

    @Test
    void shouldJudgeTheTotalAndTheLargestGroups() throws IOException, TraceException {
        final EvaluationResult result = run(activity(), EvaluationConfig.DEFAULT);
        final List<String> names =
                result.series().stream().map(SeriesAccuracy::name).toList();
        assertEquals(List.of("total", "-/r0", "-/r1", "-/r2", "-/r3", "-/r4", "-/r5", "-/r6", "-/r7"), names);
        final SeriesAccuracy total = result.series().getFirst();
        final double[] largest =
                total.scored().stream().mapToDouble(bins -> bins.actual(0)).toArray();
        assertTrue(largest[0] == 34 || largest[0] == 35, "a row every 8.64 s");
        for (final HorizonAccuracy horizon : total.horizons()) {
            assertTrue(horizon.wmape() < 0.03, "as even as that");
            assertEquals(
                    DemandForecaster.expertNames(),
                    List.copyOf(horizon.experts().keySet()));
        }
        assertEquals(1, result.users().top1Markov(), "a user's actions repeat in threes");
        assertEquals(1, result.users().top1());
        assertTrue(Math.abs(result.users().events() - 4_000) <= 40);
        assertTrue(result.meanRatioToBestBaseline() > 0);
        assertTrue(result.users().nllModel() < 3.5, "a user comes every 86.4 s sharp, in a bin that begins at 80 s");
        assertTrue(result.users().nllModel() < result.users().nllHawkes());
        assertTrue(result.users().nllHawkes() <= result.users().nllPoisson() + 1e-3);
    }

    @Test
    void shouldTakeTheSeriesAskedFor() throws IOException, TraceException {
        final Path file = activity();
        assertEquals(
                List.of("-/r11"),
                run(file, with(List.of("-/r11"), Set.of(EvaluationConfig.NETWORK))).series().stream()
                        .map(SeriesAccuracy::name)
                        .toList());
        assertEquals(
                13,
                run(file, with(List.of("all"), Set.of(EvaluationConfig.NETWORK)))
                        .series()
                        .size());
    }

    @Test
    void shouldLeaveExpertsOut() throws IOException, TraceException {
        final Set<String> without = Set.of("day", "theta", EvaluationConfig.NETWORK);
        final HorizonAccuracy horizon = run(activity(), with(List.of("total"), without))
                .series()
                .getFirst()
                .horizons()
                .getFirst();
        assertEquals(
                DemandForecaster.expertNames().size() - 3, horizon.experts().size()); // The network's own, too.
        assertTrue(horizon.wqlRatioSeasonalNaive() > 0, "the yardstick stays");
    }

    @Test
    void shouldLeaveWholePartsOut() throws IOException, TraceException {
        final Set<String> without = Set.of("ridge", "bottom-up", EvaluationConfig.NETWORK, EvaluationConfig.CHAINS);
        final EvaluationResult result = run(activity(), with(List.of("total"), without));
        final Set<String> experts =
                result.series().getFirst().horizons().getFirst().experts().keySet();
        for (final String left : List.of("ridge", "ridge-users", "bottom-up", "detail-bottom-up", "neural")) {
            assertFalse(experts.contains(left), left);
        }
        assertEquals(DemandForecaster.expertNames().size() - 5, experts.size());
        assertTrue(result.users().top1() < .5, "nobody knows of three actions which comes next");
        assertEquals(1, result.users().top1Markov(), "the yardstick stays");
    }

    @Test
    void shouldSplitEachSeriesOfADemandFileByItself() throws IOException, TraceException {
        final StringBuilder csv = new StringBuilder("timestamp_ms,series,value\n");
        for (int bin = 0; bin < 500; bin++) {
            csv.append(START_MS + bin * 300_000L)
                    .append(",early,")
                    .append(bin % 10)
                    .append('\n');
        }
        for (int bin = 10_000; bin < 10_400; bin++) {
            csv.append(START_MS + bin * 300_000L)
                    .append(",late,")
                    .append(bin % 10 / 4.0)
                    .append('\n');
        }
        final EvaluationResult result =
                run(Files.writeString(directory.resolve("d.csv"), csv), EvaluationConfig.DEFAULT);
        assertEquals(split(0, 400, 500), result.series().getFirst().split());
        assertEquals(split(10_000, 10_320, 10_400), result.series().getLast().split());
        assertEquals(80, result.series().getLast().horizons().getFirst().bins());
    }

    private static Split split(final int from, final int testFrom, final int testTo) {
        return new Split(START_MS + from * 300_000L, START_MS + testFrom * 300_000L, START_MS + testTo * 300_000L);
    }

    /** The errors of the simple ways that data/README.md lists, found by other means. */
    @Test
    void shouldFindTheKnownErrorsOfSimpleWays() throws TraceException {
        final Path file = Path.of(System.getProperty("forerun.root", "."))
                .toAbsolutePath()
                .normalize()
                .resolveSibling("shared/data/bpic2012_loans/events.csv.gz");
        assumeTrue(Files.isRegularFile(file), "real trace is not here: ../shared/data/bpic2012_loans");
        final EvaluationResult result = run(
                file,
                new EvaluationConfig(
                        Instant.parse("2012-02-13T00:00:00Z").toEpochMilli(),
                        Instant.parse("2012-03-14T00:00:00Z").toEpochMilli(),
                        List.of(),
                        5,
                        List.of("total"),
                        Set.of(EvaluationConfig.NETWORK),
                        ZoneOffsets.UTC));
        final List<HorizonAccuracy> horizons = result.series().getFirst().horizons();
        final double[] last =
                horizons.stream().mapToDouble(one -> one.baselines().last()).toArray();
        final double[] mean30 =
                horizons.stream().mapToDouble(one -> one.baselines().mean30()).toArray();
        assertArrayEquals(new double[] {.598, .669, .713}, last, 6e-4);
        assertArrayEquals(new double[] {.535, .586, .636}, mean30, 6e-4);
        assertEquals(.855, horizons.getFirst().baselines().day(), 6e-4);
        assertEquals(.786, horizons.getFirst().baselines().week(), 6e-4);
        assertEquals(.677, result.users().top1Markov(), 2e-3);
        assertEquals(.923, result.users().top3Markov(), 2e-3);
        assertEquals(.089, result.users().top1Frequent(), 2e-3);
        horizons.forEach(horizon -> assertTrue(horizon.wmape() < horizon.bestBaseline()));
    }
}
