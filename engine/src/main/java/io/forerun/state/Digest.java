package io.forerun.state;

import java.lang.foreign.MemorySegment;

/**
 * Folds a sequence of values into 64 bits, the same on every machine. Order matters; for a collection without an order add
 * {@link #of} of each element to a sum and fold the sum. Not cryptographic: it finds divergence, not malice.
 *
 * <p>Mixing is the finaliser of SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014).
 * Not thread safe.
 */
public final class Digest implements Archive {
    private static final long SEED = 0x9E3779B97F4A7C15L;

    private long state = SEED;

    /** Folds one integer. */
    public Digest add(final long value) {
        state = mix(state * 31 + mix(value + SEED));
        return this;
    }

    /** Folds the bits of a double; 0.0 and -0.0 count as different, every NaN as one. */
    public Digest add(final double value) {
        return add(Double.doubleToLongBits(value));
    }

    /** Folds length and characters. */
    public Digest add(final CharSequence text) {
        add(text.length());
        for (int index = 0; index < text.length(); index++) {
            add(text.charAt(index));
        }
        return this;
    }

    /** Folds length and elements. */
    public Digest add(final double[] values) {
        add(values.length);
        for (final double value : values) {
            add(value);
        }
        return this;
    }

    /** Folds length and elements. */
    public Digest add(final float[] values) {
        add(values.length);
        for (final float value : values) {
            add(Float.floatToIntBits(value));
        }
        return this;
    }

    @Override
    public boolean isRestoring() {
        return false;
    }

    @Override
    public boolean isFolding() {
        return true;
    }

    @Override
    public long pass(final long value) {
        add(value);
        return value;
    }

    @Override
    public int pass(final int value) {
        add(value);
        return value;
    }

    @Override
    public double pass(final double value) {
        add(value);
        return value;
    }

    @Override
    public float pass(final float value) {
        add(value);
        return value;
    }

    @Override
    public boolean pass(final boolean value) {
        add(value ? 1 : 0);
        return value;
    }

    @Override
    public String pass(final String text) {
        add(text == null ? 0 : 1);
        if (text != null) {
            add(text);
        }
        return text;
    }

    @Override
    public void pass(final long[] values) {
        add(values.length);
        for (final long value : values) {
            add(value);
        }
    }

    @Override
    public void pass(final int[] values) {
        add(values.length);
        for (final int value : values) {
            add(value);
        }
    }

    @Override
    public void pass(final short[] values) {
        add(values.length);
        for (final short value : values) {
            add(value);
        }
    }

    @Override
    public void pass(final byte[] values) {
        add(values.length);
        for (final byte value : values) {
            add(value);
        }
    }

    @Override
    public void pass(final float[] values) {
        add(values);
    }

    @Override
    public void pass(final double[] values) {
        add(values);
    }

    @Override
    public void pass(final boolean[] values) {
        add(values.length);
        for (final boolean value : values) {
            add(value ? 1 : 0);
        }
    }

    @Override
    public void pass(final MemorySegment bytes) {
        throw new IllegalStateException("digest: bytes lie by address, which a hash must not know");
    }

    /** The 64 bits so far. */
    public long value() {
        return state;
    }

    /** Digest of two integers, for elements of collections without an order. */
    public static long of(final long first, final long second) {
        return mix(mix(first + SEED) * 31 + second);
    }

    private static long mix(final long value) {
        long mixed = value;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
