package io.forerun.backtest.rival.dsp;

/**
 * Discrete Fourier transform of any length: radix 2 where the length is a power of two, else as a convolution of such length
 * (Bluestein 1970). Plans for one length; one thread at a time.
 */
final class Fourier {
    private final int length;
    private final int padded;
    private final double[] cos;
    private final double[] sin;
    private final double[] chirpRe;
    private final double[] chirpIm;
    private final double[] filterRe;
    private final double[] filterIm;

    Fourier(final int length) {
        this.length = length;
        padded = Integer.highestOneBit(2 * length - 1) << 1;
        cos = new double[padded / 2];
        sin = new double[padded / 2];
        for (int index = 0; index < cos.length; index++) {
            cos[index] = Math.cos(2 * Math.PI * index / padded);
            sin[index] = -Math.sin(2 * Math.PI * index / padded);
        }
        chirpRe = new double[length];
        chirpIm = new double[length];
        filterRe = new double[padded];
        filterIm = new double[padded];
        for (int index = 0; index < length; index++) {
            final double angle = Math.PI * ((long) index * index % (2L * length)) / length;
            chirpRe[index] = Math.cos(angle);
            chirpIm[index] = -Math.sin(angle);
            final int mirrored = index == 0 ? 0 : padded - index;
            filterRe[index] = chirpRe[index];
            filterIm[index] = -chirpIm[index];
            filterRe[mirrored] = filterRe[index];
            filterIm[mirrored] = filterIm[index];
        }
        powerOfTwo(filterRe, filterIm);
    }

    /** Transforms in place. */
    void transform(final double[] re, final double[] im) {
        final double[] a = new double[padded];
        final double[] b = new double[padded];
        for (int index = 0; index < length; index++) {
            a[index] = re[index] * chirpRe[index] - im[index] * chirpIm[index];
            b[index] = re[index] * chirpIm[index] + im[index] * chirpRe[index];
        }
        powerOfTwo(a, b);
        for (int index = 0; index < padded; index++) {
            final double real = a[index] * filterRe[index] - b[index] * filterIm[index];
            // Conjugated, so that the next forward transform is the inverse of this one's conjugate.
            b[index] = -(a[index] * filterIm[index] + b[index] * filterRe[index]);
            a[index] = real;
        }
        powerOfTwo(a, b);
        for (int index = 0; index < length; index++) {
            final double real = a[index] / padded;
            final double imaginary = -b[index] / padded;
            re[index] = real * chirpRe[index] - imaginary * chirpIm[index];
            im[index] = real * chirpIm[index] + imaginary * chirpRe[index];
        }
    }

    /** The inverse, in place. */
    void inverse(final double[] re, final double[] im) {
        negate(im);
        transform(re, im);
        negate(im);
        for (int index = 0; index < length; index++) {
            re[index] /= length;
            im[index] /= length;
        }
    }

    private static void negate(final double[] values) {
        for (int index = 0; index < values.length; index++) {
            values[index] = -values[index];
        }
    }

    private void powerOfTwo(final double[] re, final double[] im) {
        for (int index = 1, mirrored = 0; index < padded; index++) {
            int bit = padded >> 1;
            for (; (mirrored & bit) != 0; bit >>= 1) {
                mirrored ^= bit;
            }
            mirrored ^= bit;
            if (index < mirrored) {
                swap(re, index, mirrored);
                swap(im, index, mirrored);
            }
        }
        for (int half = 1; half < padded; half <<= 1) {
            butterflies(re, im, half);
        }
    }

    private void butterflies(final double[] re, final double[] im, final int half) {
        final int stride = padded / (2 * half);
        for (int first = 0; first < padded; first += 2 * half) {
            for (int offset = 0; offset < half; offset++) {
                final int low = first + offset;
                final int high = low + half;
                final double wr = cos[offset * stride];
                final double wi = sin[offset * stride];
                final double real = re[high] * wr - im[high] * wi;
                final double imaginary = re[high] * wi + im[high] * wr;
                re[high] = re[low] - real;
                im[high] = im[low] - imaginary;
                re[low] += real;
                im[low] += imaginary;
            }
        }
    }

    private static void swap(final double[] values, final int one, final int other) {
        final double kept = values[one];
        values[one] = values[other];
        values[other] = kept;
    }
}
