package io.forerun.perf;

import io.forerun.pipeline.ClockMode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Entry point of {@code forerun bench}. */
@Command(
        name = "forerun bench",
        description = "Measures records per second, each figure beside what the machine can do in the same run.",
        mixinStandardHelpOptions = true)
public final class Bench implements Callable<Integer> {
    private static final long SEED = 20_261_125;
    private static final int BROKEN = 70;

    /** What can be measured. */
    enum What {
        TABLE,
        ENGINE,
        LOOPBACK,
        REPLAY,
        ALL
    }

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "WHAT", description = "${COMPLETION-CANDIDATES}", defaultValue = "all")
    private What what;

    @Option(
            names = "--users",
            paramLabel = "N",
            description = "Users (default: ${DEFAULT-VALUE}).",
            defaultValue = "1000000")
    private int users;

    @Option(
            names = "--records",
            paramLabel = "N",
            description = "Records of a lap, besides one of each user (default: ${DEFAULT-VALUE}).",
            defaultValue = "5000000")
    private int records;

    @Option(
            names = "--laps",
            paramLabel = "N",
            description = "Laps; one more warms up (default: ${DEFAULT-VALUE}).",
            defaultValue = "5")
    private int laps;

    @Option(
            names = "--clock",
            paramLabel = "CLOCK",
            description = "Clock of the loopback: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).",
            defaultValue = "ingress")
    private ClockMode clock;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    private final List<Figure> figures = new ArrayList<>();

    /** Measures and exits: 0 done, 2 bad input, 70 a wrong answer. */
    public static void main(final String[] arguments) {
        System.exit(new CommandLine(new Bench())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failed, command, parsed) -> {
                    failed.printStackTrace(System.err);
                    return BROKEN;
                })
                .execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        within("--users", users, 2, 100_000_000);
        within("--records", records, 1, 100_000_000);
        within("--laps", laps, 1, 1_000);
        if (what == What.TABLE || what == What.ALL) {
            add(new TableBench(Workload.of(SEED, users, records, false)).run(laps));
        }
        if (what == What.ENGINE || what == What.ALL) {
            add(new EngineBench("engine", Workload.of(SEED, users, records, false)).run(laps));
            add(new EngineBench("engine-zipf", Workload.of(SEED, users, records, true)).run(laps));
        }
        if (what == What.LOOPBACK || what == What.REPLAY || what == What.ALL) {
            overLoopback();
        }
        if (json) {
            System.out.println(FigureOutput.json("all", figures));
        }
        return 0;
    }

    private void overLoopback() throws IOException {
        try (TemporaryDirectory directory = new TemporaryDirectory()) {
            final LoopbackBench bench =
                    new LoopbackBench(Workload.of(SEED, users, records, false), clock, directory.path());
            final int sendLaps = what == What.REPLAY ? 1 : laps;
            final Figure loopback = bench.send(sendLaps);
            if (what != What.REPLAY) {
                add(loopback);
            }
            if (what != What.LOOPBACK) {
                add(bench.replay(sendLaps, laps));
            }
        }
    }

    private void add(final Figure figure) {
        figures.add(figure);
        if (!json) {
            System.out.print(FigureOutput.text(figure));
        }
    }

    private void within(final String option, final int value, final int least, final int most) {
        if (value < least || value > most) {
            throw new ParameterException(
                    spec.commandLine(), option + ": value=" + value + ", allowed=" + least + " to " + most);
        }
    }
}
