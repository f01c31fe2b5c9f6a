package io.forerun.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One writer a directory. The operating system frees the lock of a process that dies.
 *
 * <p>It also frees a process's lock when that process closes any descriptor of the file, so within this process the file
 * of a held lock is not opened a second time: {@link #HELD} answers instead.
 */
final class DirectoryLock implements AutoCloseable {
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private DirectoryLock(final Path file, final FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes the lock of a directory.
     *
     * @throws JournalException if it is held, naming the process
     */
    static DirectoryLock acquire(final Path directory) throws IOException {
        final Path file = fileOf(directory);
        if (!HELD.add(file)) {
            throw held(directory, "this process");
        }
        boolean acquired = false;
        try {
            final DirectoryLock lock = acquire(directory, file);
            acquired = true;
            return lock;
        } finally {
            if (!acquired) {
                HELD.remove(file);
            }
        }
    }

    private static DirectoryLock acquire(final Path directory, final Path file) throws IOException {
        final FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() == null) {
                throw held(directory, "process " + Files.readString(file).strip());
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
            return new DirectoryLock(file, channel);
        } catch (final IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Whether some process, also this one, has the directory open for writing. */
    static boolean isHeld(final Path directory) throws IOException {
        final Path file = fileOf(directory);
        if (HELD.contains(file)) {
            return true;
        }
        if (!Files.isWritable(file)) {
            return false; // none there, or not ours to ask
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            return channel.tryLock() == null;
        }
    }

    private static Path fileOf(final Path directory) throws IOException {
        return directory.toRealPath().resolve(JournalFiles.LOCK);
    }

    private static JournalException held(final Path directory, final String owner) {
        return new JournalException("journal " + directory + ": already open for writing by " + owner);
    }

    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            channel.close();
            HELD.remove(file);
        }
    }
}
