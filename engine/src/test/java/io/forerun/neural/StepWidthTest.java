package io.forerun.neural;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.forerun.simd.Kernels;
import io.forerun.simd.OtherWidth;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** States are the same bits on machines with other vectors. */
class StepWidthTest {
    private static final String EXPECTED = "bits " + StepBits.digest(Kernels.scalar());

    @ParameterizedTest
    @ValueSource(ints = {16, 32, 64})
    void shouldGiveTheScalarBitsAtEveryWidth(final int bytes) throws IOException, InterruptedException {
        assertEquals(EXPECTED, OtherWidth.line(bytes, "bits", StepBits.class));
    }
}
