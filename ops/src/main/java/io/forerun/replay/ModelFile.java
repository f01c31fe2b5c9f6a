package io.forerun.replay;

import io.forerun.neural.ModelFormat;
import io.forerun.neural.ModelFormatException;
import io.forerun.neural.NeuralModel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;

/** The file that holds a journal's champion, beside its records. Either the old model or the new one is there, never a part. */
public final class ModelFile {
    private static final String NAME = "champion.model";
    private static final String FRESH = "champion.model.new";
    private static final long MOST_BYTES = 16 << 20;

    private ModelFile() {}

    /** Where a journal's champion lies. */
    public static Path of(final Path journal) {
        return journal.resolve(NAME);
    }

    /**
     * Replaces the file once the bytes are safe on the disk.
     *
     * @return the model's name: its checksum in hexadecimal digits
     */
    public static String write(final Path file, final NeuralModel model) throws IOException {
        final byte[] bytes = ModelFormat.encode(model);
        final Path fresh = file.resolveSibling(FRESH);
        try (FileChannel channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            final ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel directory = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            directory.force(true); // The new name, too, has to survive the loss of power.
        }
        return HexFormat.of().formatHex(ModelFormat.name(bytes));
    }

    /**
     * The model in a file, null where there is no file.
     *
     * @throws ModelFormatException if it cannot be used
     */
    public static NeuralModel read(final Path file) throws IOException, ModelFormatException {
        final byte[] bytes = content(file);
        return bytes == null ? null : ModelFormat.decode(bytes);
    }

    /**
     * The bytes of a model in a file that can be used, null where there is no file.
     *
     * @throws ModelFormatException if it cannot be used
     */
    public static byte[] bytes(final Path file) throws IOException, ModelFormatException {
        final byte[] bytes = content(file);
        if (bytes != null) {
            ModelFormat.decode(bytes);
        }
        return bytes;
    }

    private static byte[] content(final Path file) throws IOException {
        if (!Files.exists(file)) {
            return null;
        }
        return Files.size(file) > MOST_BYTES ? new byte[0] : Files.readAllBytes(file);
    }
}
