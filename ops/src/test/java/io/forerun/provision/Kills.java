package io.forerun.provision;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Processes that are started to be killed. {@code FORERUN_KILLS=200} kills more of them than the build does. */
public final class Kills {
    /** How many a test shall kill. */
    public static final int COUNT = Integer.parseInt(System.getenv().getOrDefault("FORERUN_KILLS", "4"));

    private Kills() {}

    /** Starts a class of the tests in a process of its own, whose output goes to a file. */
    public static Process fork(final String main, final Path log, final Object... arguments) throws IOException {
        final List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                main));
        for (final Object argument : arguments) {
            command.add(argument.toString());
        }
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }
}
