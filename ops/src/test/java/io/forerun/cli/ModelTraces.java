package io.forerun.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.forerun.core.Engine;
import io.forerun.journal.ChronicleJournal;
import io.forerun.journal.JournalReader;
import io.forerun.pipeline.JournalReplay;
import io.forerun.server.Server;
import io.forerun.simd.Kernels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** Journals of users from whom a model can learn something, and which model a journal leaves in force. */
final class ModelTraces {
    private static final long START_MS = 1_700_000_000_000L;

    private ModelTraces() {}

    /** Users who come in pairs of requests: the second always soon, and of another kind. */
    static void fill(final Path directory, final Path journal) throws IOException {
        final SplittableRandom random = new SplittableRandom(3);
        final StringBuilder csv = new StringBuilder("timestamp_ms,user,action\n");
        for (int visit = 0; visit < 3_000; visit++) {
            final int user = random.nextInt(40);
            final long atMs = START_MS + visit * 20_000L;
            csv.append(atMs).append(",u").append(user).append(",list\n");
            csv.append(atMs + 5_000).append(",u").append(user).append(",show\n");
        }
        final Path trace = Files.writeString(directory.resolve("trace.csv"), csv);
        try (Server server = TestServer.launch(journal)) {
            final Cli sent =
                    Cli.run("send", "--connect", "127.0.0.1:" + server.port(), "--trace", trace.toString(), "--json");
            assertEquals(0, sent.exitCode(), sent.err());
        }
    }

    /** Name of the model that a journal leaves in force, 0 for none; the journal has to replay to its own hashes. */
    static long inForce(final Path journal) {
        try (JournalReader reader = ChronicleJournal.source(journal).reader()) {
            final JournalReplay replay = new JournalReplay(Kernels.preferred()).run(reader);
            assertEquals(0, replay.mismatches());
            try (Engine engine = replay.engine()) {
                return engine.modelName();
            }
        }
    }
}
