package io.forerun.trace;

import io.forerun.client.ActivityRow;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Plays demand as activity: a bucket of value v becomes v anonymous requests spread evenly over the bucket's interval, with
 * the series as service. Where values are large one row stands for {@link #weight()} requests, so that the largest bucket
 * takes {@value #ROWS_PER_BUCKET} rows (more only if even a weight of 10,000 is too small); what rounding leaves over is carried to the
 * next bucket of the series, so totals stay exact.
 *
 * <p>The whole file is read first: the weight needs the largest value, and files mostly list one series after the other,
 * which would make all but the first late. Rows come out merged by time. So a pipe of demand starts when it ends.
 */
final class DemandActivity implements ActivitySource {
    /** Points held in memory at most, 16 bytes each. */
    static final int MAX_POINTS = 16_000_000;

    /** Largest value of a bucket: no service gets more requests, and bytes a minute are no requests. */
    static final double MAX_VALUE = 4_294_967_295.0;

    static final int ROWS_PER_BUCKET = 200;
    static final int MAX_WEIGHT = 10_000;

    private static final String ACTION = "demand";

    private final DemandOrigin origin;
    private final int weight;
    private final long points;
    private final PriorityQueue<Cursor> cursors = new PriorityQueue<>();
    private long pointsDone;

    DemandActivity(final DemandOrigin origin, final List<DemandSeries> series) throws TraceException {
        this.origin = origin;
        double largest = 0;
        long count = 0;
        for (final DemandSeries one : series) {
            final double most = Arrays.stream(one.values()).max().orElse(0);
            if (most > MAX_VALUE) {
                throw new TraceException(
                        origin.name(),
                        "series " + TraceException.quoted(one.name()) + ": value=" + most
                                + " is too large for requests," + " allowed=0 to 4294967295");
            }
            largest = Math.max(largest, most);
            count += one.size();
        }
        this.points = count;
        this.weight = (int) Math.clamp(Math.ceil(largest / ROWS_PER_BUCKET), 1, MAX_WEIGHT);
        for (int index = 0; index < series.size(); index++) {
            enqueue(new Cursor(series.get(index), index));
        }
    }

    @Override
    public boolean next(final ActivityRow row) {
        final Cursor cursor = cursors.poll();
        if (cursor == null) {
            return false;
        }
        row.clearOptional();
        row.timestampMs = cursor.rowMs;
        row.user = cursor.user;
        row.action = ACTION;
        row.service = cursor.series.name();
        cursor.row++;
        enqueue(cursor);
        return true;
    }

    @Override
    public String name() {
        return origin.name();
    }

    /** Share of the points played; reading them took no time worth showing. */
    @Override
    public double progress() {
        return points == 0 ? 1 : (double) pointsDone / points;
    }

    @Override
    public long digest() throws TraceException {
        return origin.digest();
    }

    @Override
    public int weight() {
        return weight;
    }

    @Override
    public void close() {
        origin.close();
    }

    private void enqueue(final Cursor cursor) {
        if (cursor.toNextRow()) {
            cursors.add(cursor);
        }
    }

    /** Where one series stands. */
    private final class Cursor implements Comparable<Cursor> {
        private final DemandSeries series;
        private final int rank;
        private final String user;
        private int point = -1;
        private long row;
        private long rows;
        private double carry;
        private long rowMs;

        Cursor(final DemandSeries series, final int rank) {
            this.series = series;
            this.rank = rank;
            this.user = "series:" + series.name();
        }

        /** Goes to the bucket that holds the next row; false behind the last. */
        boolean toNextRow() {
            while (row == rows) {
                if (++point == series.size()) {
                    return false;
                }
                pointsDone++;
                final double exact = series.values()[point] / weight + carry;
                rows = (long) Math.floor(exact + 0.5);
                carry = exact - rows;
                row = 0;
            }
            final long startMs = series.timestampsMs()[point];
            rowMs = startMs + (long) ((row + 0.5) * widthMs(startMs) / rows);
            return true;
        }

        /** The interval, less where the next point comes sooner, so that rows stay sorted. */
        private long widthMs(final long startMs) {
            return point + 1 == series.size()
                    ? series.intervalMs()
                    : Math.min(series.intervalMs(), series.timestampsMs()[point + 1] - startMs);
        }

        @Override
        public int compareTo(final Cursor other) {
            final int byTime = Long.compare(rowMs, other.rowMs);
            return byTime != 0 ? byTime : Integer.compare(rank, other.rank);
        }
    }
}
