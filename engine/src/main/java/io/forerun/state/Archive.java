package io.forerun.state;

import java.lang.foreign.MemorySegment;
import java.util.BitSet;
import java.util.Collection;

/**
 * What a state is passed through, value by value, in one fixed order: to be folded ({@link Digest}), written ({@link
 * StateWriter}) or put back ({@link StateReader}). Each owner of state has one method that passes all of it, so that hash, snapshot
 * and return cannot disagree:
 *
 * <pre>{@code
 * void pass(Archive archive) {
 *     newest = archive.pass(newest);
 *     archive.pass(sums);
 *     inner.pass(archive);
 * }
 * }</pre>
 *
 * Folding and writing give each value back as it is and change nothing. Not thread safe. A reader throws {@link StateException}
 * where what it reads cannot be.
 */
public sealed interface Archive permits Digest, StateWriter, StateReader {
    /** Longest array that may grow. */
    int MOST_GROWN = 1 << 26;

    /** True where values are put back: an owner of lists makes room for what comes. */
    boolean isRestoring();

    /**
     * True where a hash is wanted, which knows no addresses: what lies where is left out, and elements without an order are summed
     * up.
     */
    boolean isFolding();

    /** Passes a value. */
    long pass(long value);

    /** Passes a value. */
    int pass(int value);

    /** Passes a value; 0.0 and -0.0 differ. */
    double pass(double value);

    /** Passes a value; 0.0 and -0.0 differ. */
    float pass(float value);

    /** Passes a value. */
    boolean pass(boolean value);

    /** Passes a text, or null. */
    String pass(String text);

    /** Passes the elements; the array to be filled has to be as long as the one written. */
    void pass(long[] values);

    /** Passes the elements; the array to be filled has to be as long as the one written. */
    void pass(int[] values);

    /** Passes the elements; the array to be filled has to be as long as the one written. */
    void pass(short[] values);

    /** Passes the elements; the array to be filled has to be as long as the one written. */
    void pass(byte[] values);

    /** Passes the elements; the array to be filled has to be as long as the one written. */
    void pass(float[] values);

    /** Passes the elements; the array to be filled has to be as long as the one written. */
    void pass(double[] values);

    /** Passes the elements; the array to be filled has to be as long as the one written. */
    void pass(boolean[] values);

    /** Passes bytes outside of the heap; not while folding, since what lies there lies by address. */
    void pass(MemorySegment bytes);

    /** Passes the members of a set. */
    default void pass(final BitSet set) {
        final int count = pass(set.cardinality());
        if (isRestoring()) {
            set.clear();
            for (int member = 0; member < count; member++) {
                set.set(pass(0));
            }
        } else {
            for (int member = set.nextSetBit(0); member >= 0; member = set.nextSetBit(member + 1)) {
                pass(member);
            }
        }
    }

    /** Passes an immutable value, or null: a record of such values, a constant of an enum, text, a number, a list of those. */
    default <T> T pass(final T value, final Class<T> type) {
        return type.cast(Values.pass(this, value, type));
    }

    /** Passes such values in the order of a list or queue. */
    default <T> void passAll(final Collection<T> elements, final Class<T> type) {
        Values.elements(this, elements, type);
    }

    /** Passes the elements of an array that grows; what is given back has the length of the one written. */
    default double[] passGrown(final double[] values) {
        final int length = passCount(values == null ? 0 : values.length, MOST_GROWN);
        final double[] passed = isRestoring() ? new double[length] : values;
        pass(passed);
        return passed;
    }

    /** The same. */
    default float[] passGrown(final float[] values) {
        final int length = passCount(values == null ? 0 : values.length, MOST_GROWN);
        final float[] passed = isRestoring() ? new float[length] : values;
        pass(passed);
        return passed;
    }

    /** The same. */
    default int[] passGrown(final int[] values) {
        final int length = passCount(values.length, MOST_GROWN);
        final int[] passed = isRestoring() ? new int[length] : values;
        pass(passed);
        return passed;
    }

    /** The same. */
    default byte[] passGrown(final byte[] values) {
        final int length = passCount(values.length, MOST_GROWN);
        final byte[] passed = isRestoring() ? new byte[length] : values;
        pass(passed);
        return passed;
    }

    /** Passes a number that has to be from 0 to a limit, such as a count to make room for. */
    default int passCount(final int count, final int limit) {
        final int passed = pass(count);
        if (passed < 0 || passed > limit) {
            throw new StateException("state: count=" + passed + ", allowed=0 to " + limit);
        }
        return passed;
    }
}
