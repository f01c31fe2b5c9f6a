package io.forerun.markov;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OwnTransitionsTest {
    private final OwnTransitions own = new OwnTransitions();

    @Test
    void shouldCountFourTransitionsExactly() {
        for (int round = 0; round < 10; round++) {
            own.learn(0, 255);
            own.learn(255, 0);
            own.learn(255, 7);
            if (round < 3) {
                own.learn(1, 2);
            }
        }
        assertEquals(10, own.weight(0, 255));
        assertEquals(10, own.weight(255, 7));
        assertEquals(3, own.weight(1, 2));
        assertEquals(20, own.total(255));
        assertEquals(0, own.weight(2, 1));
        assertEquals(0, own.total(2));
    }

    @Test
    void shouldSurviveItsTwelveBytesAtEveryStep() {
        final SplittableRandom random = new SplittableRandom(3);
        final OwnTransitions stored = new OwnTransitions();
        long low = 0;
        int high = 0;
        for (int event = 0; event < 20_000; event++) {
            final int from = random.nextInt(4) * 85;
            final int to = random.nextInt(3) * 127;
            own.learn(from, to);
            stored.load(low, high);
            stored.learn(from, to);
            low = stored.low();
            high = stored.high();
            for (int entry = 0; entry < OwnTransitions.ENTRIES; entry++) {
                assertEquals(own.weight(0, 127 * entry), stored.weight(0, 127 * entry));
                assertEquals(own.total(85 * entry), stored.total(85 * entry));
            }
        }
        assertEquals(own.low(), low);
        assertEquals(own.high(), high);
    }

    @Test
    void shouldKeepTheHabitAmongRareOthers() {
        final SplittableRandom random = new SplittableRandom(4);
        for (int event = 0; event < 5_000; event++) {
            own.learn(9, 10);
            own.learn(random.nextInt(256), random.nextInt(256));
        }
        assertTrue(own.weight(9, 10) > 100);
    }

    @Test
    void shouldHalveAllRatherThanOverflow() {
        own.learn(3, 4);
        own.learn(3, 4);
        for (int event = 0; event < 255; event++) {
            own.learn(1, 2);
        }
        assertEquals(255, own.weight(1, 2));
        own.learn(1, 2);
        assertEquals(128, own.weight(1, 2));
        assertEquals(1, own.weight(3, 4));
    }

    @Test
    void shouldTakeUpANewHabit() {
        for (int event = 0; event < 200; event++) {
            own.learn(event % 4, 8);
        }
        for (int event = 0; event < 250; event++) {
            own.learn(100 + event % 4, 9);
        }
        assertTrue(own.weight(100, 9) > 10 && own.weight(0, 8) == 0, "old habits die");
    }
}
