package io.forerun.cli;

import io.forerun.backtest.WhatIf;
import io.forerun.pipeline.Start;
import io.forerun.replay.Verification;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Rebuilds the engine from a journal. */
@Command(
        name = "replay",
        description =
                "Rebuilds the engine's state from a journal and prints its hashes; exit code 1 where they differ.",
        mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {
    @Option(names = "--journal", paramLabel = "DIR", required = true, description = "Journal directory.")
    private Path journal;

    @Option(
            names = "--verify",
            description = "Compare with the journal's checkpoints; where it was not closed, with a second replay.")
    private boolean verify;

    @Option(
            names = "--replan",
            description = "The same with every plan made anew: what is decided must be what was decided.")
    private boolean replan;

    @Option(
            names = "--from-snapshot",
            description = "Begin with the newest snapshot instead of the first record, as a restart does.")
    private boolean fromSnapshot;

    @Option(names = "--to", paramLabel = "TIME", description = "Stop there: milliseconds, or 2026-01-31T12:00:00Z.")
    private String to;

    @Option(
            names = "--fleet",
            paramLabel = "FILE",
            description = "Instead: what the journal's days would have cost and left unserved with this fleet.")
    private Path fleet;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        if (fleet != null) {
            WhatIfText.print(WhatIf.of(journal, Fleets.read(fleet)), json);
            return 0;
        }
        final Verification.Way way =
                replan ? Verification.Way.REPLANNED : verify ? Verification.Way.COMPARED : Verification.Way.ONCE;
        final Verification result = Verification.of(
                journal,
                to == null ? Long.MAX_VALUE : time("--to", to),
                fromSnapshot ? Start.NEWEST : Start.OLDEST,
                way);
        final double recordsPerSecond = result.records() / Math.max(1e-9, result.seconds());
        if (json) {
            print(result, recordsPerSecond);
        } else {
            System.out.printf(
                    Locale.ROOT,
                    "%,d records (%,d journal records), %,d users, %d groups, %,.0f records/s%n"
                            + "learned %s%nstate   %s%n%s%n",
                    result.records(),
                    result.journalRecords(),
                    result.status().users(),
                    result.status().groups(),
                    recordsPerSecond,
                    JsonOutput.hash(result.learnedHash()),
                    JsonOutput.hash(result.stateHash()),
                    switch (result.match()) {
                        case YES ->
                            result.expectedHash() == 0
                                    ? "no checkpoint at the end: compare with --verify"
                                    : "match: " + JsonOutput.hash(result.expectedHash());
                        case NO -> "MISMATCH: expected " + JsonOutput.hash(result.expectedHash());
                        case NOT_COMPARABLE -> "not comparable: written by another version of the engine";
                    });
            if (replan) {
                System.out.printf(
                        Locale.ROOT,
                        "%,d plans made anew, %,d of them other than in the journal%n",
                        result.plans(),
                        result.otherPlans());
            }
        }
        return result.match() == Verification.Match.NO ? 1 : 0;
    }

    private static void print(final Verification result, final double recordsPerSecond) {
        JsonOutput.print(out -> {
            out.writeStartObject();
            out.writeNumberField("records", result.records());
            out.writeStringField("learned_hash", JsonOutput.hash(result.learnedHash()));
            out.writeStringField("state_hash", JsonOutput.hash(result.stateHash()));
            if (result.expectedHash() == 0) {
                out.writeNullField("expected_hash");
            } else {
                out.writeStringField("expected_hash", JsonOutput.hash(result.expectedHash()));
            }
            if (result.match() == Verification.Match.NOT_COMPARABLE) {
                out.writeStringField("match", "not_comparable");
            } else {
                out.writeBooleanField("match", result.match() == Verification.Match.YES);
            }
            if (result.plans() > 0) {
                out.writeNumberField("plans", result.plans());
                out.writeNumberField("other_plans", result.otherPlans());
            }
            out.writeNumberField("records_per_second", Math.round(recordsPerSecond));
            out.writeNumberField("accepted", result.status().accepted());
            out.writeEndObject();
        });
    }

    static long time(final String option, final String text) {
        try {
            return text.matches("\\d+")
                    ? Long.parseLong(text)
                    : Instant.parse(text).toEpochMilli();
        } catch (final DateTimeParseException | NumberFormatException wrong) {
            throw new BadInputException(
                    option + ": value=" + text + ", allowed=milliseconds since 1970 or a time as 2026-01-31T12:00:00Z");
        }
    }
}
