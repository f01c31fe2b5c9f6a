package io.forerun.neural;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.forerun.simd.Kernels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** States are the same bits on machines with other vectors. */
class StepWidthTest {
    private static final String EXPECTED = "bits " + StepBits.digest(Kernels.scalar());

    @ParameterizedTest
    @ValueSource(ints = {16, 32, 64})
    void shouldGiveTheScalarBitsAtEveryWidth(final int bytes) throws IOException, InterruptedException {
        final String java =
                Path.of(System.getProperty("java.home"), "bin", "java").toString();
        final Process process = new ProcessBuilder(List.of(
                        java,
                        "@" + Path.of(System.getProperty("forerun.root"), "jvm.options"),
                        "-XX:MaxVectorSize=" + bytes,
                        "-cp",
                        System.getProperty("java.class.path"),
                        StepBits.class.getName()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        final String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), out);
        assertEquals(
                EXPECTED,
                out.lines().filter(line -> line.startsWith("bits")).findFirst().orElse(out));
    }
}
