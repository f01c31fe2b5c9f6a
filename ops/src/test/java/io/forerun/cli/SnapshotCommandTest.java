package io.forerun.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.plan.Mode;
import io.forerun.server.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots of a server's journal: taken beside it, at its stop, and what starts and replays make of them. */
class SnapshotCommandTest {
    private static final int RECORDS = 20_000;

    @TempDir
    private Path directory;

    private Path trace() throws IOException {
        final SplittableRandom random = new SplittableRandom(9);
        final StringBuilder rows = new StringBuilder("timestamp_ms,user,action,service\n");
        long timeMs = 1_700_000_000_000L;
        for (int row = 0; row < RECORDS; row++) {
            timeMs += random.nextInt(2_000);
            rows.append(String.format(
                    Locale.ROOT,
                    "%d,u%d,a%d,s%d%n",
                    timeMs,
                    random.nextInt(700),
                    random.nextInt(5),
                    random.nextInt(2)));
        }
        return Files.writeString(directory.resolve("trace.csv"), rows);
    }

    private static Cli succeed(final String... arguments) {
        final Cli done = Cli.run(arguments);
        assertEquals(0, done.exitCode(), done.err());
        return done;
    }

    private static String field(final Cli answer, final String name) {
        final Matcher matcher =
                Pattern.compile("\"" + name + "\":\"?([^,\"}]*)").matcher(answer.out());
        assertTrue(matcher.find(), answer.out());
        return matcher.group(1);
    }

    @Test
    void shouldBeAsGoodAsTheWholeJournal() throws IOException {
        final String journal = directory.resolve("journal").toString();
        final Path trace = trace();
        try (Server server = TestServer.launch(Path.of(journal), 0, Mode.FULL)) {
            succeed("send", "--trace", trace.toString(), "--connect", "127.0.0.1:" + server.port());
            final Cli first = succeed("snapshot", "--journal", journal, "--json");
            assertEquals(Integer.toString(RECORDS), field(first, "replayed"));
            final Cli second = succeed("snapshot", "--journal", journal, "--json");
            assertEquals("0", field(second, "replayed"));
        }
        final Cli whole = succeed("replay", "--journal", journal, "--verify", "--json");
        final Cli tail = succeed("replay", "--journal", journal, "--verify", "--from-snapshot", "--json");
        assertEquals(Integer.toString(RECORDS), field(whole, "records"));
        assertEquals("0", field(tail, "records"));
        assertEquals(field(whole, "state_hash"), field(tail, "state_hash"));
        assertEquals("700", field(succeed("snapshot", "--journal", journal, "--json"), "users"));
        try (Stream<Path> states = Files.list(Path.of(journal, "snapshots"))) {
            assertEquals(2, states.count(), "the newest two are kept");
        }
        assertTrue(succeed("inspect", "--journal", journal).out().contains("snapshots behind records: ["));
    }

    /** A start from a snapshot goes on where the journal ended: a client that sends all again adds nothing. */
    @Test
    void shouldStartWhereItStopped() throws IOException {
        final Path journal = directory.resolve("journal");
        final Path trace = trace();
        for (int start = 0; start < 2; start++) {
            try (Server server = TestServer.launch(journal, 0, Mode.FULL)) {
                succeed("send", "--trace", trace.toString(), "--connect", "127.0.0.1:" + server.port());
            }
        }
        final Cli whole = succeed("replay", "--journal", journal.toString(), "--verify", "--json");
        assertEquals("true", field(whole, "match"));
        assertEquals(Integer.toString(RECORDS), field(whole, "accepted"));
    }
}
