package io.forerun.cli;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** This program as something that can be started again, as a process of its own. */
public final class Program {
    /** Options of the JVM that a second one needs, too; what listens, logs or writes files would be in its way. */
    private static final List<String> KEPT = List.of("--", "-D", "-Xmx", "-XX:CompileCommand", "-XX:+UseSerialGC");

    private Program() {}

    /** The command that starts it; a subcommand and its options can be added. */
    public static List<String> command() {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> KEPT.stream().anyMatch(option::startsWith))
                .forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        return command;
    }

    /** Lets this process end where another has, however that ended, and be it before this was asked for. */
    static void endWith(final long pid) {
        ProcessHandle.of(pid).ifPresentOrElse(other -> other.onExit().thenRun(Program::end), Program::end);
    }

    private static void end() {
        Runtime.getRuntime().halt(Failures.BROKEN);
    }
}
