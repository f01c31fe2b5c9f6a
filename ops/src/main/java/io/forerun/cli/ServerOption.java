package io.forerun.cli;

import io.forerun.client.QueryClient;
import picocli.CommandLine.Option;

/** Options of every command that talks to a server. */
final class ServerOption {
    @Option(
            names = "--connect",
            paramLabel = "H:P",
            description = "Server (default: ${DEFAULT-VALUE}).",
            defaultValue = Address.DEFAULT,
            converter = Address.Converter.class)
    Address server;

    @Option(
            names = "--token",
            paramLabel = "SECRET",
            description = "Token, where the server asks for one (default: $FORERUN_TOKEN).",
            defaultValue = "${env:FORERUN_TOKEN:-}")
    String token;

    QueryClient connect() {
        return QueryClient.connect(server.host(), server.port(), token);
    }
}
