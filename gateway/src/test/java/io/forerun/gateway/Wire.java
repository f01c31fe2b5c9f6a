package io.forerun.gateway;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * The protocol written by hand, byte by byte, with nothing but a buffer: what a client in another language has to produce.
 * Numbers are little-endian. Offsets count from the first byte of the block.
 *
 * <pre>
 *  frame            0        4       6          8        10        12
 *                  +--------+-------+----------+--------+---------+-------+--------+------+
 *                  | u32    | u16   | u16      | u16    | u16     | block | groups | data |
 *                  | length | block | template | 21062  | version |       |        |      |
 *                  +--------+-------+----------+--------+---------+-------+--------+------+
 *                   length counts what follows it; block counts the bytes of the block
 *  group           +-------------------+-------------+-----------------------+
 *                  | u16 block of each | u16 entries | entry | entry | ...   |
 *                  +-------------------+-------------+-----------------------+
 *  text            +-----------+-------------+
 *                  | u16 bytes | UTF-8       |
 *                  +-----------+-------------+
 *
 *  Hello        1  | 0 u16 protocolVersion | 2 u64 clientId | 10 u64 stream | 18 u16 sampleEvery | 20 u8 allowGap |
 *                  text token, text clientName
 *  Welcome      2  | 0 u64 session | 8 u64 lastSequence | 16 u32 window | 20 u16 maxBatch |
 *  Dictionary   3  no block; group of | 0 u8 kind | 1 u32 number | text name |
 *  Activity     4  | 0 u64 firstSequence | 8 u8 gapConfirmed | group of 48 bytes:
 *                  | 0 i64 timestampMs | 8 u64 userId | 16 u32 object | 20 u32 cpuUs | 24 u32 memoryKib | 28 u32 gpuUs |
 *                  | 32 u32 bytes | 36 u32 durationUs | 40 u16 action | 42 u16 region | 44 u16 service | 46 u8 device |
 *                  | 47 u8 reserved |
 *  Utilisation  5  | 0 i64 timestampMs | 8 u16 service | 10 u16 region | 12 u32 nodes | 16 u32 cpuMilli |
 *                  | 20 u32 memoryMib | 24 u32 gpuMilli | 28 u32 requests |
 *  Ack          6  | 0 u64 lastSequence | 8 u32 window | 12 u64 duplicates | 20 u8 endOfInput |
 *                  group of | 0 u8 reason | 1 u64 records |
 *  Reject       7  | 0 u8 code | 1 u64 sequence | text
 *  EndOfInput   8  | 0 u64 lastSequence |
 *  Query        9  | 0 u64 queryId | 8 u8 subject | 9 u64 userId | text group
 *  Forecast    10  | 0 u64 queryId | 8 i64 atMs | 16 u32 stepMs | 20 f32 readiness |
 *                  group of | 0 u8 resource | group of 11 f32: mean, variance, confidence, q05 ... q99 |
 *                  group of | 0 u16 minutes | 2 f32 events |, group of | 0 f32 probability | text |, group of | text |, text
 *  Subscribe   11  | 0 u64 queryId | 8 u8 kind | 9 u64 fromId | 17 u8 follow |
 *  Decision    12  | 0 u64 decisionId | 8 i64 atMs | 16 u8 mode | 17 u32 fromNodes | 21 u32 toNodes | ... 65 bytes
 *                  group of | 0 u32 nodes | text |, group of | text |, text target, text won, text outcome
 *  Heartbeat   13  | 0 i64 atMs |
 *  Operator    14  | 0 u64 queryId | 8 u8 command | 9 u8 mode |
 *  EndOfReply  15  | 0 u64 queryId |
 *  UserDue     19  | 0 u64 userId | 8 i64 seenMs | 16 i64 fromMs | 24 i64 untilMs | 32 f32 probability |
 *                  | 36 f32 actionProbability | 40 u64 dropped | group of | 0 f32 probability | text |, text group, text action
 *  Status      16  | 0 u64 queryId | 8 i64 nowMs | 16 u8 mode | 17 u8 paused | 18 u64 users | 26 u32 groups |
 *                  | 30 u64 accepted | 38 u64 refused | 46 u64 duplicates | 54 u64 late | 62 u64 decisions |
 * </pre>
 */
final class Wire {
    static final int SCHEMA = 'R' << 8 | 'F';
    static final int WELCOME = 2;
    static final int ACK = 6;
    static final int REJECT = 7;
    static final int FORECAST = 10;
    static final int DECISION = 12;
    static final int HEARTBEAT = 13;
    static final int END_OF_REPLY = 15;
    static final int STATUS = 16;
    static final int RECORD_LENGTH = 48;

    private Wire() {}

    /** One frame: the header, then what {@code body} writes. */
    static byte[] frame(final int template, final int blockLength, final Consumer<ByteBuffer> body) {
        final ByteBuffer frame = ByteBuffer.allocate(1 << 17).order(ByteOrder.LITTLE_ENDIAN);
        frame.putInt(0);
        frame.putShort((short) blockLength)
                .putShort((short) template)
                .putShort((short) SCHEMA)
                .putShort((short) 1);
        body.accept(frame);
        frame.putInt(0, frame.position() - Integer.BYTES);
        final byte[] bytes = new byte[frame.position()];
        frame.flip().get(bytes);
        return bytes;
    }

    static void text(final ByteBuffer frame, final String text) {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        frame.putShort((short) bytes.length).put(bytes);
    }

    static byte[] hello(final long clientId, final long stream, final String token) {
        return frame(1, 21, frame -> {
            frame.putShort((short) 1)
                    .putLong(clientId)
                    .putLong(stream)
                    .putShort((short) 1)
                    .put((byte) 0);
            text(frame, token);
            text(frame, "foreign");
        });
    }

    static byte[] hello(final long clientId, final long stream) {
        return hello(clientId, stream, "");
    }

    /** One name: kind 0 action, 1 object, 2 region, 3 device, 4 service. */
    static byte[] dictionary(final int kind, final int number, final String name) {
        return frame(3, 0, frame -> {
            frame.putShort((short) 5).putShort((short) 1);
            frame.put((byte) kind).putInt(number);
            text(frame, name);
        });
    }

    /** Records {@code stepMs} apart, all of action, region and service 1, each of 100 ms CPU. */
    static byte[] batch(final long firstSequence, final int count, final long startMs, final long stepMs) {
        return frame(4, 9, frame -> {
            frame.putLong(firstSequence).put((byte) 0);
            frame.putShort((short) RECORD_LENGTH).putShort((short) count);
            for (int item = 0; item < count; item++) {
                record(frame, startMs + item * stepMs, 77 + item % 10, 0);
            }
        });
    }

    static void record(final ByteBuffer frame, final long timestampMs, final long user, final int reserved) {
        frame.putLong(timestampMs).putLong(user).putInt(5);
        frame.putInt(100_000).putInt(2_048).putInt(0).putInt(512).putInt(120_000);
        frame.putShort((short) 1).putShort((short) 1).putShort((short) 1);
        frame.put((byte) 2).put((byte) reserved);
    }

    static byte[] utilisation(final long timestampMs) {
        return frame(5, 32, frame -> {
            frame.putLong(timestampMs).putShort((short) 0).putShort((short) 0);
            frame.putInt(3).putInt(2_500).putInt(900).putInt(0).putInt(40);
        });
    }

    static byte[] endOfInput(final long lastSequence) {
        return frame(8, 8, frame -> frame.putLong(lastSequence));
    }

    static byte[] query(final long queryId, final int subject, final long user, final String group) {
        return frame(9, 17, frame -> {
            frame.putLong(queryId).put((byte) subject).putLong(user);
            text(frame, group);
        });
    }

    static byte[] subscribe(final long queryId, final long fromId, final boolean follow) {
        return frame(
                11,
                18,
                frame -> frame.putLong(queryId).put((byte) 0).putLong(fromId).put((byte) (follow ? 1 : 0)));
    }

    static byte[] heartbeat(final long atMs) {
        return frame(HEARTBEAT, 8, frame -> frame.putLong(atMs));
    }

    static byte[] forget(final long queryId, final long userId) {
        return frame(17, 16, frame -> frame.putLong(queryId).putLong(userId));
    }

    static byte[] operator(final long queryId, final int command, final int mode) {
        return frame(14, 10, frame -> frame.putLong(queryId).put((byte) command).put((byte) mode));
    }
}
