package io.forerun.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** Entry point. */
@Command(
        name = "forerun",
        description = "Allocates capacity before demand arrives.",
        mixinStandardHelpOptions = true,
        version = "forerun 0.1.0",
        subcommands = {
            DemoCommand.class,
            EvaluateCommand.class,
            BacktestCommand.class,
            ServeCommand.class,
            SendCommand.class,
            ForecastCommand.class,
            DecisionsCommand.class,
            ModeCommand.class,
            PauseCommand.class,
            RestoreCommand.class,
            ForgetCommand.class,
            ReplayCommand.class,
            RetrainCommand.class,
            SnapshotCommand.class,
            InspectCommand.class,
            FleetCommand.class,
            CheckCommand.class,
            HelpCommand.class
        })
public final class Main {
    private Main() {}

    /** Runs one command and exits with its code: 0 done, 1 the answer is no, 2 bad input, 70 a broken invariant. */
    public static void main(final String[] arguments) {
        System.exit(run(arguments));
    }

    static int run(final String... arguments) {
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Failures::onBadArguments)
                .setExecutionExceptionHandler(Failures::onFailure)
                .execute(arguments);
    }
}
