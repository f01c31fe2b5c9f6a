package io.forerun.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.io.TempDir;

class ChronicleJournalContractTest extends JournalContract {
    @TempDir
    Path directory;

    private FaultySink sink;

    @Override
    Journal open() {
        return ChronicleJournal.open(directory, JournalDirectory.SMALL, () -> 1_000_000L, this::createSink);
    }

    private ExcerptSink createSink(final Path path, final JournalConfig config, final LongSupplier clockMs)
            throws IOException {
        sink = new FaultySink(new ChronicleSink(path, config, clockMs));
        return sink;
    }

    @Override
    void failAt(final long sequence) {
        sink.fail = true;
    }

    @Override
    void cut(final int keptBytes) {
        final JournalDirectory journal = new JournalDirectory(directory);
        final JournalDirectory.Place last = journal.places().getLast();
        journal.truncate(last.file(), last.position() + FrameCursor.HEADER_LENGTH + keptBytes);
    }

    @Override
    void damage(final long sequence) {
        final JournalDirectory journal = new JournalDirectory(directory);
        final JournalDirectory.Place place = journal.places().get((int) sequence - 1);
        journal.write(place.file(), place.position() + FrameCursor.HEADER_LENGTH + 20, new byte[] {99, 98, 97});
    }

    /** A disk that is full from a moment on. */
    private static final class FaultySink implements ExcerptSink {
        private final ExcerptSink sink;
        private boolean fail;

        FaultySink(final ExcerptSink sink) {
            this.sink = sink;
        }

        @Override
        public void write(final long address, final int length) throws IOException {
            if (fail) {
                throw new IOException("No space left on device");
            }
            sink.write(address, length);
        }

        @Override
        public void sync() throws IOException {
            sink.sync();
        }

        @Override
        public void close() {
            try {
                sink.close();
            } catch (final IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
