package io.forerun.perf;

import io.forerun.pipeline.ClockMode;
import io.forerun.trace.ActivitySource;
import io.forerun.trace.TraceException;
import io.forerun.trace.TraceFiles;
import io.forerun.trace.synthetic.PopulationConfig;
import io.forerun.trace.synthetic.SyntheticPopulation;
import java.io.IOException;
import java.nio.file.Path;
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
        footer = {
            "",
            "table     the profile table alone, beside random access and a concurrent map; its memory",
            "engine    the engine's thread, users alike and by Zipf's law; how long a slot holds it up in growth",
            "forecast  the end of a bucket per group, with N users and with a tenth of them; with 1,000 and 10,000 groups",
            "model     the engine's thread with a model of users in force, beside its floors",
            "prewarm   the same with users announced who are due, and without",
            "gru       steps of the recurrent unit, beside the processor's peak and, where built with -Ppeers, ONNX Runtime",
            "planner   plans of 20 node types in 5 regions: time, and cost above the bound",
            "mix       what services will be asked for, by several ways to tell, beside what came; --trace for a trace of yours",
            "throughput client, gateway, ring, journal, engine, acknowledgements, as fast as they go",
            "latency   the same at a rate: from the moment a record is due to its acknowledgement",
            "memory    an engine with N users, by the operating system's account",
            "replay    the same records from the journal",
            "restart   from a snapshot of N users and the records behind it"
        },
        mixinStandardHelpOptions = true)
public final class Bench implements Callable<Integer> {
    private static final long SEED = 20_261_125;
    private static final int BROKEN = 70;
    private static final int USERS = 1_000_000;
    private static final int MANY_USERS = 10_000_000;
    private static final int SOME_USERS = 100_000;
    private static final int LATENCY_LAP_SECONDS = 5;

    /** Training first starts a process and reads a journal, and then it learns. */
    private static final int RETRAINING_LAP_SECONDS = 10;

    private static final int GROUPS_MINUTES = 2;
    private static final int MIX_MINUTES = 1_440;

    /** What can be measured. */
    enum What {
        TABLE,
        ENGINE,
        FORECAST,
        GRU,
        MODEL,
        PREWARM,
        PLANNER,
        MIX,
        THROUGHPUT,
        LATENCY,
        MEMORY,
        REPLAY,
        RESTART,
        ALL
    }

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "WHAT", description = "${COMPLETION-CANDIDATES}", defaultValue = "all")
    private What what;

    @Option(
            names = "--users",
            paramLabel = "N",
            description =
                    "Users (default: 10000000 for table, forecast, model, memory and restart, 100000 for latency, else"
                            + " 1000000).")
    private Integer usersAsked;

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
            description = "Clock of the throughput: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).",
            defaultValue = "ingress")
    private ClockMode clock;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "Records due in a second, for latency (default: ${DEFAULT-VALUE}).",
            defaultValue = "200000")
    private int rate;

    @Option(
            names = "--while-retraining",
            description = "For latency: laps with a model trained in the background beside laps without.")
    private boolean retraining;

    @Option(names = "--trace", paramLabel = "FILE", description = "For mix: an activity trace instead of made ones.")
    private Path trace;

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
        requireAllowed();
        if (what == What.TABLE || what == What.ALL) {
            add(new TableBench(workload(MANY_USERS, false)).run(laps));
        }
        if (what == What.ENGINE || what == What.ALL) {
            add(new EngineBench("engine", workload(USERS, false)).run(laps));
            add(new EngineBench("engine-zipf", workload(USERS, true)).run(laps));
        }
        if (what == What.FORECAST || what == What.ALL) {
            add(new ForecastBench(SEED, users(MANY_USERS), ForecastBench.LAP_TICKS).run(laps));
            for (final int groups : new int[] {1_000, 10_000}) {
                add(new GroupsBench(groups, GROUPS_MINUTES).run(laps));
            }
        }
        if (what == What.GRU || what == What.ALL) {
            GruBench.run(laps).forEach(this::add);
        }
        if (what == What.MODEL || what == What.ALL) {
            add(new ModelBench(workload(MANY_USERS, false)).run(laps));
        }
        if (what == What.PREWARM || what == What.ALL) {
            add(new PrewarmBench(workload(USERS, false)).run(laps));
        }
        if (what == What.PLANNER || what == What.ALL) {
            add(new PlannerBench(SEED, PlannerBench.PROBLEMS).run());
        }
        if (what == What.MIX) {
            mix();
        }
        if (what == What.THROUGHPUT || what == What.REPLAY || what == What.ALL) {
            overLoopback();
        }
        if (what == What.LATENCY || what == What.ALL) {
            latency();
        }
        if (what == What.MEMORY || what == What.ALL) {
            add(new MemoryBench(workload(MANY_USERS, false)).run());
        }
        if (what == What.RESTART || what == What.ALL) {
            restart();
        }
        if (json) {
            System.out.println(FigureOutput.json("all", figures));
        }
        return 0;
    }

    private void mix() throws IOException {
        try {
            if (trace != null) {
                try (ActivitySource source = TraceFiles.open(trace)) {
                    add(new MixBench(source).run());
                }
                return;
            }
            add(new MixBench(new MixedShop(SEED, MIX_MINUTES)).run());
            final PopulationConfig population =
                    PopulationConfig.DEFAULT.withDays(2).withSize(10_000, 100_000);
            add(new MixBench(new SyntheticPopulation(population)).run());
        } catch (final TraceException unreadable) {
            throw new ParameterException(spec.commandLine(), unreadable.getMessage());
        }
    }

    private void requireAllowed() {
        if (usersAsked != null) {
            within("--users", usersAsked, 2, 100_000_000);
        }
        within("--records", records, 1, 100_000_000);
        within("--laps", laps, 1, 1_000);
        within("--rate", rate, 1, 10_000_000);
    }

    private void overLoopback() throws IOException {
        try (TemporaryDirectory directory = new TemporaryDirectory()) {
            final LoopbackBench bench = new LoopbackBench(workload(USERS, false), clock, directory.path());
            final int sendLaps = what == What.REPLAY ? 1 : laps;
            final Figure loopback = bench.send(sendLaps);
            if (what != What.REPLAY) {
                add(loopback);
            }
            if (what != What.THROUGHPUT) {
                add(bench.replay(sendLaps, laps));
            }
        }
    }

    private void restart() throws IOException {
        try (TemporaryDirectory directory = new TemporaryDirectory()) {
            add(new RestartBench(workload(MANY_USERS, false), directory.path()).run(laps));
        }
    }

    private void latency() throws IOException {
        try (TemporaryDirectory directory = new TemporaryDirectory()) {
            final int seconds = retraining ? RETRAINING_LAP_SECONDS : LATENCY_LAP_SECONDS;
            final Workload due = Workload.of(SEED, users(SOME_USERS), rate * seconds, false);
            final LatencyBench bench = new LatencyBench(due, rate, directory.path());
            add(retraining ? bench.runWhileRetraining(laps) : bench.run(laps));
        }
    }

    private int users(final int otherwise) {
        return usersAsked == null ? otherwise : usersAsked;
    }

    private Workload workload(final int usersOtherwise, final boolean zipf) {
        return Workload.of(SEED, users(usersOtherwise), records, zipf);
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
