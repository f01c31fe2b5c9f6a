package io.forerun.profile;

import java.util.HashMap;
import java.util.Map;

/** What the table should hold, in the plainest way: a map of objects. */
final class NaiveProfiles {
    /** One user. */
    static final class Row {
        long firstSeenMs;
        long lastSeenMs;
        int count;
        int group;
        int action;
        float cpuUs;
        float memoryKibS;
        float gpuUs;
    }

    private final long maxUsers;
    private final Map<Long, Row> rows = new HashMap<>();

    NaiveProfiles(final long maxUsers) {
        this.maxUsers = maxUsers;
    }

    /** The user's row, a new one where there is room, else null. */
    Row locate(final long userId) {
        Row row = rows.get(userId);
        if (row == null && rows.size() < maxUsers) {
            row = new Row();
            rows.put(userId, row);
        }
        return row;
    }

    Row find(final long userId) {
        return rows.get(userId);
    }

    int size() {
        return rows.size();
    }

    Map<Long, Row> rows() {
        return rows;
    }

    static void touch(final Row row, final long seenMs, final int group, final int action) {
        row.firstSeenMs = row.count == 0 ? seenMs : row.firstSeenMs;
        row.lastSeenMs = row.count == 0 ? seenMs : Math.max(row.lastSeenMs, seenMs);
        row.count++;
        row.group = group;
        row.action = action;
    }

    static void cost(final Row row, final float cpuUs, final float memoryKibS, final float gpuUs) {
        final float weight = 1f / Math.min(row.count, 64);
        row.cpuUs += (cpuUs - row.cpuUs) * weight;
        row.memoryKibS += (memoryKibS - row.memoryKibS) * weight;
        row.gpuUs += (gpuUs - row.gpuUs) * weight;
    }
}
