package io.forerun.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.forerun.Manifests;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Prometheus' own tool says of metrics and rules. Left out where it is not on the path (Debian: the package prometheus). */
class PromtoolTest extends AdminRig {
    @BeforeEach
    void find() {
        assumeTrue(
                Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                        .anyMatch(place -> Files.isExecutable(Path.of(place, "promtool"))),
                "skipped: no promtool on the path");
    }

    private void accepts(final Path input, final String... arguments) throws Exception {
        final Path log = directory.resolve("promtool.log");
        final Process tool = new ProcessBuilder(Stream.concat(Stream.of("promtool"), Stream.of(arguments))
                        .toList())
                .redirectInput(input.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertTrue(tool.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, tool.exitValue(), List.of(arguments) + ": " + Files.readString(log));
    }

    @Test
    void shouldAcceptMetricsAndRules() throws Exception {
        feed();
        final Path metrics =
                Files.writeString(directory.resolve("metrics"), get("/metrics").body());
        accepts(metrics, "check", "metrics");
        final Path rules = Manifests.path("ops/deploy/prometheus");
        accepts(
                Path.of("/dev/null"),
                "check",
                "rules",
                rules.resolve("rules.yml").toString());
        accepts(
                Path.of("/dev/null"),
                "test",
                "rules",
                rules.resolve("rules-test.yml").toString());
    }
}
