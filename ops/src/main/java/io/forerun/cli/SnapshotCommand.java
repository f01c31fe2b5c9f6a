package io.forerun.cli;

import io.forerun.replay.Snapshotting;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes the state that a journal's records lead to, so that the next start need not read them. */
@Command(
        name = "snapshot",
        description =
                "Writes beside a journal the state that its records lead to, so that the next start goes on from there;"
                        + " also while a server runs, which does not notice.",
        mixinStandardHelpOptions = true)
final class SnapshotCommand implements Callable<Integer> {
    @Option(names = "--journal", paramLabel = "DIR", required = true, description = "Journal directory.")
    private Path journal;

    @Mixin
    private Background background;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        background.begin();
        final Snapshotting taken = Snapshotting.of(journal);
        if (json) {
            JsonOutput.print(out -> {
                out.writeStartObject();
                out.writeNumberField("sequence", taken.sequence());
                out.writeNumberField("replayed", taken.replayed());
                out.writeNumberField("users", taken.users());
                out.writeNumberField("groups", taken.groups());
                out.writeNumberField("seconds", taken.seconds());
                out.writeEndObject();
            });
        } else {
            System.out.printf(
                    Locale.ROOT,
                    "snapshot behind journal record %d: %,d users, %d groups; %,d records replayed, %.1f s%n",
                    taken.sequence(),
                    taken.users(),
                    taken.groups(),
                    taken.replayed(),
                    taken.seconds());
        }
        return 0;
    }
}
