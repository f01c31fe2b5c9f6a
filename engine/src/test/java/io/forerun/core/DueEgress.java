package io.forerun.core;

import io.forerun.prewarm.UserDue;
import java.util.ArrayList;
import java.util.List;

/** Listens to who is due, and to nothing else. */
final class DueEgress implements Egress {
    final List<UserDue> heard = new ArrayList<>();

    @Override
    public void ack(
            final long session,
            final long lastSequence,
            final long duplicates,
            final long[] refused,
            final boolean endOfInput) {}

    @Override
    public void reply(final Reply reply) {}

    @Override
    public boolean hearsDue() {
        return true;
    }

    @Override
    public void due(final UserDue user) {
        final UserDue copy = new UserDue();
        copy.copy(user);
        heard.add(copy);
    }
}
