package io.forerun.cli;

import io.forerun.plan.Fleet;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Validates files without starting anything. */
@Command(name = "check", description = "Validates a fleet or a configuration.", mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
    @ArgGroup(multiplicity = "1")
    private What what;

    /** Which file. */
    static final class What {
        @Option(names = "--fleet", paramLabel = "FILE", description = "A fleet.")
        private Path fleet;

        @Option(names = "--config", paramLabel = "FILE", description = "A server's configuration.")
        private Path config;
    }

    @Override
    public Integer call() {
        if (what.fleet != null) {
            final Fleet fleet = Fleets.read(what.fleet);
            System.out.printf(
                    "%s: good: %d node types, %d regions, %d services%n",
                    what.fleet,
                    fleet.nodeTypes().size(),
                    fleet.regions().size(),
                    fleet.services().size());
        } else {
            ConfigFile.read(what.config);
            System.out.printf("%s: good%n", what.config);
        }
        return 0;
    }
}
