package io.forerun.backtest.rival.dsp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FourierTest {
    @Test
    void shouldEqualTheDefinitionAtAnyLengthAndComeBack() {
        final SplittableRandom random = new SplittableRandom(5);
        for (final int length : new int[] {1, 2, 3, 7, 16, 30, 64, 97}) {
            final double[] re = random.doubles(length, -1, 1).toArray();
            final double[] im = random.doubles(length, -1, 1).toArray();
            final double[] expectedRe = new double[length];
            final double[] expectedIm = new double[length];
            for (int bin = 0; bin < length; bin++) {
                for (int index = 0; index < length; index++) {
                    final double angle = -2 * Math.PI * bin * index / length;
                    expectedRe[bin] += re[index] * Math.cos(angle) - im[index] * Math.sin(angle);
                    expectedIm[bin] += re[index] * Math.sin(angle) + im[index] * Math.cos(angle);
                }
            }
            final double[] actualRe = re.clone();
            final double[] actualIm = im.clone();
            final Fourier fourier = new Fourier(length);
            fourier.transform(actualRe, actualIm);
            assertArrayEquals(expectedRe, actualRe, 1e-9, "length " + length);
            assertArrayEquals(expectedIm, actualIm, 1e-9, "length " + length);
            fourier.inverse(actualRe, actualIm);
            assertArrayEquals(re, actualRe, 1e-9, "length " + length);
            assertArrayEquals(im, actualIm, 1e-9, "length " + length);
        }
    }
}
