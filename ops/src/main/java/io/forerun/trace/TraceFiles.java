package io.forerun.trace;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Opens traces: plain or gzip by the first two bytes, never by the name; the format by the first line. {@code -} is standard
 * input.
 */
public final class TraceFiles {
    private static final String FORMATS = "activity CSV (header with timestamp_ms,user,action), demand CSV (header"
            + " timestamp_ms,series,value), web-server log (common or combined), each plain or gzip";

    private TraceFiles() {}

    /**
     * Opens a trace of any format as activity. The caller closes it.
     *
     * @throws TraceException if the file is missing, unreadable, empty, of no known format or lacks a required column
     */
    public static ActivitySource open(final Path pathOrDash) throws TraceException {
        return open(input(pathOrDash));
    }

    /** Reads standard input as {@link #open(Path)} reads a file. */
    static ActivitySource open(final String name, final InputStream stream) throws TraceException {
        return open(TraceInput.pipe(name, stream));
    }

    /** The format of a file, from its first line. */
    public static TraceFormat format(final Path path) throws TraceException {
        try (TraceInput input = input(path)) {
            return new Opened(input).format;
        }
    }

    /**
     * Reads the whole of a demand CSV.
     *
     * @return every series, in the order of their first rows
     * @throws TraceException also if the file is of another format
     */
    public static List<DemandSeries> demand(final Path pathOrDash) throws TraceException {
        try (TraceInput input = input(pathOrDash)) {
            final Opened opened = new Opened(input);
            if (opened.format != TraceFormat.DEMAND_CSV) {
                throw opened.lines.error("not a demand CSV, allowed=header timestamp_ms,series,value");
            }
            return opened.demand();
        }
    }

    private static ActivitySource open(final TraceInput input) throws TraceException {
        boolean opened = false;
        try {
            final ActivitySource source = new GapConfirming(new Opened(input).source());
            opened = true;
            return source;
        } finally {
            if (!opened) {
                input.close();
            }
        }
    }

    private static TraceInput input(final Path pathOrDash) throws TraceException {
        return "-".equals(pathOrDash.toString()) ? TraceInput.pipe("stdin", System.in) : TraceInput.open(pathOrDash);
    }

    /** A trace whose first line was read. */
    private static final class Opened {
        private final LineReader lines;
        private final CsvFields fields;
        private final TraceFormat format;
        private final CsvHeader header;

        Opened(final TraceInput input) throws TraceException {
            lines = new LineReader(input);
            fields = new CsvFields(lines);
            if (!lines.next()) {
                throw new TraceException(input.name(), "is empty, allowed=" + FORMATS);
            }
            if (AccessLog.looksLike(lines)) {
                format = TraceFormat.ACCESS_LOG;
                header = null;
                lines.again();
                return;
            }
            header = CsvHeader.read(lines, fields);
            fields.expectSameCount();
            lines.honourQuotes();
            if (header.has("series") && header.has("value") && !header.has(ActivityCsv.USER)) {
                format = TraceFormat.DEMAND_CSV;
            } else if (header.has(ActivityCsv.TIMESTAMP)
                    || header.has(ActivityCsv.USER)
                    || header.has(ActivityCsv.ACTION)) {
                format = TraceFormat.ACTIVITY_CSV;
            } else {
                throw lines.error("not a trace: value=" + firstLine() + ", allowed=" + FORMATS);
            }
        }

        ActivitySource source() throws TraceException {
            return switch (format) {
                case ACTIVITY_CSV -> new ActivityCsv(lines, fields, header);
                case DEMAND_CSV -> new DemandActivity(lines.input(), demand());
                case ACCESS_LOG -> new AccessLog(lines);
            };
        }

        List<DemandSeries> demand() throws TraceException {
            return DemandSeries.read(lines, fields, header);
        }

        private String firstLine() {
            final int length = lines.end() - lines.start();
            return TraceException.quoted(new String(lines.bytes(), lines.start(), length, StandardCharsets.UTF_8));
        }
    }
}
