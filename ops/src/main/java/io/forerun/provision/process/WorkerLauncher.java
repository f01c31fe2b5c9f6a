package io.forerun.provision.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts workers. The child itself writes down who it is and then takes its slot by a link that only one can make: it or, after a
 * crash of ours, whoever withdraws the intention. So there is no moment at which a worker runs and nobody can know.
 */
final class WorkerLauncher {
    /** Arguments: the slot's path without extension, then the command. */
    private static final String SCRIPT = """
            slot=$1; shift
            stat=$(cat /proc/$$/stat 2>/dev/null); stat=${stat##*) }
            echo "$$ $(echo "$stat" | cut -d' ' -f20) $(cat /proc/sys/kernel/random/boot_id 2>/dev/null)" > "$slot.pid"
            ln "$slot.start" "$slot.run" 2>/dev/null || { rm -f "$slot.pid" "$slot.log"; exit 75; }
            exec "$@"
            """;

    private final ProcessConfig config;
    private final Path root;

    WorkerLauncher(final ProcessConfig config, final Path root) {
        this.config = config;
        this.root = root.toAbsolutePath();
    }

    /** Starts the child of a slot whose intention is written. */
    Process launch(final Slot slot) throws IOException {
        final List<String> command = new ArrayList<>(List.of(
                "/bin/sh",
                "-c",
                SCRIPT,
                "forerun-worker",
                root.resolve(Long.toString(slot.id())).toString()));
        config.command().forEach(word -> command.add(slot.fill(word)));
        final ProcessBuilder builder = new ProcessBuilder(command);
        builder.redirectErrorStream(true);
        builder.redirectOutput(root.resolve(slot.id() + ".log").toFile());
        builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        return builder.start();
    }
}
