package io.forerun.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.forerun.neural.ModelFormatException;
import io.forerun.replay.ModelFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training that is killed, wherever it was, leaves a champion that can be used. */
class RetrainKillTest {
    private static final int[] MILLISECONDS = {200, 1_500, 3_500};

    @TempDir
    private Path directory;

    private static Process retrain(final Path journal) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "@" + Path.of(System.getProperty("forerun.root"), "jvm.options"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "retrain",
                        "--journal",
                        journal.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    @Test
    void shouldLeaveAChampionThatCanBeUsed() throws IOException, InterruptedException, ModelFormatException {
        final Path journal = directory.resolve("journal");
        ModelTraces.fill(directory, journal);
        assertEquals(0, Cli.run("retrain", "--journal", journal.toString()).exitCode());
        final Path file = ModelFile.of(journal);
        for (final int milliseconds : MILLISECONDS) {
            final Process killed = retrain(journal);
            killed.waitFor(milliseconds, TimeUnit.MILLISECONDS);
            killed.destroyForcibly().waitFor();
            assertNotNull(ModelFile.bytes(file), "after " + milliseconds + " ms");
        }
        // As if it had died while it wrote: what was not finished is never looked at, and is overwritten.
        final byte[] champion = Files.readAllBytes(file);
        Files.write(file.resolveSibling("champion.model.new"), "half a mod".getBytes(StandardCharsets.US_ASCII));
        assertArrayEquals(champion, ModelFile.bytes(file));
        assertEquals(0, Cli.run("retrain", "--journal", journal.toString()).exitCode());
        assertNotNull(ModelFile.bytes(file));
    }
}
