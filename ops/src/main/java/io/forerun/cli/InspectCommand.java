package io.forerun.cli;

import io.forerun.journal.ChronicleJournal;
import io.forerun.journal.JournalHealth;
import io.forerun.journal.SalvageReport;
import io.forerun.replay.JournalContents;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what is in a journal and whether it is whole. */
@Command(
        name = "inspect",
        description = "Shows a journal's health and contents; --salvage mends one that cannot be opened.",
        mixinStandardHelpOptions = true)
final class InspectCommand implements Callable<Integer> {
    @Option(names = "--journal", paramLabel = "DIR", required = true, description = "Journal directory.")
    private Path journal;

    @Option(
            names = "--salvage",
            description = "Keep all records before the first damage, move the rest aside, list what was lost.")
    private boolean salvage;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        if (salvage) {
            printSalvage(ChronicleJournal.salvage(journal));
        }
        final JournalHealth health = ChronicleJournal.inspect(journal);
        final boolean readable =
                health.verdict() == JournalHealth.Verdict.HEALTHY || health.verdict() == JournalHealth.Verdict.TORN;
        final JournalContents contents = readable ? JournalContents.of(journal) : null;
        if (json) {
            printJson(health, contents);
        } else {
            print(health, contents);
        }
        return readable ? 0 : 1;
    }

    private List<Long> snapshots() {
        return ChronicleJournal.source(journal).snapshots().sequences();
    }

    private void printSalvage(final SalvageReport report) {
        System.err.printf(
                Locale.ROOT,
                "kept %,d records up to %d; %s; %,d whole records behind the damage set aside%s%n",
                report.recordsKept(),
                report.lastSequence(),
                report.lost().isEmpty() ? "nothing lost" : "lost " + report.lost(),
                report.recordsAside(),
                report.damaged().map(path -> " in " + path).orElse(""));
    }

    private void print(final JournalHealth health, final JournalContents contents) {
        System.out.printf(
                Locale.ROOT,
                "%s: %s, records %d to %d, %,d bytes in %d files, format %d%n",
                journal,
                ConfigFile.word(health.verdict()),
                health.firstSequence(),
                health.lastSequence(),
                health.bytes(),
                health.files(),
                health.formatVersion());
        if (!health.lost().isEmpty()) {
            System.out.println("lost: " + health.lost());
        }
        System.out.println("snapshots behind records: " + snapshots());
        if (contents != null) {
            System.out.printf(
                    Locale.ROOT, "%s%n%,d activity records%n", contents.countsByKind(), contents.activities());
            if (contents.firstMs() <= contents.lastMs()) {
                System.out.printf(
                        "from %s to %s%n",
                        Instant.ofEpochMilli(contents.firstMs()), Instant.ofEpochMilli(contents.lastMs()));
            }
        }
    }

    private void printJson(final JournalHealth health, final JournalContents contents) {
        JsonOutput.print(out -> {
            out.writeStartObject();
            out.writeStringField("journal", journal.toString());
            out.writeStringField("verdict", ConfigFile.word(health.verdict()));
            out.writeNumberField("first_sequence", health.firstSequence());
            out.writeNumberField("last_sequence", health.lastSequence());
            out.writeNumberField("bytes", health.bytes());
            out.writeNumberField("files", health.files());
            out.writeNumberField("format_version", health.formatVersion());
            out.writeStringField("lost", health.lost().toString());
            out.writeArrayFieldStart("snapshots");
            for (final long sequence : snapshots()) {
                out.writeNumber(sequence);
            }
            out.writeEndArray();
            if (contents != null) {
                out.writeObjectFieldStart("journal_records");
                for (final Map.Entry<String, Long> kind :
                        contents.countsByKind().entrySet()) {
                    out.writeNumberField(kind.getKey(), kind.getValue());
                }
                out.writeEndObject();
                out.writeNumberField("activity_records", contents.activities());
            }
            out.writeEndObject();
        });
    }
}
