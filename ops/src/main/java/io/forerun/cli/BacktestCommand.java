package io.forerun.cli;

import io.forerun.backtest.Backtest;
import io.forerun.backtest.BacktestConfig;
import io.forerun.backtest.BacktestResult;
import io.forerun.trace.Interval;
import io.forerun.trace.TraceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Policies side by side on a file, without a server. */
@Command(
        name = "backtest",
        description =
                "Replays a trace against a simulated fleet under several policies: what each would have cost and what"
                        + " it would have left unserved.",
        mixinStandardHelpOptions = true)
final class BacktestCommand implements Callable<Integer> {
    @Option(
            names = "--trace",
            paramLabel = "FILE",
            required = true,
            description = "Activity CSV, web-server log or demand CSV; plain or .gz.")
    private Path trace;

    @Option(names = "--fleet", paramLabel = "FILE", required = true, description = "Fleet YAML.")
    private Path fleet;

    @Option(
            names = "--policies",
            paramLabel = "NAME",
            split = ",",
            description = "Which, and in which order (default: all).")
    private List<String> policies = BacktestConfig.POLICIES;

    @Option(
            names = "--test-from",
            paramLabel = "TIME",
            description = "Begin of the test: milliseconds, or 2026-01-31T12:00:00Z (default: the last fifth).")
    private String testFrom;

    @Option(names = "--test-to", paramLabel = "TIME", description = "End of the test (default: the end of the file).")
    private String testTo;

    @Option(
            names = "--mask",
            paramLabel = "A..B",
            description = "Time that is missing, such as an outage; may be given several times.")
    private List<String> masks = List.of();

    @Option(
            names = "--series",
            paramLabel = "NAME",
            split = ",",
            description = "Series of a demand file to add up (default: all).")
    private List<String> series = List.of();

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws TraceException, IOException {
        if (trace.toString().equals("-")) {
            throw new BadInputException("--trace: value=-, allowed=a file: it is read twice");
        }
        if (!Files.isRegularFile(trace)) {
            throw new BadInputException("--trace: value=" + trace + ", allowed=a file that exists");
        }
        final List<Interval> intervals =
                masks.stream().map(EvaluateCommand::mask).toList();
        final BacktestConfig config = new BacktestConfig(
                testFrom == null ? BacktestConfig.UNSET : ReplayCommand.time("--test-from", testFrom),
                testTo == null ? BacktestConfig.UNSET : ReplayCommand.time("--test-to", testTo),
                intervals,
                series,
                policies);
        final ProgressBar bar = new ProgressBar("backtest", json);
        final BacktestResult result = new Backtest(config, bar::update).run(trace, Fleets.read(fleet));
        bar.finish(result.policies().size(), "policies");
        if (json) {
            JsonOutput.print(out -> BacktestJson.write(result, fleet, out));
        } else {
            System.out.print(BacktestText.of(result));
        }
        return 0;
    }
}
