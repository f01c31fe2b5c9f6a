package io.forerun.trace;

import io.forerun.client.ActivityRow;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * Reads a web server's log, common or combined format:
 *
 * <pre>host ident user [10/Oct/2000:13:55:36 -0700] "GET /path?query HTTP/1.1" 200 2326 "referer" "user agent"</pre>
 *
 * The user is the authenticated one, otherwise host and a hash of the user agent, since many people share an address. The
 * action is the method and the first segment of the path ({@link RequestClasses}), the object the path without its query,
 * the device a class of the user agent. A request line that is not HTTP (scanners send such) is the action "other". Fields
 * behind the user agent are ignored. A line that does not parse ends the trace with its number.
 */
final class AccessLog implements ActivitySource {
    private static final int CACHE_PLACES = 1 << 16;
    private static final int AGENT_PLACES = 1 << 12;

    private final LineReader lines;
    private final byte[] bytes;
    private final LogTime time = new LogTime();
    private final RequestClasses classes = new RequestClasses();
    private final DeviceClasses devices = new DeviceClasses();
    private final NameCache users = new NameCache(CACHE_PLACES, LineReader.MAX_RECORD_BYTES);
    private final NameCache objects = new NameCache(CACHE_PLACES, NameCache.NAME_BYTES);
    private final NameCache agents = new NameCache(AGENT_PLACES, LineReader.MAX_RECORD_BYTES);
    private final CRC32C crc = new CRC32C();
    private byte[] scratch = new byte[256];
    private int at;
    private int fieldStart;
    private int fieldEnd;

    AccessLog(final LineReader lines) {
        this.lines = lines;
        this.bytes = lines.bytes();
    }

    /** Whether the present record has the shape of a log line: text, a time in brackets, a quote. */
    static boolean looksLike(final LineReader lines) {
        final String line =
                new String(lines.bytes(), lines.start(), lines.end() - lines.start(), StandardCharsets.ISO_8859_1);
        final int open = line.indexOf(" [");
        final int close = line.indexOf("] \"", Math.max(0, open));
        return open > 0 && close > open;
    }

    @Override
    public boolean next(final ActivityRow row) throws TraceException {
        if (!lines.next()) {
            return false;
        }
        row.clearOptional();
        at = lines.start();
        word("host");
        final int hostStart = fieldStart;
        final int hostEnd = fieldEnd;
        word("ident");
        word("user");
        final int userStart = fieldStart;
        final int userEnd = fieldEnd;
        bracketed();
        row.timestampMs = time.timestampMs(bytes, fieldStart, fieldEnd);
        if (row.timestampMs < CsvFields.MIN_TIMESTAMP_MS || row.timestampMs > CsvFields.MAX_TIMESTAMP_MS) {
            throw bad("time", "like [10/Oct/2000:13:55:36 -0700], 1990 to 2200");
        }
        quoted("request");
        request(row);
        word("status");
        if (number("status") > 999) {
            throw bad("status", "0 to 999 or -");
        }
        word("bytes");
        row.bytes = Math.min(CsvFields.MAX_U32, number("bytes"));
        String agent = "";
        if (at < lines.end()) {
            quoted("referer");
            if (at < lines.end()) {
                quoted("user agent");
                agent = text(agents, fieldStart, fieldEnd, "user agent");
            }
        }
        row.device = devices.of(agent);
        final boolean anonymous = isDash(userStart, userEnd);
        row.user = anonymous ? visitor(hostStart, hostEnd, agent) : text(users, userStart, userEnd, "user");
        return true;
    }

    @Override
    public String name() {
        return lines.input().name();
    }

    @Override
    public double progress() {
        return lines.input().progress();
    }

    @Override
    public long digest() throws TraceException {
        return lines.input().digest();
    }

    @Override
    public void close() {
        lines.input().close();
    }

    /** Takes METHOD SP target [SP protocol] from the present field. */
    private void request(final ActivityRow row) throws TraceException {
        final int start = fieldStart;
        final int end = fieldEnd;
        int space = start;
        while (space < end && bytes[space] >= 'A' && bytes[space] <= 'Z') {
            space++;
        }
        if (space == start || space >= end || bytes[space] != ' ') {
            row.action = RequestClasses.OTHER;
            return;
        }
        final int path = space + 1;
        int pathEnd = path;
        while (pathEnd < end && bytes[pathEnd] != ' ' && bytes[pathEnd] != '?') {
            pathEnd++;
        }
        final int local = RequestClasses.afterHost(bytes, path, pathEnd);
        row.object = text(objects, local, pathEnd, "request");
        row.action = classes.of(bytes, start, space, local, pathEnd);
        if (row.action == null) {
            throw bad("request", "text in UTF-8");
        }
    }

    /** Host, a bar and eight hexadecimal digits of the agent's hash; the host alone where the log has no agents. */
    private String visitor(final int hostStart, final int hostEnd, final String agent) throws TraceException {
        if (agent.isEmpty()) {
            return text(users, hostStart, hostEnd, "host");
        }
        final int length = hostEnd - hostStart;
        if (scratch.length < length + 9) {
            scratch = new byte[2 * (length + 9)];
        }
        System.arraycopy(bytes, hostStart, scratch, 0, length);
        crc.reset();
        crc.update(bytes, fieldStart, fieldEnd - fieldStart);
        final int hash = (int) crc.getValue();
        scratch[length] = '|';
        for (int digit = 0; digit < 8; digit++) {
            scratch[length + 1 + digit] = (byte) Character.forDigit(hash >>> 28 - 4 * digit & 0xF, 16);
        }
        final String user = users.of(scratch, 0, length + 9);
        if (user == null) {
            fieldStart = hostStart;
            fieldEnd = hostEnd;
            throw bad("host", "text in UTF-8");
        }
        return user;
    }

    private String text(final NameCache names, final int start, final int end, final String field)
            throws TraceException {
        final String text = names.of(bytes, start, end);
        if (text == null) {
            throw bad(field, "text in UTF-8");
        }
        return text;
    }

    /** Goes to the next word, which ends at a blank or with the line. */
    private void word(final String field) throws TraceException {
        fieldStart = at;
        while (at < lines.end() && bytes[at] != ' ') {
            at++;
        }
        fieldEnd = at;
        if (fieldStart == fieldEnd) {
            throw bad(field, "a word behind one blank");
        }
        skipBlank();
    }

    private void bracketed() throws TraceException {
        delimited("time", '[', ']');
    }

    private void quoted(final String field) throws TraceException {
        delimited(field, '"', '"');
    }

    /** Goes to the next field between delimiters; a backslash keeps the byte behind it from ending the field. */
    private void delimited(final String field, final char open, final char close) throws TraceException {
        fieldStart = at;
        fieldEnd = lines.end();
        if (at >= lines.end() || bytes[at] != open) {
            throw bad(field, "text between " + open + " and " + close);
        }
        int index = at + 1;
        while (index < lines.end() && bytes[index] != close) {
            index += bytes[index] == '\\' ? 2 : 1;
        }
        if (index >= lines.end()) {
            throw bad(field, "text between " + open + " and " + close);
        }
        fieldStart = at + 1;
        fieldEnd = index;
        at = index + 1;
        skipBlank();
    }

    private void skipBlank() {
        if (at < lines.end() && bytes[at] == ' ') {
            at++;
        }
    }

    private long number(final String field) throws TraceException {
        if (isDash(fieldStart, fieldEnd)) {
            return 0;
        }
        long value = 0;
        for (int index = fieldStart; index < fieldEnd; index++) {
            final int digit = bytes[index] - '0';
            if (digit < 0 || digit > 9 || index - fieldStart > 17) {
                throw bad(field, "a whole number or -");
            }
            value = value * 10 + digit;
        }
        return value;
    }

    private boolean isDash(final int start, final int end) {
        return end - start == 1 && bytes[start] == '-';
    }

    private TraceException bad(final String field, final String allowed) {
        final String value = new String(bytes, fieldStart, fieldEnd - fieldStart, StandardCharsets.UTF_8);
        return lines.error(field + ": value=" + TraceException.quoted(value) + ", allowed=" + allowed);
    }
}
