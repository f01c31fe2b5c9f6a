package io.forerun.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.codec.RejectCode;
import io.forerun.journal.MemoryJournal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Damaged frames of every message a client may send. Each is taken or refused with a code and counted; none raises an
 * exception, is read past its end (buffers check their bounds here), keeps memory, or keeps the server from serving others.
 */
class FrameMutationTest {
    private static final long SEED = Long.getLong("seed", 20_251_125L);
    private static final int CASES = 3_000;
    private static final long START_MS = 1_700_000_000_000L;
    private static final int[] TELLING = {0, 1, 7, 8, 47, 48, 49, 255, 256, 257, 1_365, 32_767, 32_768, 65_535};
    private static final Set<RejectCode> STAYS_OPEN =
            EnumSet.of(RejectCode.GAP, RejectCode.UNKNOWN_GROUP, RejectCode.UNKNOWN_USER, RejectCode.OVERLOADED);

    private final SplittableRandom random = new SplittableRandom(SEED);
    private int closed;
    private int survived;

    private List<byte[]> valid(final long stream) {
        return List.of(
                Wire.hello(9, stream),
                Wire.dictionary(random.nextInt(5), random.nextInt(200), "name" + random.nextInt(50)),
                Wire.batch(1, 1 + random.nextInt(20), START_MS, random.nextInt(60_000)),
                Wire.batch(1, 1_364, START_MS, random.nextInt(100)),
                Wire.utilisation(START_MS),
                Wire.endOfInput(20),
                Wire.query(random.nextLong(), 0, 0, "total"),
                Wire.query(random.nextLong(), 1, random.nextInt(90), ""),
                Wire.subscribe(random.nextLong(), random.nextInt(5), random.nextBoolean()),
                Wire.heartbeat(START_MS),
                Wire.operator(random.nextLong(), random.nextInt(5), random.nextInt(3)));
    }

    private byte[] mutated(final byte[] frame) {
        byte[] bytes = frame.clone();
        final int near = Math.min(bytes.length, 64); // Most that can go wrong stands in front.
        for (int change = random.nextInt(4); change >= 0; change--) {
            final int at = random.nextInt(random.nextInt(4) == 0 ? bytes.length : Math.min(near, bytes.length));
            switch (random.nextInt(6)) {
                case 0, 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> bytes[at] = (byte) random.nextInt();
                case 3 -> putShort(bytes, at, TELLING[random.nextInt(TELLING.length)]);
                case 4 -> bytes = resized(bytes, Math.max(1, at), random.nextBoolean());
                default -> bytes = resized(bytes, bytes.length + 1 + random.nextInt(40), random.nextBoolean());
            }
        }
        return bytes;
    }

    private static void putShort(final byte[] bytes, final int at, final int value) {
        if (at + Short.BYTES <= bytes.length) {
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putShort(at, (short) value);
        }
    }

    private byte[] resized(final byte[] bytes, final int length, final boolean honest) {
        final byte[] resized = Arrays.copyOf(bytes, length);
        for (int at = bytes.length; at < length; at++) {
            resized[at] = (byte) random.nextInt();
        }
        if (honest && length >= Integer.BYTES) {
            ByteBuffer.wrap(resized).order(ByteOrder.LITTLE_ENDIAN).putInt(0, length - Integer.BYTES);
        }
        return resized;
    }

    @Test
    void shouldTakeOrRefuseEveryDamagedFrame() throws IOException {
        try (RunningServer server =
                RunningServer.ingressTime(RunningServer.ANY_PORT, new MemoryJournal(), () -> START_MS)) {
            final Gateway deaf = EmbeddedSession.deafGateway(server);
            try {
                for (int item = 0; item < CASES; item++) {
                    final long stream = 1_000 + item;
                    final List<byte[]> frames = valid(stream);
                    final byte[] bytes = mutated(frames.get(item % frames.size()));
                    try {
                        tryOne(deaf, server, stream, item % frames.size() > 0, bytes);
                    } catch (final AssertionError | RuntimeException failed) {
                        final Path input = Path.of("target", "frame-mutation-" + item + ".hex");
                        Files.writeString(input, HexFormat.of().formatHex(bytes));
                        throw new AssertionError("seed=" + SEED + ", case=" + item + ", input in " + input, failed);
                    }
                }
            } finally {
                deaf.close();
            }
            assertTrue(closed > CASES / 10 && survived > CASES / 10, "closed=" + closed + ", survived=" + survived);
            servesAGoodClient(server);
        }
    }

    private void tryOne(
            final Gateway deaf,
            final RunningServer server,
            final long stream,
            final boolean afterHello,
            final byte[] bytes) {
        final EmbeddedSession session = new EmbeddedSession(deaf, server);
        if (afterHello) {
            session.open(stream);
            session.said();
        }
        final long before = rejects(deaf);
        final int cut = random.nextInt(bytes.length + 1);
        session.write(bytes, 0, cut);
        if (session.channel.isActive()) {
            session.write(bytes, cut, bytes.length);
        }
        session.channel.checkException();
        final List<WireClient.Message> said = session.said();
        int refused = 0;
        boolean ended = false;
        for (final WireClient.Message message : said) {
            assertTrue(!ended, "nothing is said after the last word");
            if (message.template() == Wire.REJECT) {
                refused++;
                ended = !STAYS_OPEN.contains(RejectCode.get((short) message.code()));
                assertTrue(!message.text(9).isEmpty());
            }
        }
        assertEquals(ended, !session.channel.isActive(), "closed exactly where the code says so");
        assertEquals(before + refused, rejects(deaf), "every Reject is counted");
        if (ended) {
            closed++;
        } else {
            survived++;
        }
        assertTrue(session.releasesAll(), "bytes are given back");
        assertNull(server.failStop.failure());
    }

    private static long rejects(final Gateway gateway) {
        long sum = 0;
        for (final RejectCode code : RejectCode.values()) {
            sum += code == RejectCode.NULL_VAL ? 0 : gateway.rejects(code);
        }
        return sum;
    }

    private static void servesAGoodClient(final RunningServer server) {
        try (WireClient client = WireClient.welcomed(server.port(), 1, 1)) {
            client.send(Wire.batch(1, 1_000, START_MS, 0));
            client.awaitAck(1_000);
            client.send(Wire.operator(1, 0, 0));
            assertTrue(client.await(Wire.STATUS).body().getLong(30) > 1_000, "damaged batches were taken as well");
        }
        assertNull(server.failStop.failure());
    }
}
