package io.forerun.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.server.Server;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people get wrong at the command line: one line that says what, exit code 2, nothing half-written. */
class BadInputTest {
    private static final String HEADER = "timestamp_ms,user,action\n";

    @TempDir
    private Path directory;

    private Cli send(final String name, final byte[] content) throws IOException {
        final Path trace = Files.write(directory.resolve(name), content);
        try (Server server = TestServer.launch(directory.resolve("journal"))) {
            return Cli.run("send", "--connect", "127.0.0.1:" + server.port(), "--trace", trace.toString(), "--json");
        }
    }

    private Cli send(final String content) throws IOException {
        return send("trace.csv", content.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertRefused(final Cli cli, final String... parts) {
        assertEquals(2, cli.exitCode(), cli.err());
        assertEquals("", cli.out(), "nothing on standard output");
        for (final String part : parts) {
            assertTrue(cli.errorLine().contains(part), cli.err());
        }
    }

    @Test
    void shouldNameATruncatedGzip() throws IOException {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(HEADER.getBytes(StandardCharsets.UTF_8));
            for (int row = 0; row < 5_000; row++) {
                gzip.write((1_700_000_000_000L + row + ",u" + row % 97 + ",a\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        final byte[] whole = bytes.toByteArray();
        assertRefused(send("cut.csv.gz", Arrays.copyOf(whole, whole.length / 2)), "cut.csv.gz", "truncated");
    }

    @Test
    void shouldNameABadTimestampWithItsLine() throws IOException {
        assertRefused(send(HEADER + "1700000000000,u,a\nsoon,u,a\n"), "trace.csv:3", "timestamp_ms", "soon");
    }

    @Test
    void shouldNameAMissingColumn() throws IOException {
        assertRefused(send("timestamp_ms,user\n1700000000000,u\n"), "trace.csv:1", "action");
    }

    @Test
    void shouldNameAMissingFile() throws IOException {
        try (Server server = TestServer.launch(directory.resolve("journal"))) {
            final Path nowhere = directory.resolve("nowhere.csv");
            assertRefused(
                    Cli.run("send", "--connect", "127.0.0.1:" + server.port(), "--trace", nowhere.toString(), "--json"),
                    "nowhere.csv");
        }
    }

    @Test
    void shouldRefuseALoneRowOfTheYear2099AndTakeTheRest() throws IOException {
        final Cli sent = send(HEADER + "1700000000000,u,a\n4070908800000,u,a\n1700000001000,u,a\n1700000002000,u,b\n");
        assertEquals(0, sent.exitCode(), sent.err());
        assertTrue(sent.out().contains("\"acknowledged\":4"), sent.out());
        assertTrue(sent.out().contains("\"rejected\":{\"time_jump\":1}"), sent.out());
    }

    @Test
    void shouldSayThatNoServerIsThere() throws IOException {
        final int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        assertRefused(Cli.run("forecast", "--connect", "127.0.0.1:" + port), "127.0.0.1:" + port, "cannot be reached");
    }

    @Test
    void shouldSayThatThePortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            final String port = Integer.toString(taken.getLocalPort());
            final Cli served = Cli.run(
                    "serve",
                    "--port",
                    port,
                    "--journal",
                    directory.resolve("journal").toString());
            assertRefused(served, "gateway.port", port);
            assertFalse(Files.exists(directory.resolve("journal")), "nothing was begun before the port was looked at");
        }
    }

    @Test
    void shouldSayThatTheJournalCannotBeWritten() throws IOException {
        final Path file = Files.writeString(directory.resolve("file"), "not a directory");
        assertRefused(
                Cli.run("serve", "--port", "0", "--admin-port", "-1", "--journal", file.toString()), file.toString());
    }

    @Test
    void shouldSayThatTheJournalIsOpenElsewhere() {
        final Path journal = directory.resolve("journal");
        try (Server server = TestServer.launch(journal)) {
            assertTrue(server.port() > 0);
            assertRefused(
                    Cli.run("serve", "--port", "0", "--admin-port", "-1", "--journal", journal.toString()),
                    journal.toString());
        }
    }

    @Test
    void shouldRefuseAnotherBucketForTheSameJournal() throws IOException {
        final Path journal = directory.resolve("journal");
        TestServer.launch(journal).close();
        final Path config = Files.writeString(directory.resolve("f.yml"), "forecast: {bucket_ms: 30_000}\n");
        assertRefused(
                Cli.run(
                        "serve",
                        "--port",
                        "0",
                        "--admin-port",
                        "-1",
                        "--config",
                        config.toString(),
                        "--journal",
                        journal.toString()),
                "bucketMs=30000");
    }

    @Test
    void shouldNameEveryMistakeOfAConfigurationWithItsLine() throws IOException {
        final Path config = Files.writeString(
                directory.resolve("forerun.yml"),
                "clock: sundial\ngateway:\n  port: 99999\nengine:\n  max_user: 1\nmode: full\n");
        final Cli checked = Cli.run("check", "--config", config.toString());
        assertEquals(2, checked.exitCode());
        assertTrue(checked.err().contains("forerun.yml:1: clock: value=sundial"), checked.err());
        assertTrue(checked.err().contains("forerun.yml:5: engine.max_user: value=unknown key"), checked.err());
        assertTrue(checked.err().contains("forerun.yml:3: gateway.port: value=99999"), checked.err());
    }

    @Test
    void shouldCheckTheFleetsThatComeAlong() {
        for (final String fleet : new String[] {"small.yml", "mixed.yml"}) {
            final Path file = Path.of(System.getProperty("forerun.root"), "ops", "fleets", fleet);
            assertEquals(0, Cli.run("check", "--fleet", file.toString()).exitCode(), fleet);
        }
    }

    @Test
    void shouldRefuseUnknownOptionsAndJournalsThatAreNone() {
        assertEquals(2, Cli.run("serve", "--prot", "1").exitCode());
        assertEquals(2, Cli.run("nonsense").exitCode());
        final Path nowhere = directory.resolve("no-journal");
        assertRefused(Cli.run("replay", "--journal", nowhere.toString()), nowhere.toString());
        assertRefused(Cli.run("inspect", "--journal", nowhere.toString()), nowhere.toString());
        assertFalse(Files.exists(nowhere));
    }
}
