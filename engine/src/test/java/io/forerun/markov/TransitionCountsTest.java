package io.forerun.markov;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TransitionCountsTest {
    @Test
    void shouldEqualADenseMatrixWhateverTheOrderOfGrowth() {
        final TransitionCounts counts = new TransitionCounts();
        final double[][] dense = new double[GroupChains.STATES][GroupChains.STATES];
        final double[] timed = new double[GroupChains.STATES];
        final SplittableRandom random = new SplittableRandom(1);
        for (int event = 0; event < 5_000; event++) {
            final int bound = 1 + Math.min(GroupChains.STATES - 1, event / 10);
            final int from = random.nextInt(bound);
            final int to = random.nextInt(bound);
            dense[from][to] += event;
            if (event % 3 == 0) {
                counts.add(from, to, event);
            } else {
                counts.add(from, to, event, 3);
                timed[from] += event;
            }
        }
        counts.scale(.5);
        for (int from = 0; from < GroupChains.STATES; from++) {
            double sum = 0;
            for (int to = 0; to < GroupChains.STATES; to++) {
                assertEquals(dense[from][to] / 2, counts.count(from, to));
                sum += dense[from][to] / 2;
            }
            assertEquals(sum, counts.sum(from));
            assertEquals(timed[from] / 2, counts.timedWeight(from));
            assertEquals(3 * timed[from] / 2, counts.timeSumMs(from));
        }
    }

    @Test
    void shouldKnowNothingOfWhatWasNeverSeen() {
        final TransitionCounts counts = new TransitionCounts();
        counts.add(2, 3, 1);
        assertEquals(0, counts.count(2, 200));
        assertEquals(0, counts.count(200, 2));
        assertEquals(0, counts.sum(200));
        assertEquals(0, counts.timedWeight(200));
    }
}
