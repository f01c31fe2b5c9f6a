package io.forerun.neural;

/**
 * What the cell is told of an event, given the user's row before it: {@value #INPUTS} numbers.
 *
 * <pre>
 *   0            12         20      24                                                   32
 *  +------------+----------+-------+------------------------------------------------------+
 *  | action     | object   | device| gap | near | newness | day cos sin | week cos sin | cost |
 *  +------------+----------+-------+------------------------------------------------------+
 * </pre>
 *
 * The first three are learned embeddings. Gap: log2 of the seconds since the user's last event; near: 1 minute against it;
 * newness: 1 / events so far. Times of day and week are UTC and come from tables, so that an event costs no sine. Immutable, any
 * thread.
 */
public final class Features {
    /** Numbers of an event. */
    public static final int INPUTS = 32;

    /** Actions told apart; the last stands for all further ones. */
    public static final int ACTIONS = 256;

    /** Rows of the objects' embedding; 0 is none. */
    public static final int OBJECTS = 4_096;

    /** Devices told apart; the last stands for all further ones. */
    public static final int DEVICES = 256;

    /** No event before. */
    public static final long FIRST = -1;

    public static final int ACTION_WIDTH = 12;
    public static final int OBJECT_WIDTH = 8;
    public static final int DEVICE_WIDTH = 4;
    public static final int DENSE = ACTION_WIDTH + OBJECT_WIDTH + DEVICE_WIDTH;
    public static final int COST_AT = DENSE + 7;

    private static final int DAY_AT = DENSE + 3;
    private static final int WEEK_AT = DENSE + 5;

    private static final int DAY_STEPS = 96;
    private static final int WEEK_STEPS = 168;
    private static final long STEP_MS = 900_000;
    private static final long HOUR_MS = 3_600_000;
    private static final float NEAR_S = 60;
    private static final float LOG_SCALE = 1f / 16;

    private static final float[] DAY = circle(DAY_STEPS);
    private static final float[] WEEK = circle(WEEK_STEPS);

    private Features() {}

    private static float[] circle(final int steps) {
        final float[] table = new float[2 * steps];
        for (int step = 0; step < steps; step++) {
            final double angle = 2 * Math.PI * step / steps;
            table[2 * step] = (float) StrictMath.cos(angle);
            table[2 * step + 1] = (float) StrictMath.sin(angle);
        }
        return table;
    }

    /** Row of an object's embedding by the 32-bit fold of its name; 0 is none. */
    public static int objectRow(final int fold) {
        return fold == 0 ? 0 : 1 + (int) ((fold * 0x9E3779B1 & 0xFFFF_FFFFL) * (OBJECTS - 1) >>> 32);
    }

    /**
     * Rhythms that cannot be told from chance, because they were not seen twice.
     *
     * @param spanMs of the data
     * @return their first input; they reach to the cost, exclusive
     */
    public static int unseenRhythms(final long spanMs) {
        return spanMs < 2 * DAY_STEPS * STEP_MS ? DAY_AT : spanMs < 2 * WEEK_STEPS * HOUR_MS ? WEEK_AT : COST_AT;
    }

    /**
     * Writes the numbers that are not learned.
     *
     * @param timeMs when the event came
     * @param sinceMs time since the user's event before, {@link #FIRST} for none
     * @param count the user's events, this one included
     * @param cost what it cost, in any unit, 0 where unknown
     * @param at where the event's numbers begin
     */
    public static void dense(
            final long timeMs, final long sinceMs, final int count, final float cost, final float[] out, final int at) {
        final float gapS = Math.max(0, sinceMs) / 1e3f;
        final int place = at + DENSE;
        out[place] = sinceMs < 0 ? 0 : log2(1 + gapS) * LOG_SCALE;
        out[place + 1] = sinceMs < 0 ? 0 : NEAR_S / (NEAR_S + gapS);
        out[place + 2] = 1f / Math.max(1, count);
        final int day = 2 * (int) (Math.floorMod(Math.floorDiv(timeMs, STEP_MS), (long) DAY_STEPS));
        out[at + DAY_AT] = DAY[day];
        out[at + DAY_AT + 1] = DAY[day + 1];
        final int week = 2 * (int) (Math.floorMod(Math.floorDiv(timeMs, HOUR_MS), (long) WEEK_STEPS));
        out[at + WEEK_AT] = WEEK[week];
        out[at + WEEK_AT + 1] = WEEK[week + 1];
        out[at + COST_AT] = log2(1 + Math.max(0, cost)) * LOG_SCALE;
    }

    /** Piecewise linear between powers of two, for x >= 1: exponent and mantissa as they stand. */
    static float log2(final float x) {
        final int bits = Float.floatToRawIntBits(x);
        return ((bits >>> 23) - 127) + (bits & 0x7FFFFF) * (1f / (1 << 23));
    }
}
