package io.forerun.trace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The first line of a CSV: which column stands where. Names are compared without case and outer blanks. */
final class CsvHeader {
    /** Index of a column that the file does not have. */
    static final int ABSENT = -1;

    private final LineReader lines;
    private final Map<String, Integer> columns;

    private CsvHeader(final LineReader lines, final Map<String, Integer> columns) {
        this.lines = lines;
        this.columns = columns;
    }

    /** Reads the reader's present record as header. */
    static CsvHeader read(final LineReader lines, final CsvFields fields) throws TraceException {
        final Map<String, Integer> columns = new HashMap<>();
        fields.split();
        for (int field = 0; field < fields.count(); field++) {
            final String text = NameCache.decode(lines.bytes(), fields.start(field), fields.end(field));
            if (text == null) {
                throw fields.bad(field, "header", "text in UTF-8");
            }
            final String column = text.strip().toLowerCase(Locale.ROOT);
            if (columns.put(column, field) != null && !column.isEmpty()) {
                throw lines.error("header: column " + TraceException.quoted(column) + " stands there twice");
            }
        }
        return new CsvHeader(lines, columns);
    }

    boolean has(final String column) {
        return columns.containsKey(column);
    }

    /** Index of a column, ABSENT if the file does not have it. */
    int optional(final String column) {
        return columns.getOrDefault(column, ABSENT);
    }

    /** Fails unless all of these columns are there. */
    void require(final String... names) throws TraceException {
        final List<String> missing = new ArrayList<>();
        for (final String name : names) {
            if (!has(name)) {
                missing.add(name);
            }
        }
        if (!missing.isEmpty()) {
            throw lines.error("header: required column missing: " + String.join(", ", missing));
        }
    }
}
