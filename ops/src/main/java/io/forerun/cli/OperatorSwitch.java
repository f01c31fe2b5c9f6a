package io.forerun.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.forerun.client.QueryClient;
import io.forerun.codec.Command;
import io.forerun.codec.OperatingMode;
import io.forerun.codec.StatusDecoder;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;

/** Gives an operator's order and prints the status that answers it. */
final class OperatorSwitch {
    private OperatorSwitch() {}

    static int give(final ServerOption server, final Command command, final OperatingMode mode, final boolean json) {
        try (QueryClient client = server.connect()) {
            print(client.command(command, mode), json);
        }
        return 0;
    }

    static void print(final StatusDecoder status, final boolean json) {
        if (json) {
            JsonOutput.print(out -> write(out, status));
            return;
        }
        System.out.printf(
                Locale.ROOT,
                "mode %s%s at %s: %,d users (%,d evicted, %,d forgotten), %d groups, %,d records, %,d refused, %,d duplicates,"
                        + " %,d late, %,d without profile, %,d without group, %,d decisions; %s%n",
                ConfigFile.word(status.mode()),
                status.paused() == 1 ? " (paused)" : "",
                status.nowMs() < 0 ? "no time yet" : Instant.ofEpochMilli(status.nowMs()),
                status.users(),
                status.evicted(),
                status.forgotten(),
                status.groups(),
                status.accepted(),
                status.refused(),
                status.duplicates(),
                status.late(),
                status.unprofiled(),
                status.ungrouped(),
                status.decisions(),
                model(status));
    }

    private static boolean hasModel(final StatusDecoder status) {
        return status.modelEpoch() != 0 && status.modelEpoch() != StatusDecoder.modelEpochNullValue();
    }

    private static String model(final StatusDecoder status) {
        return hasModel(status)
                ? "model " + status.modelEpoch() + " " + JsonOutput.hash(status.modelName()) + ", trained from "
                        + Instant.ofEpochMilli(status.modelFromMs()) + " to "
                        + Instant.ofEpochMilli(status.modelToMs())
                : "no model of users";
    }

    private static void write(final JsonGenerator out, final StatusDecoder status) throws IOException {
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
        out.writeNumberField("evicted", status.evicted());
        out.writeNumberField("forgotten", status.forgotten());
        out.writeNumberField("unprofiled", status.unprofiled());
        out.writeNumberField("ungrouped", status.ungrouped());
        if (hasModel(status)) {
            out.writeNumberField("model_epoch", status.modelEpoch());
            out.writeStringField("model_sha256_begin", JsonOutput.hash(status.modelName()));
            out.writeNumberField("model_from_ms", status.modelFromMs());
            out.writeNumberField("model_to_ms", status.modelToMs());
        }
        out.writeEndObject();
    }
}
