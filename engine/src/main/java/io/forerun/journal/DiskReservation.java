package io.forerun.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.openhft.posix.PosixAPI;

/**
 * Has the disk set blocks aside before they are written. A store into a mapped page for which the full disk has no block
 * kills the process or surfaces as an InternalError somewhere later; a refused reservation is an ordinary failure.
 *
 * <p>The binding reports no reliable error number, so a file system that cannot reserve is told by this: it has room and
 * yet refuses from the first time on. There the check for room has to do.
 */
final class DiskReservation {
    private static final int O_RDWR = 2;

    private final Path directory;
    private boolean supported;

    DiskReservation(final Path directory) {
        this.directory = directory;
    }

    /** Fails unless that many bytes are free: for files that do not exist yet. */
    void requireFree(final long bytes) throws IOException {
        final long free = Files.getFileStore(directory).getUsableSpace();
        if (free < bytes) {
            throw new IOException("no space left on device: free=" + free + " bytes, needed=" + bytes);
        }
    }

    /** Sets aside the blocks of a part of a file; the file grows if the part ends behind its end. */
    void reserve(final Path file, final long position, final long bytes) throws IOException {
        final PosixAPI posix = PosixAPI.posix();
        final int descriptor = posix.open(file.toString(), O_RDWR, 0);
        if (descriptor < 0) {
            throw new IOException(file + ": cannot be opened to reserve space");
        }
        try {
            final boolean reserved = posix.fallocate(descriptor, 0, position, bytes) == 0;
            if (!reserved) {
                requireFree(bytes);
            }
            if (!reserved && supported) {
                throw new IOException(file + ": the disk refuses " + bytes + " bytes, though it has room");
            }
            supported |= reserved;
        } finally {
            posix.close(descriptor);
        }
    }
}
