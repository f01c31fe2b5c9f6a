package io.forerun.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.forerun.simd.Kernels;
import io.forerun.simd.OtherWidth;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A journal replays to the same hashes on machines with other vectors. */
class VectorWidthTest {
    private static final String EXPECTED = "hashes " + ReplayHashes.hashes(Kernels.scalar());

    @ParameterizedTest
    @ValueSource(ints = {16, 32, 64})
    void shouldGiveTheScalarHashesAtEveryWidth(final int bytes) throws IOException, InterruptedException {
        assertEquals(EXPECTED, OtherWidth.line(bytes, "hashes", ReplayHashes.class, "vector"));
    }

    @Test
    void shouldGiveTheScalarHashesWithThisMachinesVectors() {
        assertEquals(EXPECTED, "hashes " + ReplayHashes.hashes(Kernels.preferred()));
    }
}
