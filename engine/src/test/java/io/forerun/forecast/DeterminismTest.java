package io.forerun.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.simd.Kernels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The same records give the same bits with plain loops, at 128, 256 and 512 bits, and without the JIT's second tier. */
class DeterminismTest {
    @Test
    void shouldGiveTheSameBitsOnAnyVectorWidth() throws IOException, InterruptedException {
        final String expected = Long.toString(ForecastDigest.digest(Kernels.scalar()));
        assertEquals(expected, run("vector", "-XX:MaxVectorSize=16"));
        assertEquals(expected, run("vector", "-XX:MaxVectorSize=32"));
        assertEquals(expected, run("vector", "-XX:MaxVectorSize=64"));
        assertEquals(expected, run("scalar", "-XX:TieredStopAtLevel=1"));
    }

    private static String run(final String kernels, final String flag) throws IOException, InterruptedException {
        final Path root = Path.of(System.getProperty("forerun.root"));
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + root.resolve("jvm.options"));
        command.add(flag);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(ForecastDigest.class.getName());
        command.add(kernels);
        final Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        final String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), flag);
        assertEquals(0, process.exitValue(), flag + ": " + output);
        return output.strip();
    }
}
