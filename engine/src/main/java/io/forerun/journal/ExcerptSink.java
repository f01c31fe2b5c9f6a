package io.forerun.journal;

import java.io.IOException;

/** Where excerpts go; the seam at which tests let a disk fail. One thread. */
interface ExcerptSink extends AutoCloseable {
    /** Writes one excerpt whole, from off-heap memory. */
    void write(long address, int length) throws IOException;

    /** Makes what was written durable. */
    void sync() throws IOException;

    @Override
    void close() throws IOException;
}
