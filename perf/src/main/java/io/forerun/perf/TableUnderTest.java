package io.forerun.perf;

import io.forerun.profile.ProfileRows;
import io.forerun.profile.ProfileTable;

/** The profile table alone: rows located in runs, then each touched and its costs moved, as the engine does. */
final class TableUnderTest implements AutoCloseable {
    private static final int BYTES_PER_USER = 142; // What it takes at its usual fill.

    private final Workload workload;
    private final ProfileTable table;
    private final long[] userIds = new long[ProfileTable.MAX_RUN];
    private final long[] rows = new long[ProfileTable.MAX_RUN];

    TableUnderTest(final Workload workload) {
        this.workload = workload;
        table = new ProfileTable(workload.users(), 42);
    }

    /** Shows the table every user once; records how long it takes to make the rows of a run. */
    void load(final Latency locate) {
        for (int first = 0; first < workload.users(); first += ProfileTable.MAX_RUN) {
            final int count = Math.min(ProfileTable.MAX_RUN, workload.users() - first);
            final long startNs = System.nanoTime();
            locate(first, count);
            locate.record(System.nanoTime() - startNs);
            update(first, count);
        }
    }

    /** Updates per second over the workload's records, located in runs of this length. */
    double perSecond(final int run) {
        final long startNs = System.nanoTime();
        for (int first = workload.users(); first < workload.count(); first += run) {
            final int count = Math.min(run, workload.count() - first);
            locate(first, count);
            update(first, count);
        }
        return (workload.count() - workload.users()) * 1e9 / (System.nanoTime() - startNs);
    }

    private void locate(final int first, final int count) {
        for (int index = 0; index < count; index++) {
            userIds[index] = workload.userId(first + index);
        }
        table.locate(userIds, count, rows);
    }

    private void update(final int first, final int count) {
        for (int index = 0; index < count; index++) {
            final int item = first + index;
            final int mix = Workload.mix(item);
            table.touch(
                    rows[index],
                    Workload.timestampMs(item),
                    Workload.service(mix),
                    Workload.action(mix),
                    Workload.device(mix),
                    Workload.object(mix));
            table.cost(rows[index], Workload.cpuUs(mix), Workload.memoryKib(mix), 0);
        }
    }

    /** Bytes that the table takes, about. */
    long bytes() {
        return (long) workload.users() * BYTES_PER_USER;
    }

    long size() {
        return table.size();
    }

    /** Fails where a user's row tells another story than the object of who saw the same records. */
    void requireEqual(final long userId, final HeapProfile other) {
        final ProfileRows fields = table.rows();
        final long row = table.find(userId);
        Answers.require("count of user " + userId, fields.count(row), other.count);
        Answers.require("last seen of user " + userId, fields.lastSeenMs(row), other.lastSeenMs);
        Answers.require("last action of user " + userId, fields.lastAction(row), other.lastAction);
    }

    @Override
    public void close() {
        table.close();
    }
}
