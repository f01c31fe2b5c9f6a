package io.forerun.provision.process;

import java.nio.file.Path;
import java.util.List;

/**
 * How workers are run. In {@code command}, {@code health} and {@code drain} stand {@code {port}}, {@code {id}}, {@code {type}}
 * and {@code {region}} for those of the worker. A command that says {@code {service}} runs replicas of services and nothing else.
 *
 * @param command program and arguments; the program is looked up on the path
 * @param health URL that answers 200 while the worker can serve; empty takes a worker that runs for one that serves
 * @param drain URL that is posted to when the worker shall take no more work; empty sends SIGTERM at once
 * @param firstPort lowest port that is given to a worker
 * @param lastPort highest port that is given to a worker
 * @param startMs a worker that is not healthy by then is ended
 * @param drainMs time between the drain request and SIGTERM
 * @param killMs time between SIGTERM and SIGKILL
 * @param directory where the state is kept, and what workers print
 */
public record ProcessConfig(
        List<String> command,
        String health,
        String drain,
        int firstPort,
        int lastPort,
        int startMs,
        int drainMs,
        int killMs,
        Path directory) {
    private static final int HIGHEST_PORT = 65_535;
    private static final int DAY_MS = 86_400_000;

    public ProcessConfig {
        command = List.copyOf(command);
        if (command.isEmpty()) {
            throw new IllegalArgumentException("command: value=[], allowed=a program and its arguments");
        }
        range("first_port", firstPort, 1, HIGHEST_PORT);
        range("last_port", lastPort, firstPort, HIGHEST_PORT);
        range("start_ms", startMs, 1, DAY_MS);
        range("drain_ms", drainMs, 0, DAY_MS);
        range("kill_ms", killMs, 0, DAY_MS);
    }

    private static void range(final String name, final int value, final int least, final int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + ": value=" + value + ", allowed=" + least + " to " + most);
        }
    }

    /** Whether workers are replicas of services. */
    boolean runsServices() {
        return command.stream().anyMatch(word -> word.contains(Slot.SERVICE));
    }

    /** When a worker gets SIGTERM, counted from the wish that it goes. */
    long termMs() {
        return drain.isEmpty() ? 0 : drainMs;
    }
}
