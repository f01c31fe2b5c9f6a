package io.forerun.trace;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One row of a price CSV.
 *
 * @param provider who sells it
 * @param region where
 * @param type its name there
 * @param cpu cores
 * @param memoryGib memory
 * @param gpu graphics processors
 * @param usdPerHour on demand
 */
public record Price(
        String provider, String region, String type, double cpu, double memoryGib, double gpu, double usdPerHour) {
    private static final int NAMES = 1 << 14;

    /** All rows of a file, plain or gzip, in its order. */
    public static List<Price> read(final Path path) throws TraceException {
        try (TraceInput input = TraceInput.open(path)) {
            final LineReader lines = new LineReader(input);
            lines.honourQuotes();
            if (!lines.next()) {
                throw new TraceException(path.toString(), "empty, allowed=a price CSV");
            }
            final CsvFields fields = new CsvFields(lines);
            final CsvHeader header = CsvHeader.read(lines, fields);
            header.require("provider", "region", "type", "vcpu", "memory_gib", "gpu", "usd_per_hour");
            fields.expectSameCount();
            final NameCache names = new NameCache(NAMES, NameCache.NAME_BYTES);
            final List<Price> prices = new ArrayList<>();
            while (lines.next()) {
                fields.split();
                prices.add(new Price(
                        fields.text(header.optional("provider"), "provider", names, false),
                        fields.text(header.optional("region"), "region", names, false),
                        fields.text(header.optional("type"), "type", names, false),
                        fields.decimal(header.optional("vcpu"), "vcpu"),
                        fields.decimal(header.optional("memory_gib"), "memory_gib"),
                        fields.decimal(header.optional("gpu"), "gpu"),
                        fields.decimal(header.optional("usd_per_hour"), "usd_per_hour")));
            }
            return prices;
        }
    }
}
