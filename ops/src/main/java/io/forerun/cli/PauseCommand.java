package io.forerun.cli;

import io.forerun.codec.OperatingMode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Stops deciding, or goes on. */
@Command(name = "pause", description = "Decides nothing until --resume.", mixinStandardHelpOptions = true)
final class PauseCommand implements Callable<Integer> {
    @Mixin
    private ServerOption server;

    @Option(names = "--resume", description = "Decide again.")
    private boolean resume;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        return OperatorSwitch.give(
                server,
                resume ? io.forerun.codec.Command.RESUME : io.forerun.codec.Command.PAUSE,
                OperatingMode.FORECAST_ONLY,
                json);
    }
}
