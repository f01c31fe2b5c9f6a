package io.forerun.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.openhft.posix.PosixAPI;

/**
 * Has the disk set blocks aside before they are written. A store into a mapped page for which the full disk has no block
 * kills the process or surfaces as an InternalError somewhere later; a refused reservation is an ordinary failure.
 */
final class DiskReservation {
    private static final int O_RDWR = 2;
    private static final int EOPNOTSUPP = 95;

    private DiskReservation() {}

    /** Fails unless that many bytes are free: for files that do not exist yet. */
    static void requireFree(final Path directory, final long bytes) throws IOException {
        final long free = Files.getFileStore(directory).getUsableSpace();
        if (free < bytes) {
            throw new IOException("no space left on device: free=" + free + " bytes, needed=" + bytes);
        }
    }

    /** Sets aside the blocks of a part of a file; the file grows if the part ends behind its end. */
    static void reserve(final Path file, final long position, final long bytes) throws IOException {
        final PosixAPI posix = PosixAPI.posix();
        final int descriptor = posix.open(file.toString(), O_RDWR, 0);
        if (descriptor < 0) {
            throw new IOException(file + ": cannot be opened to reserve space: " + posix.lastErrorStr());
        }
        try {
            if (posix.fallocate(descriptor, 0, position, bytes) != 0) {
                if (posix.lastError() != EOPNOTSUPP) {
                    throw new IOException(
                            posix.lastErrorStr().toLowerCase(java.util.Locale.ROOT) + ": needed=" + bytes + " bytes");
                }
                requireFree(file.getParent(), bytes); // the file system cannot reserve: the next best
            }
        } finally {
            posix.close(descriptor);
        }
    }
}
