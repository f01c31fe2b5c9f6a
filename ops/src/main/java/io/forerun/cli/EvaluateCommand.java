package io.forerun.cli;

import io.forerun.evaluate.Evaluation;
import io.forerun.evaluate.EvaluationConfig;
import io.forerun.evaluate.EvaluationResult;
import io.forerun.evaluate.HorizonAccuracy;
import io.forerun.evaluate.report.HtmlReport;
import io.forerun.forecast.ZoneOffsets;
import io.forerun.trace.TraceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Forecast accuracy on a file, without a server. */
@Command(
        name = "evaluate",
        description =
                "Judges the forecasts on a file: rolling origin, no look-ahead, against simple ways. Activity files also"
                        + " by next actions. \"h minutes ahead\" is the bin that ends h minutes after the origin.",
        mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {
    @Mixin
    private TraceOption trace;

    @Option(
            names = "--bin",
            paramLabel = "MINUTES",
            description = "Length of a bin (default: ${DEFAULT-VALUE}).",
            defaultValue = "5")
    private int binMinutes;

    @Option(
            names = "--series",
            paramLabel = "NAME",
            split = ",",
            description = "Series or service/region groups, all, or total (default: of activity total and the 8 largest"
                    + " groups, of demand all).")
    private List<String> series = List.of();

    @Option(
            names = "--without",
            paramLabel = "EXPERT",
            split = ",",
            description =
                    "Experts to leave out, to see what they are worth; or a part: neural, markov, bottom-up, ridge.")
    private List<String> without = List.of();

    @Option(
            names = "--zone",
            paramLabel = "NAME",
            description = "Time zone whose day and week demand repeats in, such as Europe/Berlin (default:"
                    + " ${DEFAULT-VALUE}).",
            defaultValue = "UTC")
    private String zone;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Option(names = "--report", paramLabel = "FILE", description = "Write plots and figures as one HTML file.")
    private Path report;

    @Override
    public Integer call() throws TraceException, IOException {
        final Path file = trace.file();
        if (report != null && !Files.isDirectory(report.toAbsolutePath().getParent())) {
            throw new BadInputException("--report: value=" + report + ", allowed=a file in a directory that exists");
        }
        final ProgressBar bar = new ProgressBar("evaluate", json);
        final EvaluationResult result = new Evaluation(config(), bar::update).run(file);
        bar.finish(scoredBins(result), "bins scored");
        if (report != null) {
            Files.writeString(report, HtmlReport.of(result));
        }
        if (json) {
            JsonOutput.print(out -> EvaluateJson.write(result, out));
        } else {
            System.out.print(EvaluateText.of(result));
        }
        return 0;
    }

    private static long scoredBins(final EvaluationResult result) {
        return result.series().stream()
                .flatMap(one -> one.horizons().stream())
                .mapToLong(HorizonAccuracy::bins)
                .sum();
    }

    private EvaluationConfig config() {
        return new EvaluationConfig(
                trace.testFromMs(EvaluationConfig.UNSET),
                trace.testToMs(EvaluationConfig.UNSET),
                trace.masks(),
                binMinutes,
                series,
                new LinkedHashSet<>(without),
                zone());
    }

    private ZoneOffsets zone() {
        try {
            return TimeZones.of(zone);
        } catch (final DateTimeException unknown) {
            throw new BadInputException("--zone: value=" + zone + ", allowed=" + TimeZones.ALLOWED);
        }
    }
}
