package io.forerun.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Trains on a journal in a process of its own: the command {@code retrain --background --json} of this program.
 *
 * <p>So what training keeps is collected, compiled and paged where it holds up nobody, and its memory goes back with it. Killed
 * anywhere, it leaves the champion's file as it was or as it was to be. One training at a time; {@link #stop} from any thread.
 */
public final class TrainingProcess {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int BAD_INPUT = 2;
    private static final String SPEAKER = "forerun: ";

    private final List<String> program;
    private Process process; // Guarded by this, as is the next.
    private boolean isStopped;

    /** By a command that starts this program, to which a subcommand and its options can be added. */
    public TrainingProcess(final List<String> program) {
        this.program = List.copyOf(program);
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
        final Process begun = begin(journal, isDry);
        String answer = "";
        String complaint = "no answer";
        try (BufferedReader lines = begun.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                answer = line.startsWith("{") ? line : answer;
                complaint = line.startsWith(SPEAKER) ? line.substring(SPEAKER.length()) : complaint;
            }
        } finally {
            begun.destroy(); // Of no effect on one that has ended.
        }
        final int exitCode = begun.waitFor();
        requireNotStopped();
        if (exitCode == BAD_INPUT) {
            throw new IllegalArgumentException(complaint);
        }
        if (exitCode != 0) {
            throw new IOException("training ended with exit code " + exitCode + ": " + complaint);
        }
        return outcome(answer);
    }

    private synchronized Process begin(final Path journal, final boolean isDry)
            throws IOException, InterruptedException {
        requireNotStopped();
        final List<String> command = new ArrayList<>(program);
        command.addAll(List.of("retrain", "--background", "--json", "--journal", journal.toString()));
        if (isDry) {
            command.add("--dry-run");
        }
        process = new ProcessBuilder(Niceness.standingBack(command))
                .redirectErrorStream(true)
                .start();
        return process;
    }

    private synchronized void requireNotStopped() throws InterruptedException {
        if (isStopped) {
            throw new InterruptedException("training: stopped");
        }
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
    public synchronized void stop() {
        isStopped = true;
        if (process != null) {
            process.destroyForcibly();
        }
    }
}
