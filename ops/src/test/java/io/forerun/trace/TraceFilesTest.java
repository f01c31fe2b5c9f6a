package io.forerun.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.client.ActivityRow;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceFilesTest {
    private static final String ACTIVITY = "timestamp_ms,user,action\n1500000000000,u,a\n1500000000001,v,b\n";
    private static final String DEMAND = "timestamp_ms,series,value\n1500000000000,s,2\n";
    private static final String LOG = "h - - [10/Oct/2000:13:55:36 -0700] \"GET /a HTTP/1.0\" 200 23\n";

    @TempDir
    private Path directory;

    @Test
    void shouldTellFormatsByTheirFirstLine() throws Exception {
        assertEquals(TraceFormat.ACTIVITY_CSV, TraceFiles.format(file("x.log", Traces.utf8(ACTIVITY))));
        assertEquals(TraceFormat.DEMAND_CSV, TraceFiles.format(file("y.csv", Traces.gzip(Traces.utf8(DEMAND)))));
        assertEquals(TraceFormat.ACCESS_LOG, TraceFiles.format(file("z.csv", Traces.utf8(LOG))));
    }

    @Test
    void shouldTellGzipByItsFirstBytesAndNotByTheName() throws Exception {
        assertEquals(
                2,
                Traces.rows(TraceFiles.open(file("plain.csv.gz", Traces.utf8(ACTIVITY))))
                        .size());
        assertEquals(
                2,
                Traces.rows(TraceFiles.open(file("gz.csv", Traces.gzip(Traces.utf8(ACTIVITY)))))
                        .size());
    }

    @Test
    void shouldReadAllMembersOfAGzipEvenFromAPipe() throws Exception {
        final ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.write(Traces.gzip(Traces.utf8(ACTIVITY)));
        both.write(Traces.gzip(Traces.utf8("1500000000002,w,c\n")));
        for (final int most : new int[] {1, 7, 100_000}) {
            final InputStream pipe = Traces.trickle(both.toByteArray(), most);
            assertEquals(3, Traces.rows(TraceFiles.open("stdin", pipe)).size());
        }
    }

    @Test
    void shouldRefuseMissingFileAndDirectory() {
        final Path missing = directory.resolve("none.csv");
        assertEquals(missing + ": no such file", opening(missing));
        assertEquals(directory + ": is a directory, allowed=a file or - for standard input", opening(directory));
    }

    @Test
    void shouldRefuseEmptyInput() throws Exception {
        for (final byte[] bytes :
                new byte[][] {{}, Traces.utf8("\n\r\n"), Traces.utf8("\uFEFF"), Traces.gzip(new byte[0])}) {
            final Path file = file("empty.csv", bytes);
            assertTrue(opening(file).startsWith(file + ": is empty, allowed=activity CSV"), opening(file));
        }
    }

    @Test
    void shouldRefuseUnknownFirstLine() throws Exception {
        final Path file = file("prices.csv", Traces.utf8("provider,region,type\naws,eu,c5\n"));
        assertTrue(
                opening(file)
                        .startsWith(file + ":1: not a trace: value=\"provider,region,type\", allowed=activity CSV"),
                opening(file));
    }

    @Test
    void shouldNameMissingAndDoubledColumns() {
        assertEquals("t.csv:1: header: required column missing: action", Traces.failure("timestamp_ms,user\n"));
        assertEquals("t.csv:1: header: required column missing: timestamp_ms", Traces.failure("user,action\n"));
        assertEquals("t.csv:1: header: required column missing: timestamp_ms", Traces.failure("series,value\n"));
        assertEquals("t.csv:1: header: column \"user\" stands there twice", Traces.failure("user,action,User\n"));
    }

    @Test
    void shouldSayHowManyRowsCameBeforeTheEndOfATruncatedGzip() {
        final StringBuilder text = new StringBuilder("timestamp_ms,user,action\n");
        for (int row = 0; row < 50_000; row++) {
            text.append(1_500_000_000_000L + row * 37L)
                    .append(",user")
                    .append(row * 7919 % 1000)
                    .append(",a\n");
        }
        final byte[] whole = Traces.gzip(Traces.utf8(text.toString()));
        final byte[] part = Arrays.copyOf(whole, whole.length / 2);
        int rows = 0;
        String message = "";
        try (ActivitySource source = Traces.open(part)) {
            final ActivityRow row = new ActivityRow();
            while (source.next(row)) {
                assertEquals(1_500_000_000_000L + rows * 37L, row.timestampMs);
                rows++;
            }
        } catch (final TraceException expected) {
            message = expected.getMessage();
        }
        assertTrue(rows > 10_000 && rows < 40_000, "rows " + rows);
        assertEquals("t.csv: gzip data ends too early (truncated file) after " + rows + " rows", message);
    }

    @Test
    void shouldGiveNothingBehindAFailure() throws TraceException {
        try (ActivitySource source = Traces.open("timestamp_ms,user,action\nx,u,a\n1500000000000,u,a\n")) {
            final ActivityRow row = new ActivityRow();
            assertThrows(TraceException.class, () -> source.next(row));
            assertThrows(TraceException.class, () -> source.next(row));
        }
    }

    @Test
    void shouldRefuseBytesThatOnlyBeginLikeGzip() throws Exception {
        final Path junk = file("junk.gz", new byte[] {0x1F, (byte) 0x8B, 8, 0, 1, 2, 3, 4, 5, 6, -1, -1, -1, -1});
        assertTrue(opening(junk).startsWith(junk + ": gzip data is damaged ("), opening(junk));
        final Path header = file("header.gz", new byte[] {0x1F, (byte) 0x8B, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7});
        assertTrue(opening(header).startsWith(header + ": gzip data is damaged ("), opening(header));
        final Path shortest = file("short.gz", new byte[] {0x1F, (byte) 0x8B});
        assertEquals(shortest + ": gzip data ends too early (truncated file)", opening(shortest));
    }

    @Test
    void shouldNoticeADamagedGzip() {
        final byte[] bytes = Traces.gzip(Traces.utf8(ACTIVITY));
        bytes[bytes.length - 6] ^= 1;
        assertTrue(Traces.failure(bytes).startsWith("t.csv: gzip data is damaged ("), Traces.failure(bytes));
    }

    @Test
    void shouldIdentifyFilesByTheirContent() throws Exception {
        final long digest = digest(file("one.csv", Traces.utf8(ACTIVITY)));
        assertEquals(digest, digest(file("two.csv", Traces.utf8(ACTIVITY))));
        assertNotEquals(digest, digest(file("three.csv", Traces.utf8(ACTIVITY + "1500000000002,w,c\n"))));
        final byte[] large = new byte[300_000];
        Arrays.fill(large, (byte) '\n');
        System.arraycopy(Traces.utf8(ACTIVITY), 0, large, 0, ACTIVITY.length());
        final long before = digest(file("large.csv", large));
        large[200_000] = '\r';
        assertNotEquals(before, digest(file("large.csv", large)));
    }

    @Test
    void shouldIdentifyAPipeByChanceAndKeepIt() throws TraceException {
        try (ActivitySource one = Traces.open(ACTIVITY);
                ActivitySource other = Traces.open(ACTIVITY)) {
            assertEquals(one.digest(), one.digest());
            assertNotEquals(one.digest(), other.digest());
            assertTrue(Double.isNaN(one.progress()));
        }
    }

    @Test
    void shouldShowProgressByBytesRead() throws Exception {
        final String text = ACTIVITY + "1500000000002,w,c\n".repeat(40_000);
        try (ActivitySource source = TraceFiles.open(file("long.csv", Traces.utf8(text)))) {
            final ActivityRow row = new ActivityRow();
            double last = source.progress();
            assertTrue(last < 0.5, "at the start " + last);
            while (source.next(row)) {
                assertTrue(source.progress() >= last && source.progress() <= 1);
                last = source.progress();
            }
            assertEquals(1, last);
            assertEquals(1, source.weight());
            assertTrue(source.name().endsWith("long.csv"));
        }
    }

    @Test
    void shouldRefuseToReadActivityAsDemand() throws Exception {
        final Path file = file("a.csv", Traces.utf8(ACTIVITY));
        assertEquals(
                file + ":1: not a demand CSV, allowed=header timestamp_ms,series,value",
                assertThrows(TraceException.class, () -> TraceFiles.demand(file))
                        .getMessage());
    }

    @Test
    void shouldCloseWhatItDoesNotOpen() {
        final boolean[] closed = new boolean[1];
        final InputStream stream = new ByteArrayInputStream(Traces.utf8("nothing known\n")) {
            @Override
            public void close() {
                closed[0] = true;
            }
        };
        assertThrows(TraceException.class, () -> TraceFiles.open("t.csv", stream));
        assertTrue(closed[0]);
    }

    @Test
    void shouldReportAFailingDevice() {
        final InputStream stream = new InputStream() {
            private int given;

            @Override
            public int read() throws IOException {
                if (given == ACTIVITY.length()) {
                    throw new IOException("disk\nis gone");
                }
                return ACTIVITY.charAt(given++);
            }
        };
        final TraceException thrown =
                assertThrows(TraceException.class, () -> Traces.rows(TraceFiles.open("t.csv", stream)));
        assertEquals("t.csv: cannot be read (disk?is gone) after 2 rows", thrown.getMessage());
        assertFalse(thrown.getMessage().contains("\n"));
    }

    private Path file(final String name, final byte[] bytes) throws IOException {
        return Files.write(directory.resolve(name), bytes);
    }

    private static long digest(final Path path) throws TraceException {
        try (ActivitySource source = TraceFiles.open(path)) {
            return source.digest();
        }
    }

    private static String opening(final Path path) {
        return assertThrows(TraceException.class, () -> TraceFiles.open(path)).getMessage();
    }
}
