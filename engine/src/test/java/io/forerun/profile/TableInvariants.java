package io.forerun.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.state.Digest;
import java.util.HashSet;
import java.util.Set;

/** What must hold of every table between two calls. */
final class TableInvariants {
    private static final long ZERO_ROW = zeroRow();

    private TableInvariants() {}

    static void check(final ProfileTable table) {
        final Pages pages = table.pages();
        final RowPlaces places = table.places();
        final Set<Long> users = new HashSet<>();
        for (int page = 0; page < places.pageCount(); page++) {
            int used = 0;
            for (int slot = 0; slot < PageDescriptor.ROWS; slot++) {
                final long row = PageDescriptor.row(page, slot);
                if ((pages.used(page) & 1 << slot) == 0) {
                    assertEquals(ZERO_ROW, pages.fold(row), "a free row is not zero");
                    assertFalse(pages.isGuest(row));
                    continue;
                }
                used++;
                final long userId = pages.userId(row);
                final long hash = places.hash(userId);
                assertTrue(users.add(userId), "two rows of user " + userId);
                assertEquals(row, table.find(userId));
                assertEquals(page, pages.isGuest(row) ? places.second(hash) : places.home(hash));
                final int move = Homes.move(pages.isGuest(row) ? Homes.second(hash) : hash, places.pageCount());
                assertTrue((pages.movers(page, move) & 1 << slot) != 0, "stale move");
            }
            assertEquals(used, pages.count(page));
        }
        assertEquals(table.size(), users.size());
    }

    private static long zeroRow() {
        long folded = 0;
        for (int word = 0; word < ProfileDescriptor.ROW_LENGTH / Long.BYTES; word++) {
            folded = Digest.of(folded, 0);
        }
        return folded;
    }
}
