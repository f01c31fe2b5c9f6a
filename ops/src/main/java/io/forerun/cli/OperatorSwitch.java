package io.forerun.cli;

import io.forerun.client.QueryClient;
import io.forerun.codec.Command;
import io.forerun.codec.OperatingMode;
import io.forerun.codec.StatusDecoder;
import java.time.Instant;
import java.util.Locale;

/** Gives an operator's order and prints the status that answers it. */
final class OperatorSwitch {
    private OperatorSwitch() {}

    static int give(final ServerOption server, final Command command, final OperatingMode mode, final boolean json) {
        try (QueryClient client = server.connect()) {
            final StatusDecoder status = client.command(command, mode);
            if (json) {
                JsonOutput.print(out -> {
                    out.writeStartObject();
                    out.writeNumberField("now_ms", status.nowMs());
                    out.writeStringField("mode", ConfigFile.word(status.mode()));
                    out.writeBooleanField("paused", status.paused() == 1);
                    out.writeNumberField("users", status.users());
                    out.writeNumberField("groups", status.groups());
                    out.writeNumberField("accepted", status.accepted());
                    out.writeNumberField("refused", status.refused());
                    out.writeNumberField("duplicates", status.duplicates());
                    out.writeNumberField("late", status.late());
                    out.writeNumberField("decisions", status.decisions());
                    out.writeEndObject();
                });
            } else {
                System.out.printf(
                        Locale.ROOT,
                        "mode %s%s at %s: %,d users, %d groups, %,d records, %,d refused, %,d duplicates, %,d late,"
                                + " %,d decisions%n",
                        ConfigFile.word(status.mode()),
                        status.paused() == 1 ? " (paused)" : "",
                        status.nowMs() < 0 ? "no time yet" : Instant.ofEpochMilli(status.nowMs()),
                        status.users(),
                        status.groups(),
                        status.accepted(),
                        status.refused(),
                        status.duplicates(),
                        status.late(),
                        status.decisions());
            }
        }
        return 0;
    }
}
