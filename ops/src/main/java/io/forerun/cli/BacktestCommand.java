package io.forerun.cli;

import io.forerun.backtest.Backtest;
import io.forerun.backtest.BacktestConfig;
import io.forerun.backtest.BacktestResult;
import io.forerun.backtest.report.BacktestPage;
import io.forerun.backtest.simulation.Scenario;
import io.forerun.trace.TraceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Policies side by side on a file, without a server. */
@Command(
        name = "backtest",
        description =
                "Replays a trace against a simulated fleet under several policies: what each would have cost and what"
                        + " it would have left unserved.",
        mixinStandardHelpOptions = true)
final class BacktestCommand implements Callable<Integer> {
    private static final int MOST_LEAD = 100;

    @Mixin
    private TraceOption trace;

    @Option(names = "--fleet", paramLabel = "FILE", required = true, description = "Fleet YAML.")
    private Path fleet;

    @Option(
            names = "--policies",
            paramLabel = "NAME",
            split = ",",
            description = "Which, and in which order (default: all).")
    private List<String> policies = BacktestConfig.POLICIES;

    @Option(
            names = "--series",
            paramLabel = "NAME",
            split = ",",
            description = "Series of a demand file to add up (default: all).")
    private List<String> series = List.of();

    @Option(
            names = "--lead",
            paramLabel = "FACTOR",
            description = "Multiplies all lead times (default: ${DEFAULT-VALUE}).",
            defaultValue = "1")
    private double leadFactor;

    @Option(
            names = "--rough",
            description = "Nodes fail often, orders are refused for a tenth of the time, a zone is lost.")
    private boolean rough;

    @Option(names = "--lost-zone", description = "A zone of each region is lost once in the test.")
    private boolean lostZone;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Option(names = "--report", paramLabel = "FILE", description = "Write plots and figures as one HTML file.")
    private Path report;

    private Scenario scenario() {
        if (!(leadFactor >= 0 && leadFactor <= MOST_LEAD)) {
            throw new BadInputException("--lead: value=" + leadFactor + ", allowed=0 to " + MOST_LEAD);
        }
        final Scenario scenario = rough ? Scenario.rough() : lostZone ? Scenario.lostZone() : Scenario.USUAL;
        return scenario.withLead(scenario.name(), leadFactor);
    }

    @Override
    public Integer call() throws TraceException, IOException {
        final Path file = trace.file();
        if (!Files.isRegularFile(file)) {
            throw new BadInputException("--trace: value=" + file + ", allowed=a file that exists");
        }
        if (report != null && !Files.isDirectory(report.toAbsolutePath().getParent())) {
            throw new BadInputException("--report: value=" + report + ", allowed=a file in a directory that exists");
        }
        final BacktestConfig config = new BacktestConfig(
                trace.testFromMs(BacktestConfig.UNSET),
                trace.testToMs(BacktestConfig.UNSET),
                trace.masks(),
                series,
                scenario(),
                policies);
        final ProgressBar bar = new ProgressBar("backtest", json);
        final BacktestResult result = new Backtest(config, bar::update).run(file, Fleets.read(fleet));
        bar.finish(result.policies().size(), "policies");
        if (report != null) {
            Files.writeString(report, BacktestPage.of(result));
        }
        if (json) {
            JsonOutput.print(out -> BacktestJson.write(result, fleet, out));
        } else {
            System.out.print(BacktestText.of(result));
        }
        return 0;
    }
}
