package io.forerun.cli;

import io.forerun.demo.Demo;
import io.forerun.demo.DemoResult;
import io.forerun.plan.Fleet;
import io.forerun.trace.TraceException;
import io.forerun.trace.TraceFiles;
import io.forerun.trace.synthetic.PopulationConfig;
import io.forerun.trace.synthetic.SyntheticPopulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The main job in one command. */
@Command(
        name = "demo",
        description = "Plays two weeks and a day of activity through a server at high speed, then judges the last day:"
                + " forecasts against what came, decisions against other ways to scale. Needs no file.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    @Option(names = "--trace", paramLabel = "FILE", description = "Play this file instead of the made population.")
    private Path trace;

    @Option(names = "--seed", paramLabel = "N", description = "Another population.")
    private Long seed;

    @Option(names = "--fleet", paramLabel = "FILE", description = "Another fleet; its first node type is used.")
    private Path fleetFile;

    @Option(names = "--keep", paramLabel = "DIR", description = "Keep the journal there, for replay and inspect.")
    private Path keep;

    @Option(
            names = "--live",
            description =
                    "In real time instead: a small HTTP service of worker processes, scaled by Forerun and, beside it"
                            + " on the same load, reactively. About five minutes.")
    private boolean live;

    @Override
    public Integer call() throws TraceException, IOException {
        if (live) {
            return LiveReport.run(seed == null ? 1 : seed);
        }
        final Fleet fleet = fleetFile == null ? Fleets.small() : Fleets.read(fleetFile);
        if (trace != null && trace.toString().equals("-")) {
            throw new BadInputException("--trace: value=-, allowed=a file: the demo reads it twice");
        }
        final PopulationConfig population =
                seed == null ? PopulationConfig.DEFAULT : PopulationConfig.DEFAULT.withSeed(seed);
        final Demo.Opening opening =
                trace == null ? () -> new SyntheticPopulation(population) : () -> TraceFiles.open(trace);
        if (keep != null && Files.exists(keep)) {
            throw new BadInputException("--keep: value=" + keep + ", allowed=a directory that does not exist yet");
        }
        final Path journal = keep == null ? Files.createTempDirectory("forerun-demo") : keep;
        try {
            final ProgressBar bar = new ProgressBar("demo", false);
            final DemoResult result = new Demo(
                            fleet, journal, (rows, share, made) -> bar.update(share, rows, made + " decisions"))
                    .run(opening);
            bar.finish(result.sent().acknowledged(), "acknowledged");
            System.out.print(DemoReport.text(result));
        } finally {
            if (keep == null) {
                Directories.delete(journal);
            }
        }
        return 0;
    }
}
