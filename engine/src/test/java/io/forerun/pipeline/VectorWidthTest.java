package io.forerun.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.forerun.simd.Kernels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A journal replays to the same hashes on machines with other vectors. */
class VectorWidthTest {
    private static final String EXPECTED = "hashes " + ReplayHashes.hashes(Kernels.scalar());

    @ParameterizedTest
    @ValueSource(ints = {16, 32, 64})
    void shouldGiveTheScalarHashesAtEveryWidth(final int bytes) throws IOException, InterruptedException {
        final String java =
                Path.of(System.getProperty("java.home"), "bin", "java").toString();
        final Process process = new ProcessBuilder(List.of(
                        java,
                        "@" + Path.of(System.getProperty("forerun.root"), "jvm.options"),
                        "-XX:MaxVectorSize=" + bytes,
                        "-cp",
                        System.getProperty("java.class.path"),
                        ReplayHashes.class.getName(),
                        "vector"))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        final String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), out);
        assertEquals(
                EXPECTED,
                out.lines()
                        .filter(line -> line.startsWith("hashes"))
                        .findFirst()
                        .orElse(out));
    }

    @Test
    void shouldGiveTheScalarHashesWithThisMachinesVectors() {
        assertEquals(EXPECTED, "hashes " + ReplayHashes.hashes(Kernels.preferred()));
    }
}
