package io.forerun.neural;

/**
 * Amounts of demand in 16 bits, exact when summed: mantissa m (11 bits) times 2^e (5 bits) units of 1/1024 event. Sums are
 * integers, so adding and taking away leaves nothing behind, in any order.
 *
 * <pre>
 *   15    11 10               0
 *  +--------+------------------+
 *  |   e    |        m         |    units = m * 2^e
 *  +--------+------------------+
 * </pre>
 */
public final class EventUnits {
    /** Units of one event. */
    public static final double PER_EVENT = 1_024;

    private static final int MANTISSA_BITS = 11;
    private static final int MANTISSA_MASK = (1 << MANTISSA_BITS) - 1;
    private static final int MAX_EXPONENT = 31;

    private EventUnits() {}

    /** Code of an amount, the nearest at or below twice the spacing; 0 for negative amounts and NaN. */
    public static short encode(final double events) {
        final double units = events * PER_EVENT;
        if (!(units >= 0.5)) {
            return 0;
        }
        int exponent = 0;
        double mantissa = units;
        while (mantissa >= MANTISSA_MASK + 0.5 && exponent < MAX_EXPONENT) {
            mantissa *= 0.5;
            exponent++;
        }
        final int rounded = (int) Math.min(MANTISSA_MASK, Math.rint(mantissa));
        return (short) (exponent << MANTISSA_BITS | rounded);
    }

    /** Units of a code. */
    public static long units(final short code) {
        final int bits = code & 0xFFFF;
        return (long) (bits & MANTISSA_MASK) << (bits >>> MANTISSA_BITS);
    }
}
