package io.forerun.perf;

import io.forerun.core.Reply;
import io.forerun.pipeline.Outlet;

/** Remembers the newest acknowledgement; written by the publish thread. */
final class AckWatch implements Outlet {
    private volatile long acknowledged;

    long acknowledged() {
        return acknowledged;
    }

    @Override
    public void ack(
            final long session, final long sequence, final long trimmed, final long[] refused, final boolean end) {
        acknowledged = sequence;
    }

    @Override
    public void reply(final Reply reply) {}

    @Override
    public void flush() {}
}
