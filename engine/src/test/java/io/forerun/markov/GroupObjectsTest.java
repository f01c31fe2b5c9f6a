package io.forerun.markov;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.forerun.state.Digest;
import java.lang.management.ManagementFactory;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GroupObjectsTest {
    private static final ChainConfig SMALL = new ChainConfig(14, 1_800_000, 8, 10);

    private final GroupObjects chains = new GroupObjects(SMALL);
    private final History history = new History();
    private final int[] objects = new int[3];
    private final double[] probabilities = new double[3];
    private long nowMs = 1_700_000_000_000L;

    @Test
    void shouldFollowTheChainOfObjects() {
        for (int round = 0; round < 50; round++) {
            learn(0, round % 2 + 900, 5, round % 2 + 1_000);
            learn(0, 0, 5, 800);
        }
        history.load(0, 1, 0, 0, nowMs).loadObjects(0, 5);
        assertEquals(3, chains.next(history, objects, probabilities));
        assertEquals(800, objects[0]);
        history.loadObjects(901, 5);
        chains.next(history, objects, probabilities);
        assertEquals(1_001, objects[0], "what came before tells which");
        assertTrue(probabilities[0] > .8 && probabilities[0] <= 1);
        assertTrue(probabilities[0] >= probabilities[1] && probabilities[1] >= probabilities[2]);
    }

    @Test
    void shouldExpectAReturnToAnObjectNeverSeen() {
        for (int object = 1; object < 200; object++) {
            learn(0, 0, object, object);
        }
        history.load(0, 1, 0, 0, nowMs).loadObjects(0, 5_000);
        assertTrue(chains.next(history, objects, probabilities) > 0);
        assertEquals(5_000, objects[0]);
        assertTrue(probabilities[0] > .9);
    }

    @Test
    void shouldFallBackToWhatIsPopularInTheGroup() {
        for (int round = 0; round < 20; round++) {
            learn(1, 0, 0, 77);
            learn(2, 0, 0, 88);
        }
        history.load(2, 1, 0, 0, nowMs).loadObjects(0, 0);
        assertEquals(1, chains.next(history, objects, probabilities));
        assertEquals(88, objects[0]);
    }

    @Test
    void shouldPassOverNoObject() {
        learn(0, 0, 5, 0);
        assertEquals(0, chains.next(history.loadObjects(0, 0), objects, probabilities));
        assertEquals(1, chains.next(history.loadObjects(0, 5), objects, probabilities), "the last one may come again");
    }

    @Test
    void shouldStayBoundedAndRepeatExactlyWhateverComes() {
        final GroupObjects other = new GroupObjects(SMALL);
        final SplittableRandom random = new SplittableRandom(9);
        for (int event = 0; event < 30_000; event++) {
            final int object = random.nextInt(100_000) + 1;
            history.load(event % 3, event, 0, 0, 0).loadObjects(random.nextInt(100), random.nextInt(5_000));
            nowMs += 100_000_000;
            chains.learn(history, object, nowMs);
            other.learn(history, object, nowMs);
        }
        assertEquals(digest(chains), digest(other));
        other.learn(history, 5, nowMs);
        assertNotEquals(digest(chains), digest(other));
    }

    @Test
    void shouldAllocateNothing() {
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        run(5_000);
        threads.getCurrentThreadAllocatedBytes();
        final long before = threads.getCurrentThreadAllocatedBytes();
        run(5_000);
        assertEquals(0, threads.getCurrentThreadAllocatedBytes() - before);
    }

    private void run(final int events) {
        for (int event = 1; event <= events; event++) {
            learn(event % 3, event % 31, event % 97 + 1, event % 101 + 1);
            chains.next(history, objects, probabilities);
        }
    }

    private void learn(final int group, final int before, final int last, final int object) {
        history.load(group, 1, 0, 0, nowMs).loadObjects(before, last);
        chains.learn(history, object, nowMs);
        nowMs += 1_000;
    }

    private static long digest(final GroupObjects objects) {
        final Digest digest = new Digest();
        objects.pass(digest);
        return digest.value();
    }
}
