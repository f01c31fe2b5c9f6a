package io.forerun.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.gateway.DueOutbox.Taken;
import io.forerun.prewarm.UserDue;
import org.junit.jupiter.api.Test;

/** A client that does not read costs so much memory and no more, and is told what it missed. */
class DueOutboxTest {
    private final DueOutbox outbox = new DueOutbox();
    private final UserDue user = new UserDue();

    private Taken add(final long id) {
        user.userId = id;
        return outbox.add(user);
    }

    @Test
    void shouldKeepTheOldestAndCountTheRest() {
        for (int round = 0; round < 3; round++) {
            assertEquals(Taken.FIRST, add(0));
            for (int id = 1; id < DueOutbox.CAPACITY; id++) {
                assertEquals(Taken.TAKEN, add(id));
            }
            assertEquals(Taken.FULL, add(-1));
            assertEquals(Taken.FULL, add(-1));
            assertEquals(2L * (round + 1), outbox.dropped());
            for (int id = 0; id < DueOutbox.CAPACITY; id++) {
                assertTrue(outbox.poll(user));
                assertEquals(id, user.userId);
            }
            assertFalse(outbox.poll(user));
            add(5); // The next round begins at another place.
            assertTrue(outbox.poll(user));
        }
    }
}
