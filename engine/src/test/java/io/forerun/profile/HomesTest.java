package io.forerun.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HomesTest {
    private static final int MAX_PAGES = 3_000;

    @Test
    void shouldMoveNobodyExceptToTheNewPageFromItsGroup() {
        final SplittableRandom random = new SplittableRandom(1);
        int[] before = new int[20_000];
        final long[] hashes = random.longs(before.length).toArray();
        for (int item = 0; item < hashes.length; item++) {
            before[item] = Homes.home(hashes[item], Homes.FIRST_PAGES);
        }
        int moves = 0;
        int sameCode = 0;
        for (int pages = Homes.FIRST_PAGES; pages < MAX_PAGES; pages++) {
            final int[] after = new int[hashes.length];
            for (int item = 0; item < hashes.length; item++) {
                after[item] = Homes.home(hashes[item], pages + 1);
                final boolean sameMove = Homes.move(hashes[item], pages) == Homes.moveTo(pages);
                if (after[item] != before[item]) {
                    assertEquals(pages, after[item]);
                    assertEquals(0, (pages - before[item]) % Homes.groupStride(pages));
                    assertTrue(sameMove);
                    moves++;
                }
                sameCode += sameMove && (pages - before[item]) % Homes.groupStride(pages) == 0 ? 1 : 0;
            }
            before = after;
        }
        assertTrue(sameCode < moves * 1.02, moves + " moves, but " + sameCode + " looked like it");
    }

    /** Chi-square over all pages, at sizes within a level and at its ends; groups that have grown are thinner by up to 1/17. */
    @Test
    void shouldSpreadEvenly() {
        final SplittableRandom random = new SplittableRandom(2);
        for (final int pages : new int[] {32, 33, 40, 63, 64, 65, 97, 128, 250, 1_000, 1_024, 1_500}) {
            final int users = pages * 400;
            final int[] counts = new int[pages];
            for (int user = 0; user < users; user++) {
                counts[Homes.home(random.nextLong(), pages)]++;
            }
            final int stride = Homes.groupStride(pages);
            double chiSquare = 0;
            for (int page = 0; page < pages; page++) {
                final int group = page & stride - 1;
                final int inGroup = (pages - group + stride - 1) / stride;
                final double expected = (double) users / stride / inGroup;
                chiSquare += (counts[page] - expected) * (counts[page] - expected) / expected;
            }
            assertTrue(
                    Math.abs(chiSquare - pages) < 5 * Math.sqrt(2.0 * pages),
                    "pages=" + pages + ", chi-square=" + chiSquare);
        }
    }

    /** What a new page takes comes from all pages of its group alike. */
    @Test
    void shouldTakeFromAllPagesOfTheGroup() {
        final SplittableRandom random = new SplittableRandom(3);
        final int newPage = 69; // Level 2, 17 pages in the group before it.
        final int[] from = new int[newPage];
        int moves = 0;
        for (int user = 0; user < 2_000_000; user++) {
            final long hash = random.nextLong();
            if (Homes.home(hash, newPage + 1) == newPage) {
                from[Homes.home(hash, newPage)]++;
                moves++;
            }
        }
        for (int page = newPage & 3; page < newPage; page += 4) {
            assertEquals(moves / 17.0, from[page], 6 * Math.sqrt(moves / 17.0), "page " + page);
        }
    }

    @Test
    void shouldNeverGiveTheTagOfAFreeRow() {
        assertEquals(1, Homes.tag(0x1234_0000L));
        assertEquals(0xFFFF, Homes.tag(-1));
    }
}
