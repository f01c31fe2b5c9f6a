package io.forerun.profile;

import io.forerun.state.Archive;
import io.forerun.state.Digest;

/**
 * Which row lies where. Every row has two pages by its hash: its home, and a second one where it is a guest while the home is
 * full. Guests make room for rows that are at home, and go home when they are seen and there is room again; so at a fill of
 * 93 % about one in twenty is away, and no row is further than its second page (Azar, Broder, Karlin, Upfal: Balanced
 * allocations, 1994; Dietzfelbinger, Weidling: Balanced allocation and dictionaries with tightly packed constant size bins, 2007).
 */
final class RowPlaces {
    private final Pages pages;
    private final long seed;
    private int pageCount = Homes.FIRST_PAGES;
    private long moved;
    private long touched; // Keeps the warming reads of a pass alive; never read for its value.

    RowPlaces(final Pages pages, final long seed) {
        this.pages = pages;
        this.seed = seed;
    }

    long hash(final long userId) {
        return Digest.of(seed, userId);
    }

    int home(final long hash) {
        return Homes.home(hash, pageCount);
    }

    int second(final long hash) {
        return Homes.home(Homes.second(hash), pageCount);
    }

    int pageCount() {
        return pageCount;
    }

    /** Rows that moved so far, for growth or to make room. */
    long moved() {
        return moved;
    }

    /** A user's row, or {@link ProfileTable#NONE}. */
    long find(final long userId, final long hash) {
        final int tag = Homes.tag(hash);
        final long row = pages.find(home(hash), tag, userId);
        return row == ProfileTable.NONE ? pages.find(second(hash), tag, userId) : row;
    }

    /** The same, and a guest goes home if there is room. */
    long findAndHeal(final long userId, final long hash) {
        final long row = find(userId, hash);
        if (row != ProfileTable.NONE && pages.isGuest(row)) {
            final int home = home(hash);
            return pages.isFull(home) ? row : move(row, hash, home, false);
        }
        return row;
    }

    /** Takes a row for a user who has none. */
    long insert(final long userId, final long hash) {
        final long row = take(hash);
        pages.setUserId(row, userId);
        return row;
    }

    private long take(final long hash) {
        final int home = home(hash);
        final int second = second(hash);
        if (!pages.isFull(home) || makeRoom(home, pages.guests(home))) {
            return pages.take(home, Homes.tag(hash), Homes.move(hash, pageCount), false);
        }
        if (!pages.isFull(second) || makeRoom(second, pages.guests(second))) {
            return takeAsGuest(hash, second);
        }
        if (makeRoom(home, ~pages.guests(home))) {
            return pages.take(home, Homes.tag(hash), Homes.move(hash, pageCount), false);
        }
        if (makeRoom(second, ~pages.guests(second))) {
            return takeAsGuest(hash, second);
        }
        // At the fill that the table keeps, the second pages of all 62 rows are full once in 10^20 insertions or less.
        throw new IllegalStateException("profile table: no room in pages=" + home + ", " + second);
    }

    private long takeAsGuest(final long hash, final int second) {
        return pages.take(second, Homes.tag(hash), Homes.move(Homes.second(hash), pageCount), true);
    }

    /** Moves one of a full page's rows to its other page; false where those are all full. */
    private boolean makeRoom(final int page, final int slots) {
        for (int left = slots & Pages.ALL_ROWS; left != 0; left &= left - 1) {
            final long row = PageDescriptor.row(page, Integer.numberOfTrailingZeros(left));
            final long hash = hash(pages.userId(row));
            final boolean guest = pages.isGuest(row);
            final int other = guest ? home(hash) : second(hash);
            if (other != page && !pages.isFull(other)) {
                move(row, hash, other, !guest);
                return true;
            }
        }
        return false;
    }

    private long move(final long row, final long hash, final int page, final boolean asGuest) {
        final int move = Homes.move(asGuest ? Homes.second(hash) : hash, pageCount);
        return copyTo(pages.take(page, Homes.tag(hash), move, asGuest), row);
    }

    private long copyTo(final long target, final long row) {
        pages.copy(row, target);
        pages.release(row);
        moved++;
        return target;
    }

    /** One page more, into which those rows of its group move that now belong there. */
    void addPage() {
        final int newPage = pageCount;
        final int stride = Homes.groupStride(newPage);
        final int first = newPage & stride - 1;
        long warmed = 0;
        for (int page = first; page < newPage; page += stride) { // Independent reads: their cache misses overlap.
            warmed += pages.touch(page) + pages.touchMoves(page);
        }
        touched = warmed;
        pageCount = newPage + 1;
        final int move = Homes.moveTo(newPage);
        for (int page = first; page < newPage; page += stride) {
            moveRows(page, newPage, pages.movers(page, move) & pages.used(page));
        }
    }

    private void moveRows(final int page, final int newPage, final int movers) {
        for (int left = movers; left != 0; left &= left - 1) {
            final int slot = Integer.numberOfTrailingZeros(left);
            if ((pages.used(page) >>> slot & 1) == 0) { // Moved meanwhile to make room.
                continue;
            }
            final long row = PageDescriptor.row(page, slot);
            final long hash = hash(pages.userId(row));
            final boolean guest = pages.isGuest(row);
            if ((guest ? second(hash) : home(hash)) != newPage) {
                continue;
            }
            if (pages.isFull(newPage)) {
                copyTo(take(hash), row);
            } else {
                move(row, hash, newPage, guest && home(hash) != newPage);
            }
        }
    }

    /** Passes how many pages there are. */
    void pass(final Archive archive) {
        pageCount = archive.passCount(pageCount, pages.capacity());
        moved = archive.pass(moved);
    }
}
