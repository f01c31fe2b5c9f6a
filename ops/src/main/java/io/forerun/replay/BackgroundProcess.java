package io.forerun.replay;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs commands of this program as processes of their own, which take only what would be idle: so what they keep is collected,
 * compiled and paged where it holds up nobody, and their memory goes back with them. They end with this process. One at a time; {@link #stop} from any
 * thread.
 */
public final class BackgroundProcess {
    private static final int BAD_INPUT = 2;
    private static final String SPEAKER = "forerun: ";

    private final List<String> program;
    private Process process; // Guarded by this, as is the next.
    private boolean isStopped;

    /** By a command that starts this program, to which a subcommand and its options can be added. */
    public BackgroundProcess(final List<String> program) {
        this.program = List.copyOf(program);
    }

    /**
     * Runs a command, and waits for it.
     *
     * @param arguments subcommand and options, without {@code --background --ends-with PID --json}
     * @return the JSON object that it printed, empty where it printed none
     * @throws IllegalArgumentException if it refuses what it was given
     * @throws IOException if it cannot be started or comes to nothing
     * @throws InterruptedException if it is stopped
     */
    public String run(final String... arguments) throws IOException, InterruptedException {
        final Process begun = begin(arguments);
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
            throw new IOException(arguments[0] + " ended with exit code " + exitCode + ": " + complaint);
        }
        return answer;
    }

    private synchronized Process begin(final String... arguments) throws IOException, InterruptedException {
        requireNotStopped();
        final List<String> command = new ArrayList<>(program);
        command.addAll(List.of(arguments));
        command.addAll(List.of(
                "--background",
                "--ends-with",
                Long.toString(ProcessHandle.current().pid()),
                "--json"));
        process = new ProcessBuilder(Niceness.standingBack(command))
                .redirectErrorStream(true)
                .start();
        return process;
    }

    private synchronized void requireNotStopped() throws InterruptedException {
        if (isStopped) {
            throw new InterruptedException("stopped");
        }
    }

    /** Ends what runs; nothing starts any more. */
    public synchronized void stop() {
        isStopped = true;
        if (process != null) {
            process.destroyForcibly();
        }
    }
}
