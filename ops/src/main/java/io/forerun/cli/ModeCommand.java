package io.forerun.cli;

import io.forerun.codec.OperatingMode;
import io.forerun.plan.Mode;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows or switches the operating mode. */
@Command(
        name = "mode",
        description = "Shows the mode, or switches it from the next plan on.",
        mixinStandardHelpOptions = true)
final class ModeCommand implements Callable<Integer> {
    @Mixin
    private ServerOption server;

    @Parameters(arity = "0..1", paramLabel = "MODE", description = "forecast-only, floor-only or full.")
    private String wanted;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        if (wanted == null) {
            return OperatorSwitch.give(server, io.forerun.codec.Command.STATUS, OperatingMode.FORECAST_ONLY, json);
        }
        final Mode mode = Stream.of(Mode.values())
                .filter(candidate -> ConfigFile.word(candidate).equals(wanted))
                .findFirst()
                .orElseThrow(() ->
                        new BadInputException("mode: value=" + wanted + ", allowed=forecast-only, floor-only, full"));
        return OperatorSwitch.give(
                server, io.forerun.codec.Command.SET_MODE, OperatingMode.get((short) mode.ordinal()), json);
    }
}
