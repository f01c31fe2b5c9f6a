package io.forerun.evaluate.users;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ObjectChainTest {
    @Test
    void shouldGuessAsExactCountsDoWhileThereIsRoom() {
        final SplittableRandom random = new SplittableRandom(9);
        final ObjectChain chain = new ObjectChain(64, 32);
        final Map<Integer, Map<Integer, Integer>> counts = new LinkedHashMap<>();
        final int[] guesses = new int[3];
        int present = ObjectChain.NONE;
        for (int event = 0; event < 2_000; event++) {
            final int next = 1 + random.nextInt(1 + random.nextInt(15));
            if (present != ObjectChain.NONE) {
                final Map<Integer, Integer> row = counts.computeIfAbsent(present, object -> new LinkedHashMap<>());
                final List<Integer> best = new ArrayList<>(row.keySet());
                best.sort(Comparator.comparingInt(object -> -row.get(object)));
                chain.expect(present, guesses);
                for (int guess = 0; guess < Math.min(3, best.size()); guess++) {
                    assertEquals(best.get(guess), guesses[guess]);
                }
                row.merge(next, 1, Integer::sum);
            }
            chain.learn(present, next);
            present = next;
        }
    }

    @Test
    void shouldFillWithWhatIsFrequent() {
        final ObjectChain chain = new ObjectChain(64, 8);
        final int[] guesses = new int[3];
        chain.expect(5, guesses);
        assertArrayEquals(new int[3], guesses);
        for (int event = 0; event < 10; event++) {
            chain.learn(ObjectChain.NONE, 7);
            if (event < 5) {
                chain.learn(ObjectChain.NONE, 8);
            }
        }
        chain.learn(5, 9);
        assertEquals(7, chain.mostFrequent());
        chain.expect(5, guesses);
        assertArrayEquals(new int[] {9, 7, 8}, guesses);
        chain.expect(1_000, guesses);
        assertArrayEquals(new int[] {7, 8, 9}, guesses);
    }

    @Test
    void shouldKeepTheFrequentWhereRoomIsShort() {
        final SplittableRandom random = new SplittableRandom(11);
        final ObjectChain chain = new ObjectChain(32, 4);
        final int[] guesses = new int[3];
        int hits = 0;
        for (int event = 0; event < 20_000; event++) {
            chain.learn(1, 2);
            chain.expect(1, guesses);
            hits += guesses[0] == 2 ? 1 : 0;
            chain.learn(2, 100 + random.nextInt(100_000));
            chain.learn(ObjectChain.NONE, 1);
        }
        assertTrue(hits > 19_900, "hits " + hits);
    }

    @Test
    void shouldFoldNamesToAnythingButNone() {
        assertTrue(ObjectChain.fold(0) != ObjectChain.NONE);
        assertEquals(0x1234 ^ 0x1, ObjectChain.fold(0x1_0000_1234L));
    }
}
