package io.forerun.pipeline;

import io.forerun.codec.ActivityBatchEncoder.RecordsEncoder;
import java.nio.ByteOrder;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;

/** A seeded stream of activity blocks, sorted by time, as they stand on the wire. */
final class Blocks {
    static final long START_MS = 1_700_000_000_000L;

    private final UnsafeBuffer buffer;
    private final int count;

    private Blocks(final UnsafeBuffer buffer, final int count) {
        this.buffer = buffer;
        this.count = count;
    }

    /** Records of {@code users} users, {@code meanGapMs} apart on average. */
    static Blocks random(final long seed, final int count, final int users, final int meanGapMs) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[count * ActivityLayout.BLOCK_LENGTH]);
        final SplittableRandom random = new SplittableRandom(seed);
        long timestampMs = START_MS;
        for (int item = 0; item < count; item++) {
            timestampMs += random.nextInt(2 * meanGapMs + 1);
            final int offset = item * ActivityLayout.BLOCK_LENGTH;
            final long lateMs = random.nextInt(50) == 0 ? random.nextInt(7_200_000) : 0;
            put(buffer, offset, timestampMs - lateMs, random.nextInt(users) * 0x9E3779B97F4A7C15L, random);
        }
        return new Blocks(buffer, count);
    }

    private static void put(
            final UnsafeBuffer buffer,
            final int offset,
            final long timestampMs,
            final long user,
            final SplittableRandom random) {
        buffer.putLong(offset + RecordsEncoder.timestampMsEncodingOffset(), timestampMs, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(offset + RecordsEncoder.userIdEncodingOffset(), user, ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(offset + RecordsEncoder.objectIdEncodingOffset(), random.nextInt(100));
        buffer.putInt(offset + RecordsEncoder.cpuUsEncodingOffset(), random.nextInt(50_000));
        buffer.putInt(offset + RecordsEncoder.memoryKibEncodingOffset(), random.nextInt(10_000));
        buffer.putInt(offset + RecordsEncoder.durationUsEncodingOffset(), random.nextInt(90_000));
        buffer.putShort(offset + RecordsEncoder.actionEncodingOffset(), (short) random.nextInt(6));
        buffer.putShort(offset + RecordsEncoder.regionEncodingOffset(), (short) random.nextInt(3));
        buffer.putShort(offset + RecordsEncoder.serviceEncodingOffset(), (short) random.nextInt(2));
        buffer.putByte(offset + RecordsEncoder.deviceEncodingOffset(), (byte) random.nextInt(4));
    }

    UnsafeBuffer buffer() {
        return buffer;
    }

    int count() {
        return count;
    }

    void timestamp(final int item, final long timestampMs) {
        buffer.putLong(
                item * ActivityLayout.BLOCK_LENGTH + RecordsEncoder.timestampMsEncodingOffset(),
                timestampMs,
                ByteOrder.LITTLE_ENDIAN);
    }

    void service(final int item, final int service) {
        buffer.putShort(
                item * ActivityLayout.BLOCK_LENGTH + RecordsEncoder.serviceEncodingOffset(),
                (short) service,
                ByteOrder.LITTLE_ENDIAN);
    }
}
