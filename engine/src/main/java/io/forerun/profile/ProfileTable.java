package io.forerun.profile;

import io.forerun.memory.Slab;
import io.forerun.state.Archive;
import java.util.function.LongConsumer;

/**
 * Owner of all profile rows: a hash table of pages in one reserved region, in which header and row of a user share a page, so
 * that an update costs one miss of the address translation. Engine thread only.
 *
 * <p>A row lies in its home page or, where that was full, as a guest in a second page ({@link RowPlaces}). The table grows by one
 * page at a time, which takes its rows from the 16 to 31 pages of its group ({@link Homes}); it never stops for more. At {@code
 * maxUsers} rows each new one evicts: a hand goes from page to page, and of each page the row longest unseen leaves.
 * Rows of the newest 256 records stay ({@link RecentUsers}).
 */
public final class ProfileTable implements AutoCloseable {
    /** No row. */
    public static final long NONE = -1;

    /** Users in a run at most. */
    public static final int MAX_RUN = RecentUsers.CAPACITY;

    private static final long MAX_USERS = 1L << 31;
    private static final long FILL_PERCENT = 93;
    private static final RowListener NOBODY = row -> {};

    private final long maxUsers;
    private final RowListener listener;
    private final Slab slab;
    private final Pages pages;
    private final ProfileRows rows;
    private final RowUpdate update;
    private final RowPlaces places;
    private final RecentUsers recent = new RecentUsers();
    private final long[] hashes = new long[MAX_RUN];
    private int hand;
    private long size;
    private long evicted;
    private long touched; // Keeps the warming reads of a pass alive; never read for its value.

    /** An empty table; nobody hears of rows that go. */
    public ProfileTable(final long maxUsers, final long seed) {
        this(maxUsers, seed, NOBODY);
    }

    /**
     * Makes an empty table.
     *
     * @param maxUsers rows held at most, 1 to 2^31
     * @param seed secret mixed into the hash, so that nobody can choose ids that collide
     * @param listener hears of rows before they are erased
     */
    public ProfileTable(final long maxUsers, final long seed, final RowListener listener) {
        this(maxUsers, seed, listener, false);
    }

    ProfileTable(final long maxUsers, final long seed, final RowListener listener, final boolean hugePages) {
        if (maxUsers < 1 || maxUsers > MAX_USERS) {
            throw new IllegalArgumentException("profile.max_users: value=" + maxUsers + ", allowed=1 to " + MAX_USERS);
        }
        this.maxUsers = maxUsers;
        this.listener = listener;
        slab = Slab.reserve("profile.pages", PageDescriptor.page(maxPages(maxUsers)), hugePages);
        pages = new Pages(slab.segment());
        rows = new ProfileRows(slab.segment());
        update = new RowUpdate(rows);
        places = new RowPlaces(pages, seed);
        commit();
    }

    private static int maxPages(final long maxUsers) {
        final long perHundredPages = FILL_PERCENT * PageDescriptor.ROWS;
        return (int) Math.max(Homes.FIRST_PAGES, (maxUsers * 100 + perHundredPages - 1) / perHundredPages);
    }

    /** Rows held. */
    public long size() {
        return size;
    }

    /** Rows evicted so far to make room for others. */
    public long evicted() {
        return evicted;
    }

    /** Access to the fields of rows. */
    public ProfileRows rows() {
        return rows;
    }

    /** Row of a user, or {@link #NONE}; good until the next {@link #locate} or {@link #forget}. */
    public long find(final long userId) {
        return places.find(userId, places.hash(userId));
    }

    /**
     * Finds or makes the rows of a run of users. Rows of earlier runs may move or go; those given stay until the next run.
     *
     * @param userIds [count] ids, repeats allowed
     * @param count 0 to {@link #MAX_RUN}
     * @param rowsOut [count] rows; {@link #NONE} where every row belongs to a user of the newest records, which takes a table of
     *     no more than {@link #MAX_RUN}
     * @return how many rows are new
     */
    public int locate(final long[] userIds, final int count, final long[] rowsOut) {
        if (count > MAX_RUN) {
            throw new IllegalArgumentException("profile run: users=" + count + ", allowed=0 to " + MAX_RUN);
        }
        warm(userIds, count, rowsOut);
        final long movedBefore = places.moved();
        int added = 0;
        for (int item = 0; item < count; item++) {
            final long userId = userIds[item];
            final long guess = rowsOut[item];
            // A row that went since the guess is all zero and would pass for that of user 0.
            if (guess == NONE || userId == 0 || pages.userId(guess) != userId) {
                long row = places.findAndHeal(userId, hashes[item]);
                if (row == NONE) {
                    row = insert(userId, hashes[item]);
                    added += row == NONE ? 0 : 1;
                }
                rowsOut[item] = row;
            }
            recent.add(hashes[item]);
        }
        if (places.moved() != movedBefore) { // Rows moved in this run: look again where its own lie.
            for (int item = 0; item < count; item++) {
                rowsOut[item] = places.find(userIds[item], hashes[item]);
            }
        }
        return added;
    }

    /**
     * Brings headers, then rows into the cache; guesses rows. What reads memory does nothing else, so that as many misses overlap
     * as the processor can hold instructions that wait.
     */
    private void warm(final long[] userIds, final int count, final long[] rowsOut) {
        for (int item = 0; item < count; item++) {
            final long hash = places.hash(userIds[item]);
            hashes[item] = hash;
            rowsOut[item] = places.home(hash);
        }
        long warmed = 0;
        for (int item = 0; item < count; item++) {
            warmed += pages.touch((int) rowsOut[item]);
        }
        for (int item = 0; item < count; item++) {
            final long row = pages.guess((int) rowsOut[item], Homes.tag(hashes[item]));
            rowsOut[item] = row;
        }
        for (int item = 0; item < count; item++) {
            final long row = rowsOut[item];
            warmed += row == NONE ? pages.touch(places.second(hashes[item])) : pages.touchRow(row);
        }
        touched = warmed;
    }

    private long insert(final long userId, final long hash) {
        if (size == maxUsers) {
            if (!evict()) {
                return NONE;
            }
        } else if ((size + 1) * 100 > places.pageCount() * FILL_PERCENT * PageDescriptor.ROWS) {
            places.addPage();
            commit();
        }
        size++;
        return places.insert(userId, hash);
    }

    /** Evicts one row that is not of the newest records; false where there is none. */
    private boolean evict() {
        for (int looked = places.pageCount(); looked > 0; looked--) {
            final long victim = longestUnseen(hand);
            hand = hand + 1 < places.pageCount() ? hand + 1 : 0;
            if (victim != NONE) {
                erase(victim);
                evicted++;
                return true;
            }
        }
        return false;
    }

    private long longestUnseen(final int page) {
        long victim = NONE;
        long victimSeenMs = Long.MAX_VALUE;
        for (int left = pages.used(page); left != 0; left &= left - 1) {
            final long row = PageDescriptor.row(page, Integer.numberOfTrailingZeros(left));
            final long seenMs = rows.lastSeenMs(row);
            if (seenMs < victimSeenMs && !recent.contains(places.hash(pages.userId(row)))) {
                victim = row;
                victimSeenMs = seenMs;
            }
        }
        return victim;
    }

    /** Erases a user; false where there was no row. */
    public boolean forget(final long userId) {
        final long hash = places.hash(userId);
        recent.forget(hash);
        final long row = places.find(userId, hash);
        if (row == NONE) {
            return false;
        }
        erase(row);
        return true;
    }

    private void erase(final long row) {
        listener.beforeErase(row);
        pages.release(row);
        size--;
    }

    /**
     * Applies one record to a row.
     *
     * @param seenMs when, milliseconds since the epoch
     * @param group demand series, 0 to 65,535
     * @param action 0 to 255
     * @param device 0 to 255
     * @param object 32-bit fold of the object's name; 0 is none and leaves the last one
     */
    public void touch(
            final long row, final long seenMs, final int group, final int action, final int device, final int object) {
        update.touch(row, seenMs, group, action, device, object);
    }

    /** Moves the row's mean costs towards one record's; call after {@link #touch}. */
    public void cost(final long row, final double cpuUs, final double memoryKibS, final double gpuUs) {
        update.cost(row, cpuUs, memoryKibS, gpuUs);
    }

    /** Tells of every row there is, in no order that means anything. */
    public void forEach(final LongConsumer told) {
        for (int page = 0; page < places.pageCount(); page++) {
            for (int left = pages.used(page); left != 0; left &= left - 1) {
                told.accept(PageDescriptor.row(page, Integer.numberOfTrailingZeros(left)));
            }
        }
    }

    /** Every row, whatever order they came in and wherever they lie. */
    private long sum() {
        long sum = 0;
        for (int page = 0; page < places.pageCount(); page++) {
            for (int left = pages.used(page); left != 0; left &= left - 1) {
                sum += pages.fold(PageDescriptor.row(page, Integer.numberOfTrailingZeros(left)));
            }
        }
        return sum;
    }

    /** Passes every row, and where it lies unless a hash is wanted. */
    public void pass(final Archive archive) {
        size = archive.pass(size);
        evicted = archive.pass(evicted);
        if (archive.isFolding()) {
            archive.pass(sum());
        } else {
            recent.pass(archive);
            hand = archive.pass(hand);
            places.pass(archive);
            commit();
            archive.pass(slab.segment().asSlice(0, PageDescriptor.page(places.pageCount())));
        }
    }

    @Override
    public void close() {
        slab.close();
    }

    RowPlaces places() {
        return places;
    }

    Pages pages() {
        return pages;
    }

    private void commit() {
        slab.commit(PageDescriptor.page(places.pageCount()));
    }
}
