package io.forerun.neural.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class MixerTest {
    @Test
    void shouldMixEvenly() {
        final int[] counts = new int[7];
        double sum = 0;
        for (int place = 0; place < 70_000; place++) {
            counts[Mixer.below(Mixer.mix(3, place), 7)]++;
            sum += Mixer.unit(Mixer.mix(4, place));
        }
        for (final int count : counts) {
            assertEquals(10_000, count, 400);
        }
        assertEquals(.5, sum / 70_000, .005);
    }
}
