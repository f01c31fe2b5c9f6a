package io.forerun.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Trains on a journal in a process of its own: the command {@code retrain --background --json} of this program.
 *
 * <p>It ends with this process. Killed anywhere, it leaves the champion's file as it was or as it was to be. One training at a time;
 * {@link #stop} from any thread.
 */
public final class TrainingProcess {
    private static final JsonFactory JSON = new JsonFactory();

    private final BackgroundProcess process;

    /** By a command that starts this program, to which a subcommand and its options can be added. */
    public TrainingProcess(final List<String> program) {
        process = new BackgroundProcess(program);
    }

    /**
     * Trains, and waits for it.
     *
     * @param isDry whether the model before stays in any case
     * @throws IllegalArgumentException if there is too little in the journal to learn from
     * @throws IOException if it cannot be started or comes to nothing; the model before stays
     * @throws InterruptedException if it is stopped
     */
    public TrainingOutcome run(final Path journal, final boolean isDry) throws IOException, InterruptedException {
        return outcome(
                isDry
                        ? process.run("retrain", "--journal", journal.toString(), "--dry-run")
                        : process.run("retrain", "--journal", journal.toString()));
    }

    private static TrainingOutcome outcome(final String answer) throws IOException {
        long events = 0;
        double champion = Double.NaN;
        double challenger = Double.NaN;
        boolean isPromoted = false;
        try (JsonParser json = JSON.createParser(answer)) {
            while (json.nextToken() != null) {
                switch (json.getParsingContext().pathAsPointer().toString()) { // A name first, then its value.
                    case "/events" -> events = json.getValueAsLong();
                    case "/champion/loss" -> champion = json.getValueAsDouble(Double.NaN);
                    case "/challenger/loss" -> challenger = json.getValueAsDouble(Double.NaN);
                    case "/promoted" -> isPromoted = json.getValueAsBoolean();
                    default -> {}
                }
            }
        }
        return new TrainingOutcome(events, champion, challenger, isPromoted);
    }

    /** Ends a training that runs; none starts any more. */
    public void stop() {
        process.stop();
    }
}
