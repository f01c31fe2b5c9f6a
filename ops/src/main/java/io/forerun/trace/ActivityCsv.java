package io.forerun.trace;

import io.forerun.client.ActivityRow;

/** Reads activity CSV: one request a line. Optional columns that the file does not have stay unknown in every row. */
final class ActivityCsv implements ActivitySource {
    static final String TIMESTAMP = "timestamp_ms";
    static final String USER = "user";
    static final String ACTION = "action";

    private static final int USER_PLACES = 1 << 16;
    private static final int OBJECT_PLACES = 1 << 16;
    private static final int NAME_PLACES = 1 << 12;

    private final LineReader lines;
    private final CsvFields fields;
    private final NameCache users = new NameCache(USER_PLACES, LineReader.MAX_RECORD_BYTES);
    private final NameCache objects = new NameCache(OBJECT_PLACES, NameCache.NAME_BYTES);
    private final NameCache names = new NameCache(NAME_PLACES, NameCache.NAME_BYTES);
    private final int timestamp;
    private final int user;
    private final int action;
    private final int object;
    private final int region;
    private final int device;
    private final int service;
    private final int cpuUs;
    private final int memoryKib;
    private final int gpuUs;
    private final int bytes;
    private final int durationUs;

    ActivityCsv(final LineReader lines, final CsvFields fields, final CsvHeader header) throws TraceException {
        header.require(TIMESTAMP, USER, ACTION);
        this.lines = lines;
        this.fields = fields;
        timestamp = header.optional(TIMESTAMP);
        user = header.optional(USER);
        action = header.optional(ACTION);
        object = header.optional("object");
        region = header.optional("region");
        device = header.optional("device");
        service = header.optional("service");
        cpuUs = header.optional("cpu_us");
        memoryKib = header.optional("memory_kib");
        gpuUs = header.optional("gpu_us");
        bytes = header.optional("bytes");
        durationUs = header.optional("duration_us");
    }

    @Override
    public boolean next(final ActivityRow row) throws TraceException {
        if (!lines.next()) {
            return false;
        }
        fields.split();
        row.timestampMs = fields.timestampMs(timestamp, TIMESTAMP);
        row.user = fields.text(user, USER, users, false);
        row.action = fields.text(action, ACTION, names, false);
        row.object = text(object, "object", objects);
        row.region = text(region, "region", names);
        row.device = text(device, "device", names);
        row.service = text(service, "service", names);
        row.cpuUs = number(cpuUs, "cpu_us");
        row.memoryKib = number(memoryKib, "memory_kib");
        row.gpuUs = number(gpuUs, "gpu_us");
        row.bytes = number(bytes, "bytes");
        row.durationUs = number(durationUs, "duration_us");
        row.gapConfirmed = false;
        return true;
    }

    @Override
    public String name() {
        return lines.input().name();
    }

    @Override
    public double progress() {
        return lines.input().progress();
    }

    @Override
    public long digest() throws TraceException {
        return lines.input().digest();
    }

    @Override
    public void close() {
        lines.input().close();
    }

    private String text(final int field, final String column, final NameCache cache) throws TraceException {
        return field == CsvHeader.ABSENT ? "" : fields.text(field, column, cache, true);
    }

    private long number(final int field, final String column) throws TraceException {
        return field == CsvHeader.ABSENT ? 0 : fields.unsigned(field, column);
    }
}
