package io.forerun.pipeline;

import io.forerun.core.Egress;
import io.forerun.core.Refusals;
import io.forerun.core.Reply;
import io.forerun.prewarm.UserDue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;

/** What the engine said to the record of one slot, kept until the publish stage hands it on. */
final class Outcome implements Egress {
    private final BooleanSupplier hearsDue;
    private final List<Reply> replies = new ArrayList<>(4);
    private final long[] refused = new long[Refusals.REASONS];
    private boolean acked;
    private long session;
    private long lastSequence;
    private long duplicates;
    private boolean endOfInput;
    private UserDue[] due = {};
    private int dueCount;

    /**
     * Nothing was said yet.
     *
     * @param hearsDue whether anybody wants to know who is due
     */
    Outcome(final BooleanSupplier hearsDue) {
        this.hearsDue = hearsDue;
    }

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

    @Override
    public boolean hearsDue() {
        return hearsDue.getAsBoolean();
    }

    @Override
    public void due(final UserDue user) {
        if (dueCount == due.length) { // Places stay, so that this ends.
            due = Arrays.copyOf(due, Math.max(4, 2 * dueCount));
            for (int place = dueCount; place < due.length; place++) {
                due[place] = new UserDue();
            }
        }
        due[dueCount++].copy(user);
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
        for (int place = 0; place < dueCount; place++) {
            egress.due(due[place]);
        }
        dueCount = 0;
    }
}
