package io.forerun.profile;

/**
 * Which page a user's row belongs to, for any number of pages, such that one page more takes its rows evenly from a group of
 * 16 to 31 pages and leaves all others where they are: linear hashing with partial expansions (Larson: Linear hashing with
 * partial expansions, 1980), here for any number of levels in closed form.
 *
 * <p>At level l there are n = 16 * 2^l to 32 * 2^l pages, and those with equal low l bits are a group, which grows from 16 to 32.
 * A user has a sequence of places 0 to 31 in the group, which the hash draws. The home is at the first of them that is there
 * already; a place below 16 stands for where the user was when the level began. So once the level is complete the first place
 * counts alone: either (a coin, bit l of E) the user has not moved, or the low l bits of the page are kept, four new bits stand
 * above them and a one on top. Followed through all levels, bit j of the page is decided by the last move at or before level j:
 *
 * <pre>
 *   last move was at level    j         j-1       j-2       j-3      j-4     earlier
 *   bit j of the page is   W0 bit j  W1 bit j  W2 bit j  W3 bit j    1         0
 * </pre>
 *
 * so that page is put together for all bits at once from five words of the hash, and only the level under way is followed
 * place by place. Level 0 is the first 32 pages, at which everybody moves and the bit on top is a coin.
 */
final class Homes {
    /** Pages of an empty table. */
    static final int FIRST_PAGES = 32;

    private static final int GROUP_BITS = 4;
    private static final int OLD_PLACES = 1 << GROUP_BITS;
    private static final int PLACE_BITS = GROUP_BITS + 1;
    private static final int PLACE_MASK = (1 << PLACE_BITS) - 1;
    /** Places after the first that are tried; then, of 1,000 at most 5 whom it could concern, the user stays. */
    private static final int MORE_PLACES = 6;

    private static final int TAG_MASK = 0xFFFF;
    private static final int MOVE_LEVEL_MASK = 15;

    // Odd, without structure: from the fractional parts of the square roots of 2, 3, 5, 7, 11, 13, 17.
    private static final long WORD_0 = 0x6A09E667F3BCC909L;
    private static final long WORD_1 = 0xBB67AE8584CAA73BL;
    private static final long WORD_2 = 0x3C6EF372FE94F82BL;
    private static final long WORD_3 = 0xA54FF53A5F1D36F1L;
    private static final long WORD_MOVES = 0x510E527FADE682D1L;
    private static final long LEVEL = 0x9B05688C2B3E6C1FL;
    private static final long SECOND = 0xCBBB9D5DC1059ED9L;
    private static final long PLACES = 0x1F83D9ABFB41BD6BL;

    private Homes() {}

    /** The home of a hash among {@code pages} pages, 32 and up. Without branches, since no processor could guess them. */
    static int home(final long hash, final int pages) {
        final int level = level(pages);
        final int old = completed(hash, (1 << level) - 1);
        final int group = old & (1 << level) - 1;
        final long places = places(hash, level);
        int home = old;
        for (int index = MORE_PLACES - 1; index >= 0; index--) { // From the last to the first, which overrules.
            home = choose(place(places, index), old, group, level, pages, home);
        }
        return choose(firstPlace(hash, level), old, group, level, pages, home);
    }

    private static int choose(
            final int place, final int old, final int group, final int level, final int pages, final int otherwise) {
        final int stays = place - OLD_PLACES >> 31;
        final int page = old & stays | (group | place << level) & ~stays;
        final int exists = page - pages >> 31;
        return page & exists | otherwise & ~exists;
    }

    /** The hash whose home is the second page of this one's user. */
    static long second(final long hash) {
        return Long.rotateLeft(hash, 32) * SECOND;
    }

    /** 16 bits of a hash that are never 0. */
    static int tag(final long hash) {
        final int tag = (int) hash & TAG_MASK;
        return tag == 0 ? 1 : tag;
    }

    /**
     * Level and place of the next move, in 8 bits. A row whose home will be a new page has {@link #moveTo} of that page; of the
     * others few have it.
     */
    static int move(final long hash, final int pages) {
        final int level = level(pages);
        final int coins = word(hash, WORD_MOVES);
        final int group = completed(hash, (1 << level) - 1) & (1 << level) - 1;
        final int first = firstPlace(hash, level);
        if (first >= OLD_PLACES && (group | first << level) >= pages) {
            return code(hash, level, group, pages);
        }
        final int next = Integer.numberOfTrailingZeros(coins & -(2 << level));
        return code(hash, next, 0, OLD_PLACES << next);
    }

    /** The lowest of the places that come before the one that is there already. */
    private static int code(final long hash, final int level, final int group, final int pages) {
        final long places = places(hash, level);
        int lowest = firstPlace(hash, level);
        for (int index = 0; index < MORE_PLACES; index++) {
            final int place = place(places, index);
            if (place < OLD_PLACES || (group | place << level) < pages) {
                break;
            }
            lowest = Math.min(lowest, place);
        }
        return (level & MOVE_LEVEL_MASK) << GROUP_BITS | lowest - OLD_PLACES & OLD_PLACES - 1;
    }

    /** What rows that move to a new page have as their {@link #move}. */
    static int moveTo(final int newPage) {
        final int level = level(newPage);
        return (level & MOVE_LEVEL_MASK) << GROUP_BITS | (newPage >>> level) - OLD_PLACES;
    }

    /** Pages between two of the group that a new page belongs to; the first of the group is the remainder by it. */
    static int groupStride(final int newPage) {
        return 1 << level(newPage);
    }

    private static int level(final int pages) {
        return 31 - Integer.numberOfLeadingZeros(pages) - GROUP_BITS;
    }

    /** The page when the levels in the mask are complete. */
    private static int completed(final long hash, final int mask) {
        final int coins = word(hash, WORD_MOVES);
        final int moves = coins & mask | 1;
        int last = moves;
        int page = last & word(hash, WORD_0);
        last = last << 1 & ~moves;
        page |= last & word(hash, WORD_1);
        last = last << 1 & ~moves;
        page |= last & word(hash, WORD_2);
        last = last << 1 & ~moves;
        page |= last & word(hash, WORD_3);
        last = last << 1 & ~moves;
        return page | last & ((coins & 1) << GROUP_BITS | ~(1 << GROUP_BITS));
    }

    /** The first place at a level, the one that lasts; it has the bits that {@link #completed} puts in. */
    private static int firstPlace(final long hash, final int level) {
        return word(hash, WORD_0) >>> level & 1
                | (word(hash, WORD_1) >>> level + 1 & 1) << 1
                | (word(hash, WORD_2) >>> level + 2 & 1) << 2
                | (word(hash, WORD_3) >>> level + 3 & 1) << 3
                | (word(hash, WORD_MOVES) >>> level & 1) << GROUP_BITS;
    }

    /** The bits of the other places at a level. */
    private static long places(final long hash, final int level) {
        final long mixed = (hash + level * LEVEL) * PLACES;
        return mixed ^ mixed >>> 32;
    }

    private static int place(final long places, final int index) {
        return (int) (places >>> index * PLACE_BITS) & PLACE_MASK;
    }

    private static int word(final long hash, final long multiplier) {
        return (int) (hash * multiplier >>> 32);
    }
}
