package io.forerun.cli;

import io.forerun.client.ActivityRow;
import io.forerun.client.ClientConfig;
import io.forerun.client.ForerunClient;
import io.forerun.client.SendSummary;
import io.forerun.trace.ActivitySource;
import io.forerun.trace.Prometheus;
import io.forerun.trace.TraceException;
import io.forerun.trace.TraceFiles;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Sends a file's activity into a server, each record exactly once, also over restarts of either side. */
@Command(
        name = "send",
        description = "Sends activity from a file (CSV, web-server log, demand CSV; .gz; - is standard input).",
        mixinStandardHelpOptions = true)
final class SendCommand implements Callable<Integer> {
    private static final int PACE_EVERY = 64;

    @Mixin
    private ServerOption server;

    @ArgGroup(multiplicity = "1")
    private Source from;

    @Option(
            names = "--client",
            paramLabel = "NAME",
            description = "Client name (default: ${DEFAULT-VALUE}).",
            defaultValue = "send")
    private String client;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "Records per second at most (default: as fast as the server takes them).")
    private double rate;

    @Option(names = "--allow-gap", description = "Have the server believe every jump in time.")
    private boolean allowGap;

    @Option(
            names = "--reconnect",
            paramLabel = "SECONDS",
            description = "How long to try again when the server is away (default: ${DEFAULT-VALUE}).",
            defaultValue = "30")
    private int reconnectSeconds;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    /** A file or a Prometheus server. */
    static final class Source {
        @Option(names = "--trace", paramLabel = "FILE", description = "What to send.")
        private Path trace;

        @ArgGroup(exclusive = false)
        private History history;

        ActivitySource open() throws TraceException {
            return trace != null ? TraceFiles.open(trace) : history.open();
        }
    }

    /** Demand that a Prometheus server remembers. */
    static final class History {
        @Option(
                names = "--prometheus",
                paramLabel = "URL",
                required = true,
                description = "Back-fill demand from there.")
        private URI prometheus;

        @Option(
                names = "--query",
                paramLabel = "PROMQL",
                required = true,
                description = "Requests per second, as sum by (service) (rate(http_requests_total[1m])).")
        private String query;

        @Option(
                names = "--since",
                paramLabel = "SPAN",
                description = "How far back: 30d, 12h, 90m (default: ${DEFAULT-VALUE}).",
                defaultValue = "30d")
        private String since;

        ActivitySource open() throws TraceException {
            final long nowMs = System.currentTimeMillis() / 60_000 * 60_000;
            return Prometheus.open(prometheus, query, nowMs - spanMs(since), nowMs);
        }

        static long spanMs(final String text) {
            if (!text.matches("[1-9]\\d{0,4}[dhm]")) {
                throw new BadInputException("--since: value=" + text + ", allowed=a span as 30d, 12h or 90m");
            }
            final long count = Long.parseLong(text.substring(0, text.length() - 1));
            return count
                    * switch (text.charAt(text.length() - 1)) {
                        case 'd' -> 86_400_000L;
                        case 'h' -> 3_600_000L;
                        default -> 60_000L;
                    };
        }
    }

    @Override
    public Integer call() throws TraceException {
        if (rate < 0) {
            throw new BadInputException("--rate: value=" + rate + ", allowed=0 and up");
        }
        final long startNs = System.nanoTime();
        try (ActivitySource source = from.open()) {
            final ClientConfig config = ClientConfig.of(
                            server.server.host(), server.server.port(), client, stream(source))
                    .withSampleEvery(source.weight())
                    .withAllowGaps(allowGap)
                    .withToken(server.token)
                    .withReconnectMs(Math.multiplyExact(reconnectSeconds, 1_000));
            try (ForerunClient connection = ForerunClient.connect(config)) {
                final SendSummary summary = send(source, connection, startNs);
                print(summary, (System.nanoTime() - startNs) / 1e9);
            }
        }
        return 0;
    }

    /** The source's digest; 0 would mean an observer. */
    private static long stream(final ActivitySource source) throws TraceException {
        final long digest = source.digest();
        return digest == 0 ? 1 : digest;
    }

    private SendSummary send(final ActivitySource source, final ForerunClient connection, final long startNs)
            throws TraceException {
        final ProgressBar progress = new ProgressBar("send", json);
        final ActivityRow row = new ActivityRow();
        long rows = 0;
        try {
            while (source.next(row)) {
                rows++;
                if (rows <= connection.lastSequence()) {
                    connection.skip(row);
                } else {
                    pace(rows - connection.lastSequence(), connection, startNs);
                    connection.send(row);
                }
                if ((rows & 1023) == 0) {
                    progress.update(source.progress(), rows, "");
                }
            }
        } catch (final TraceException broken) {
            connection.finish(); // What was read before is whole; the server keeps it.
            if (rows == 0) {
                throw broken;
            }
            throw new BadInputException(
                    broken.getMessage() + "; the records before it (" + rows + ") are sent and stay");
        }
        final SendSummary summary = connection.finish();
        progress.finish(rows, "acknowledged");
        return summary;
    }

    private void pace(final long sent, final ForerunClient connection, final long startNs) {
        if (rate > 0 && (sent % PACE_EVERY == 0 || rate < PACE_EVERY)) {
            connection.flush();
            final long dueNs = startNs + (long) (sent / rate * 1e9);
            long waitNs = dueNs - System.nanoTime();
            while (waitNs > 0) {
                LockSupport.parkNanos(waitNs);
                waitNs = dueNs - System.nanoTime();
            }
        }
    }

    private void print(final SendSummary summary, final double seconds) {
        final double recordsPerSecond = summary.sent() / seconds;
        if (!json) {
            System.out.printf(
                    Locale.ROOT,
                    "sent %,d, acknowledged up to %,d, duplicates %,d, rejected %s, %,.0f records/s%n",
                    summary.sent(),
                    summary.acknowledged(),
                    summary.duplicates(),
                    summary.rejected(),
                    recordsPerSecond);
            return;
        }
        JsonOutput.print(out -> {
            out.writeStartObject();
            out.writeNumberField("sent", summary.sent());
            out.writeNumberField("acknowledged", summary.acknowledged());
            out.writeNumberField("duplicates", summary.duplicates());
            out.writeObjectFieldStart("rejected");
            for (final Map.Entry<String, Long> reason : summary.rejected().entrySet()) {
                out.writeNumberField(reason.getKey(), reason.getValue());
            }
            out.writeEndObject();
            out.writeNumberField("records_per_second", Math.round(recordsPerSecond));
            out.writeEndObject();
        });
    }
}
