package io.forerun.cli;

import io.forerun.codec.OperatingMode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Gives raised floors their recorded base back. */
@Command(
        name = "restore",
        description = "Gives every raised floor its recorded base back.",
        mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {
    @Mixin
    private ServerOption server;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        return OperatorSwitch.give(server, io.forerun.codec.Command.RESTORE, OperatingMode.FORECAST_ONLY, json);
    }
}
