package io.forerun.pipeline;

import io.forerun.core.ConfigText;
import io.forerun.core.Engine;
import io.forerun.core.EngineConfig;
import io.forerun.journal.JournalReader;
import io.forerun.journal.JournalSource;
import io.forerun.simd.Kernels;
import io.forerun.state.Archive;
import io.forerun.state.StateException;
import io.forerun.state.StateReader;
import io.forerun.state.StateWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.function.Function;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;

/**
 * An engine as it stood behind one record of a journal. In front of the state stands who wrote it, of which record, and under which
 * configurations; only the version of the engine that wrote it can go on from it, any other replays the journal.
 *
 * @param at the record it stands behind
 * @param adapter what goes on from there; the receiver closes its engine
 */
record Snapshot(At at, RecordAdapter adapter) {
    private static final long MAGIC = 0x544154_5352_4F46L; // FORSTAT
    private static final int FORMAT = 1;

    /** Snapshots that stay: the newest, and the one before for the case that it is damaged. */
    static final int KEPT = 2;

    /**
     * A place in a journal.
     *
     * @param sequence of the record
     * @param sum CRC32C of the record, since a salvaged journal may give its number to another
     */
    record At(long sequence, int sum) {
        private static final At NOWHERE = new At(0, 0);
    }

    /** Sum by which a journal's record is known again. */
    static int sum(final JournalSource source, final long sequence) {
        final int[] sum = {0};
        try (JournalReader reader = source.reader(sequence)) {
            reader.poll((number, buffer, offset, length) -> sum[0] = sum(buffer, offset, length));
        }
        return sum[0];
    }

    /** The same of a record at hand. */
    static int sum(final DirectBuffer buffer, final int offset, final int length) {
        final byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        final CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    static void write(final WritableByteChannel channel, final At at, final RecordAdapter adapter) {
        final Engine engine = adapter.engine();
        try (StateWriter writer = new StateWriter(block -> writeAll(channel, block))) {
            writer.pass(MAGIC);
            writer.pass(FORMAT);
            writer.pass(EngineConfig.ENGINE_VERSION);
            writer.pass(at, At.class);
            writer.pass(ConfigText.of(engine.born()));
            writer.pass(ConfigText.of(engine.config()));
            engine.pass(writer);
            adapter.pass(writer);
            writer.pass(MAGIC); // Whoever reads too little or too much does not find it here.
        }
    }

    /**
     * Reads a snapshot.
     *
     * @throws StateException if it is damaged, cut off, or of another version
     */
    static Snapshot read(
            final ReadableByteChannel channel, final Kernels kernels, final Function<Engine, RecordAdapter> adapters) {
        final StateReader reader = new StateReader(block -> read(channel, block));
        require("magic", reader.pass(0L), MAGIC);
        require("format", reader.pass(0), FORMAT);
        require("engine version", reader.pass(0), EngineConfig.ENGINE_VERSION);
        final At at = reader.pass(At.NOWHERE, At.class);
        final Engine engine = new Engine(config(reader), kernels);
        try {
            engine.onConfiguration(config(reader));
            engine.pass(reader);
            final RecordAdapter adapter = adapters.apply(engine);
            adapter.pass(reader);
            require("end", reader.pass(0L), MAGIC);
            return new Snapshot(at, adapter);
        } catch (final StateException | UncheckedIOException unusable) {
            engine.close();
            throw unusable;
        } catch (final RuntimeException unusable) {
            // Values that cannot be: it is of another shape, though its sums are right.
            engine.close();
            throw new StateException("state: cannot be put back: " + unusable);
        }
    }

    private static EngineConfig config(final Archive reader) {
        try {
            return ConfigText.parse(reader.pass(""));
        } catch (final IllegalArgumentException wrong) {
            throw new StateException("state: " + wrong.getMessage());
        }
    }

    private static void require(final String what, final long value, final long allowed) {
        if (value != allowed) {
            throw new StateException("state: " + what + "=" + value + ", allowed=" + allowed);
        }
    }

    private static void writeAll(final WritableByteChannel channel, final ByteBuffer block) {
        try {
            while (block.hasRemaining()) {
                channel.write(block);
            }
        } catch (final IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static int read(final ReadableByteChannel channel, final ByteBuffer block) {
        try {
            return channel.read(block);
        } catch (final IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
