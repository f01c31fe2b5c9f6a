package io.forerun.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.client.ActivityRow;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActivityCsvTest {
    private static final String HEADER = "timestamp_ms,user,action,object,region,device,bytes\n";

    @Test
    void shouldReadEveryColumnInAnyOrderAndIgnoreUnknownOnes() throws TraceException {
        final List<ActivityRow> rows = Traces.rows(
                "shoe,Bytes, ACTION ,gpu_us,user,object,duration_us,region,device,service,cpu_us,memory_kib,"
                        + "timestamp_ms\nx,1,view,2,anna,o7,3,eu,phone,web,4,4294967295,1500000000123\n");
        final ActivityRow row = rows.getFirst();
        assertEquals(1, rows.size());
        assertEquals(1_500_000_000_123L, row.timestampMs);
        assertEquals(
                List.of("anna", "view", "o7", "eu", "phone", "web"),
                List.of(row.user, row.action, row.object, row.region, row.device, row.service));
        assertEquals(
                List.of(4L, 4_294_967_295L, 2L, 1L, 3L),
                List.of(row.cpuUs, row.memoryKib, row.gpuUs, row.bytes, row.durationUs));
    }

    @Test
    void shouldLeaveColumnsOutThatTheFileDoesNotHave() throws TraceException {
        final ActivityRow row =
                Traces.rows("timestamp_ms,user,action\n1500000000000,u,a").getFirst();
        assertEquals("", row.object + row.region + row.device + row.service);
        assertEquals(0, row.cpuUs + row.memoryKib + row.gpuUs + row.bytes + row.durationUs);
    }

    @Test
    void shouldReadQuotesCarriageReturnsMarkAndEmptyLines() throws TraceException {
        final List<ActivityRow> rows = Traces.rows("\uFEFF\"timestamp_ms\",user,action,object\r\n"
                + "1500000000000,\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\"\r\n\r\n"
                + "1500000000001,5\" disk,ä€😀,\"\"\r\n");
        assertEquals(2, rows.size());
        assertEquals(
                List.of("a,b", "say \"hi\"", "two\nlines"),
                List.of(rows.get(0).user, rows.get(0).action, rows.get(0).object));
        assertEquals(
                List.of("5\" disk", "ä€😀", ""), List.of(rows.get(1).user, rows.get(1).action, rows.get(1).object));
    }

    @Test
    void shouldGiveTheSameInstanceForARepeatedName() throws TraceException {
        final List<ActivityRow> rows = Traces.rows(HEADER + "1500000000000,u,a,,,,\n1500000000001,u,a,,,,\n");
        assertSame(rows.get(0).user, rows.get(1).user);
        assertSame(rows.get(0).action, rows.get(1).action);
    }

    @Test
    void shouldKeepTheOrderOfAnUnsortedFile() throws TraceException {
        final List<ActivityRow> rows = Traces.rows(HEADER + "1500000005000,u,a,,,,\n1500000001000,v,a,,,,\n");
        assertEquals(List.of("u", "v"), rows.stream().map(row -> row.user).toList());
    }

    @ParameterizedTest
    @ValueSource(longs = {631_152_000_000L, 4_070_908_800_000L, 7_258_118_400_000L})
    void shouldTakeTimesFrom1990To2200(final long timestampMs) throws TraceException {
        assertEquals(timestampMs, Traces.rows(HEADER + timestampMs + ",u,a,,,,").getFirst().timestampMs);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-1",
                "+1500000000000",
                "1500000000",
                "631151999999",
                "7258118400001",
                "1e12",
                " 1500000000000",
                "1500000000000.0",
                "99999999999999999999999",
                "abc",
                "2017-10-01"
            })
    void shouldRefuseOtherTimes(final String value) {
        assertEquals(
                "t.csv:3: timestamp_ms: value=\"" + value + "\", allowed=milliseconds since 1970, 631152000000 to"
                        + " 7258118400000 (1990 to 2200)",
                Traces.failure(HEADER + "1500000000000,u,a,,,,\n" + value + ",u,a,,,,\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "4294967296", "1.5", "NaN", "0x10", "9999999999999999999999", "१"})
    void shouldRefuseOtherNumbers(final String value) {
        assertEquals(
                "t.csv:2: bytes: value=\"" + value + "\", allowed=a whole number from 0 to 4294967295",
                Traces.failure(HEADER + "1500000000000,u,a,,,," + value));
    }

    @Test
    void shouldRefuseEmptyUserAndAction() {
        assertEquals(
                "t.csv:2: user: value=\"\", allowed=text that is not empty",
                Traces.failure(HEADER + "1500000000000,,a,,,,\n"));
        assertEquals(
                "t.csv:2: action: value=\"\", allowed=text that is not empty",
                Traces.failure(HEADER + "1500000000000,u,,,,,\n"));
    }

    @Test
    void shouldRefuseTooFewAndTooManyFields() {
        assertEquals("t.csv:2: 3 fields, allowed=7 as in the header", Traces.failure(HEADER + "1500000000000,u,a\n"));
        assertEquals(
                "t.csv:2: 8 fields, allowed=7 as in the header", Traces.failure(HEADER + "1500000000000,u,a,,,,,\n"));
        assertEquals("t.csv:2: more than 1024 fields", Traces.failure(HEADER + ",".repeat(2_000)));
    }

    @Test
    void shouldRefuseBadQuotes() {
        assertEquals(
                "t.csv:2: field 2: quote is not closed", Traces.failure(HEADER + "1500000000000,\"u,a,,,,\n1,2\n"));
        assertEquals(
                "t.csv:2: field 2: text behind the closing quote, allowed=a comma",
                Traces.failure(HEADER + "1500000000000,\"u\"x,a,,,,\n"));
    }

    @Test
    void shouldNameTheLineBehindQuotedLineEnds() {
        assertEquals(
                "t.csv:5: 1 fields, allowed=7 as in the header",
                Traces.failure(HEADER + "1500000000000,\"u\n\n\",a,,,,\nx\n"));
    }

    @Test
    void shouldRefuseTextThatIsNotUtf8() {
        final byte[] bytes = Traces.utf8(HEADER + "1500000000000,u,a,?,,,\n");
        bytes[bytes.length - 5] = (byte) 0xE9;
        assertEquals("t.csv:2: object: value=\"\uFFFD\", allowed=text in UTF-8", Traces.failure(bytes));
    }

    @Test
    void shouldTakeRecordsOf64KibAndRefuseLongerOnes() throws TraceException {
        final String front = "1500000000000,";
        final String back = ",a,,,,";
        final String user = "x".repeat(LineReader.MAX_RECORD_BYTES - front.length() - back.length());
        for (final String lineEnd : List.of("", "\n", "\r\n")) {
            final List<ActivityRow> rows =
                    Traces.rows(HEADER + front + user + back + "\n" + front + user + back + lineEnd);
            assertEquals(List.of(user, user), rows.stream().map(row -> row.user).toList());
            assertEquals(
                    "t.csv:2: line is longer than 65536 bytes (or a quote is not closed)",
                    Traces.failure(HEADER + front + user + "y" + back + lineEnd));
        }
        assertEquals(
                "t.csv:2: line is longer than 65536 bytes (or a quote is not closed)",
                Traces.failure(HEADER + front + "z".repeat(1_000_000)));
    }

    @Test
    void shouldCutLongNamesButKeepThemDistinct() throws TraceException {
        final String start = "1500000000000,u,a," + "ä".repeat(200);
        final List<ActivityRow> rows = Traces.rows(HEADER + start + "1,,,\n" + start + "2,,,\n");
        assertEquals(2, rows.stream().map(row -> row.object).distinct().count());
        assertTrue(rows.stream().allMatch(row -> Traces.utf8(row.object).length <= NameCache.NAME_BYTES));
        assertTrue(rows.getFirst().object.startsWith("ä".repeat(119)), rows.getFirst().object);
    }

    /** Oracle: fields are made first, written as CSV, and must come back, however the bytes are cut into reads. */
    @Test
    void shouldReadBackWhatWasWritten() throws TraceException {
        for (int seed = 0; seed < 40; seed++) {
            final SplittableRandom random = new SplittableRandom(seed);
            final StringBuilder text = new StringBuilder("user,action,timestamp_ms,object\r\n");
            final List<String> expected = new ArrayList<>();
            for (int row = 0; row < 60; row++) {
                final String user = "u" + field(random);
                final String object = field(random);
                expected.add(user + "|" + object);
                text.append(written(user, random))
                        .append(",a,")
                        .append(1_500_000_000_000L + row)
                        .append(',');
                text.append(written(object, random)).append(random.nextBoolean() ? "\n" : "\r\n");
            }
            final byte[] plain = Traces.utf8(text.toString());
            final byte[] bytes = random.nextBoolean() ? plain : Traces.gzip(plain);
            final ActivitySource source = TraceFiles.open("t.csv", Traces.trickle(bytes, 1 + random.nextInt(3_000)));
            assertEquals(
                    expected,
                    Traces.rows(source).stream()
                            .map(row -> row.user + "|" + row.object)
                            .toList(),
                    "seed " + seed);
        }
    }

    private static String field(final SplittableRandom random) {
        final String alphabet = "ab,\"\n ä€";
        final int length = random.nextInt(20) == 0 ? random.nextInt(60) : random.nextInt(6);
        final StringBuilder field = new StringBuilder();
        for (int index = 0; index < length; index++) {
            field.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return field.toString();
    }

    private static String written(final String field, final SplittableRandom random) {
        final boolean needed = field.contains(",") || field.contains("\"") || field.contains("\n");
        return needed || random.nextBoolean() ? '"' + field.replace("\"", "\"\"") + '"' : field;
    }
}
