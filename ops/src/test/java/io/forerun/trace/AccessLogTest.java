package io.forerun.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.client.ActivityRow;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessLogTest {
    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0";
    private static final String TIME = "[10/Oct/2000:13:55:36 -0700]";

    @Test
    void shouldReadTheCommonFormat() throws TraceException {
        final ActivityRow row =
                only("127.0.0.1 - frank " + TIME + " \"GET /icons/apache_pb.gif?x=1 HTTP/1.0\" 200 2326");
        assertEquals(971_211_336_000L, row.timestampMs);
        assertEquals(
                List.of("frank", "GET /icons", "/icons/apache_pb.gif", "", "", ""),
                List.of(row.user, row.action, row.object, row.region, row.device, row.service));
        assertEquals(2_326, row.bytes);
    }

    @Test
    void shouldReadTheCombinedFormatAndIgnoreWhatFollows() throws TraceException {
        final ActivityRow row =
                only("::1 - - " + TIME + " \"POST /v1/items/77 HTTP/1.1\" 201 - \"http://x/\\\"y\\\"\" \"" + FIREFOX
                        + "\" \"10.0.0.1\" 0.003");
        assertTrue(row.user.matches("::1\\|[0-9a-f]{8}"), row.user);
        assertEquals(List.of("POST /v#", "/v1/items/77", "desktop"), List.of(row.action, row.object, row.device));
        assertEquals(0, row.bytes);
    }

    @Test
    void shouldTellPeopleBehindOneAddressByTheirAgents() throws TraceException {
        final ActivityRow one = only(agent("agent one"));
        assertEquals(one.user, only(agent("agent one")).user);
        assertNotEquals(one.user, only(agent("agent two")).user);
        assertEquals("h", only("h - - " + TIME + " \"GET / HTTP/1.0\" 200 1").user);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /|GET /|/",
                "GET /12/34|GET /#|/12/34",
                "GET /user42abc7?q=/x|GET /user#abc#|/user42abc7",
                "GET /a/|GET /a|/a/",
                "GET http://h.example:80/p/q HTTP/1.1|GET /p|/p/q",
                "GET //double|GET /|//double",
                "OPTIONS * HTTP/1.0|OPTIONS *|*",
                "GET|other|''",
                "-|other|''",
                "\\x16\\x03\\x01|other|''",
                "get /a HTTP/1.0|other|''"
            })
    void shouldClassifyRequests(final String request, final String action, final String object) throws TraceException {
        final ActivityRow row = only("h - - " + TIME + " \"" + request + "\" 200 1");
        assertEquals(List.of(action, object), List.of(row.action, row.object));
    }

    @Test
    void shouldCallLateRequestTypesOther() throws TraceException {
        final StringBuilder text = new StringBuilder();
        for (int index = 0; index < 400; index++) {
            final String letters = "" + (char) ('a' + index / 20) + (char) ('a' + index % 20);
            text.append("h - - " + TIME + " \"GET /" + letters + " HTTP/1.0\" 200 1\n");
        }
        text.append("h - - " + TIME + " \"GET /aa HTTP/1.0\" 200 1\n");
        final List<ActivityRow> rows = Traces.rows(text.toString());
        assertEquals(256, rows.stream().map(row -> row.action).distinct().count());
        assertEquals("other", rows.get(255).action);
        assertEquals("GET /aa", rows.getLast().action);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)|bot",
                "curl/8.5.0|bot",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Mobile/15E148|mobile",
                "Mozilla/5.0 (Linux; Android 14; Pixel 8) Chrome/120.0 Mobile Safari/537.36|mobile",
                "Mozilla/5.0 (Linux; Android 13; SM-X700) Chrome/120.0 Safari/537.36|tablet",
                "Mozilla/5.0 (iPad; CPU OS 16_0 like Mac OS X)|tablet",
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64)|desktop",
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 14_0)|desktop",
                "-|other",
                "Tellurium|other"
            })
    void shouldClassifyDevices(final String agent, final String device) throws TraceException {
        assertEquals(device, only(agent(agent)).device);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[01/Jan/1970:00:00:00 +0000]|-1",
                "[29/Feb/2024:23:59:60 +0530]|1709231400000",
                "[31/Dec/2099:23:59:59 +0000]|4102444799000",
                "[29/Feb/2023:00:00:00 +0000]|-1",
                "[32/Jan/2023:00:00:00 +0000]|-1",
                "[10/oct/2023:00:00:00 +0000]|-1",
                "[10/Oct/2023:24:00:00 +0000]|-1",
                "[10/Oct/2023:00:60:00 +0000]|-1",
                "[10/Oct/2023:00:00:00 UTC]|-1",
                "[10/Oct/2023:00:00:00]|-1",
                "[]|-1"
            })
    void shouldReadTimesWithZoneAndRefuseOthers(final String time, final long timestampMs) throws TraceException {
        final String first = "h - - [10/Oct/2000:13:55:36 -0700] \"GET / HTTP/1.0\" 200 1\n";
        final String text = first + "h - - " + time + " \"GET / HTTP/1.0\" 200 1";
        if (timestampMs >= 0) {
            assertEquals(timestampMs, Traces.rows(text).getLast().timestampMs);
        } else {
            assertTrue(Traces.failure(text).startsWith("t.csv:2: time: value=\""), Traces.failure(text));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "h - - \"GET / HTTP/1.0\" 200 1",
                "h - " + TIME + " \"GET / HTTP/1.0\" 200 1",
                "h - john doe " + TIME + " \"GET / HTTP/1.0\" 200 1",
                "h - - " + TIME + " GET / HTTP/1.0 200 1",
                "h - - " + TIME + " \"GET / HTTP/1.0 200 1",
                "h - - " + TIME + " \"GET / HTTP/1.0\" abc 1",
                "h - - " + TIME + " \"GET / HTTP/1.0\" 2000 1",
                "h - - " + TIME + " \"GET / HTTP/1.0\" 200",
                "h - - " + TIME + " \"GET / HTTP/1.0\" 200 -5",
                "h - - " + TIME + " \"GET / HTTP/1.0\" 200 1 referer",
                "h - - " + TIME + " \"GET / HTTP/1.0\" 200 1 \"-\" \"age",
                "h - - [10/Oct/2000:13:55",
                "timestamp_ms,user,action"
            })
    void shouldNameTheLineThatDoesNotParse(final String bad) {
        final String good = "h - - " + TIME + " \"GET / HTTP/1.0\" 200 1\n";
        final String message = Traces.failure(good + "\n" + bad + "\n" + good);
        assertTrue(message.matches("t\\.csv:3: [a-z ]+: value=\".*\", allowed=.+"), message);
    }

    @Test
    void shouldTakeALastLineWithoutLineEnd() throws TraceException {
        final String good = "h - - " + TIME + " \"GET / HTTP/1.0\" 200 1";
        assertEquals(2, Traces.rows(good + "\r\n" + good).size());
    }

    @Test
    void shouldRefuseTextThatIsNotUtf8() {
        final byte[] bytes = Traces.utf8("h - - " + TIME + " \"GET /? HTTP/1.0\" 200 1\n");
        bytes[new String(bytes, StandardCharsets.US_ASCII).indexOf('?')] = (byte) 0xFF;
        assertTrue(Traces.failure(bytes).startsWith("t.csv:1: request: "), Traces.failure(bytes));
    }

    @Test
    void shouldHoldMoreThanFourGibOfBytesAtTheLimit() throws TraceException {
        assertEquals(4_294_967_295L, only("h - - " + TIME + " \"GET / HTTP/1.0\" 200 5000000000").bytes);
    }

    private static String agent(final String agent) {
        return "h - - " + TIME + " \"GET / HTTP/1.0\" 200 1 \"-\" \"" + agent + "\"";
    }

    private static ActivityRow only(final String line) throws TraceException {
        final List<ActivityRow> rows = Traces.rows(line + "\n");
        assertEquals(1, rows.size());
        return rows.getFirst();
    }
}
