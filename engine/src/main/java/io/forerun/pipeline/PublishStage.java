package io.forerun.pipeline;

import com.lmax.disruptor.EventHandler;
import io.forerun.core.Egress;
import io.forerun.core.Reply;
import io.forerun.prewarm.UserDue;
import java.util.List;

/** Hands outcomes to the outlets, once journal and engine are both done with the record. */
final class PublishStage implements EventHandler<Slot>, Egress {
    private final Outlet[] outlets;

    PublishStage(final List<Outlet> outlets) {
        this.outlets = outlets.toArray(Outlet[]::new);
    }

    @Override
    public void onEvent(final Slot slot, final long sequence, final boolean endOfBatch) {
        slot.outcome().drainTo(this);
        if (endOfBatch) {
            for (final Outlet outlet : outlets) {
                outlet.flush();
            }
        }
    }

    @Override
    public void ack(
            final long session,
            final long lastSequence,
            final long duplicates,
            final long[] refused,
            final boolean endOfInput) {
        for (final Outlet outlet : outlets) {
            outlet.ack(session, lastSequence, duplicates, refused, endOfInput);
        }
    }

    @Override
    public void reply(final Reply reply) {
        for (final Outlet outlet : outlets) {
            outlet.reply(reply);
        }
    }

    /** Asked on the engine's thread. */
    @Override
    public boolean hearsDue() {
        for (final Outlet outlet : outlets) {
            if (outlet.hearsDue()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void due(final UserDue user) {
        for (final Outlet outlet : outlets) {
            outlet.due(user);
        }
    }
}
