package io.forerun.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.forerun.neural.ModelFormatException;
import io.forerun.neural.training.Losses;
import io.forerun.replay.ModelFile;
import io.forerun.replay.PacedWorkers;
import io.forerun.replay.Retraining;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains a model on a journal, and keeps it where it is better than the one before. */
@Command(
        name = "retrain",
        description =
                "Trains a model of users on a journal, judges it beside the present one on the newest events, which"
                        + " neither has seen, and keeps the better one.",
        mixinStandardHelpOptions = true)
final class RetrainCommand implements Callable<Integer> {
    @Option(names = "--journal", paramLabel = "DIR", required = true, description = "Journal directory.")
    private Path journal;

    @Option(names = "--dry-run", description = "Train and judge only; the present model stays.")
    private boolean isDry;

    @Mixin
    private Background background;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        background.begin();
        final ProgressBar bar = new ProgressBar("retrain", json);
        bar.update(Double.NaN, 0, "reading the journal");
        final Retraining.Report report = read().run(
                        isDry,
                        pass -> bar.update(
                                (double) pass.pass() / pass.passes(),
                                pass.training().rows() * pass.pass(),
                                String.format(
                                        Locale.ROOT,
                                        "loss %.4f",
                                        pass.validation().total())));
        bar.finish(report.events(), "trained");
        if (json) {
            JsonOutput.print(out -> write(report, out));
        } else {
            print(report);
        }
        return 0;
    }

    private Retraining read() throws IOException {
        try {
            final Retraining retraining = new Retraining(journal);
            return background.isOn() ? retraining.with(new PacedWorkers()) : retraining;
        } catch (final ModelFormatException wrong) {
            throw new BadInputException(ModelFile.of(journal) + ": " + wrong.getMessage());
        }
    }

    private static void print(final Retraining.Report report) {
        System.out.printf(
                Locale.ROOT,
                "%,d events of %,d users; judged on %,d from %s to %s%n",
                report.events(),
                report.users(),
                report.challenger().events(),
                Instant.ofEpochMilli(report.judgedFromMs()),
                Instant.ofEpochMilli(report.judgedToMs()));
        System.out.printf(Locale.ROOT, "  %-30s %9s %9s %9s%n", "nats per event", "time", "action", "demand");
        row(report.hasChampion() ? "present model" : "all users as one (no model yet)", report.champion());
        row("new model", report.challenger());
        System.out.println(
                report.isPromoted()
                        ? "promoted: " + report.name()
                        : report.isBetter() ? "better, but this is a dry run" : "not better: nothing changed");
    }

    private static void row(final String name, final Losses losses) {
        System.out.printf(
                Locale.ROOT,
                "  %-30s %9.4f %9.4f %9.4f%n",
                name,
                losses.hazard(),
                losses.nextAction(),
                losses.demand());
    }

    private static void write(final Retraining.Report report, final JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeNumberField("events", report.events());
        out.writeNumberField("users", report.users());
        out.writeNumberField("judged_events", report.challenger().events());
        out.writeNumberField("judged_from_ms", report.judgedFromMs());
        out.writeNumberField("judged_to_ms", report.judgedToMs());
        out.writeBooleanField("champion_present", report.hasChampion());
        losses("champion", report.champion(), out);
        losses("challenger", report.challenger(), out);
        out.writeBooleanField("better", report.isBetter());
        out.writeBooleanField("promoted", report.isPromoted());
        if (report.name() == null) {
            out.writeNullField("model");
        } else {
            out.writeStringField("model", report.name());
        }
        out.writeEndObject();
    }

    private static void losses(final String name, final Losses losses, final JsonGenerator out) throws IOException {
        out.writeObjectFieldStart(name);
        out.writeNumberField("loss", losses.total());
        out.writeNumberField("nll_time", losses.hazard());
        out.writeNumberField("nll_action", losses.nextAction());
        out.writeNumberField("loss_demand", losses.demand());
        out.writeNumberField("expected_over_actual", losses.calibration());
        out.writeEndObject();
    }
}
