package io.forerun.pipeline;

import io.forerun.core.Egress;
import io.forerun.core.Refusals;
import io.forerun.core.Reply;
import java.util.ArrayList;
import java.util.List;

/** What the engine said to the record of one slot, kept until the publish stage hands it on. */
final class Outcome implements Egress {
    private final List<Reply> replies = new ArrayList<>(4);
    private final long[] refused = new long[Refusals.REASONS];
    private boolean acked;
    private long session;
    private long lastSequence;
    private long duplicates;
    private boolean endOfInput;

    @Override
    public void ack(
            final long ackSession,
            final long ackSequence,
            final long ackDuplicates,
            final long[] ackRefused,
            final boolean ackEndOfInput) {
        acked = true;
        session = ackSession;
        lastSequence = ackSequence;
        duplicates = ackDuplicates;
        endOfInput = ackEndOfInput;
        System.arraycopy(ackRefused, 0, refused, 0, refused.length);
    }

    @Override
    public void reply(final Reply reply) {
        replies.add(reply);
    }

    /** Hands everything on and forgets it. */
    void drainTo(final Egress egress) {
        if (acked) {
            egress.ack(session, lastSequence, duplicates, refused, endOfInput);
            acked = false;
        }
        if (!replies.isEmpty()) {
            for (int index = 0; index < replies.size(); index++) {
                egress.reply(replies.get(index));
            }
            replies.clear();
        }
    }
}
