package io.forerun.cli;

import io.forerun.client.QueryClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Has the profile of one user erased. */
@Command(
        name = "forget",
        description = "Erases the profile of one user. Records in the journal stay until its files go.",
        mixinStandardHelpOptions = true)
final class ForgetCommand implements Callable<Integer> {
    @Mixin
    private ServerOption server;

    @Option(names = "--user", paramLabel = "U", required = true, description = "The user's name.")
    private String user;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        try (QueryClient client = server.connect()) {
            OperatorSwitch.print(client.forget(user), json);
        }
        return 0;
    }
}
