package io.forerun.client;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.forerun.codec.ActivityBatchEncoder.RecordsEncoder;
import io.forerun.codec.NameKind;
import org.agrona.MutableDirectBuffer;

/** Writes one record's block as it stands in an ActivityBatch. */
final class ActivityBlock {
    private ActivityBlock() {}

    /** Gives the numbers of names. */
    interface Numbers {
        int number(NameKind kind, String name);
    }

    static void encode(final MutableDirectBuffer out, final int offset, final ActivityRow row, final Numbers numbers) {
        out.putLong(offset + RecordsEncoder.timestampMsEncodingOffset(), row.timestampMs, LITTLE_ENDIAN);
        out.putLong(offset + RecordsEncoder.userIdEncodingOffset(), XxHash64.of(row.user), LITTLE_ENDIAN);
        putInt(out, offset + RecordsEncoder.objectIdEncodingOffset(), numbers.number(NameKind.OBJECT, row.object));
        putInt(out, offset + RecordsEncoder.cpuUsEncodingOffset(), row.cpuUs);
        putInt(out, offset + RecordsEncoder.memoryKibEncodingOffset(), row.memoryKib);
        putInt(out, offset + RecordsEncoder.gpuUsEncodingOffset(), row.gpuUs);
        putInt(out, offset + RecordsEncoder.bytesEncodingOffset(), row.bytes);
        putInt(out, offset + RecordsEncoder.durationUsEncodingOffset(), row.durationUs);
        putShort(out, offset + RecordsEncoder.actionEncodingOffset(), numbers.number(NameKind.ACTION, row.action));
        putShort(out, offset + RecordsEncoder.regionEncodingOffset(), numbers.number(NameKind.REGION, row.region));
        putShort(out, offset + RecordsEncoder.serviceEncodingOffset(), numbers.number(NameKind.SERVICE, row.service));
        out.putByte(offset + RecordsEncoder.deviceEncodingOffset(), (byte) numbers.number(NameKind.DEVICE, row.device));
        out.putByte(offset + RecordsEncoder.reservedEncodingOffset(), (byte) 0);
    }

    private static void putInt(final MutableDirectBuffer out, final int offset, final long value) {
        out.putInt(offset, (int) value, LITTLE_ENDIAN);
    }

    private static void putShort(final MutableDirectBuffer out, final int offset, final int value) {
        out.putShort(offset, (short) value, LITTLE_ENDIAN);
    }
}
