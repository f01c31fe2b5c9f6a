package io.forerun.markov;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.state.Digest;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ActionMixTest {
    private static final long START_MS = 1_700_000_000_000L;
    private static final int STEP_MS = 10_000;
    private static final int ACTIONS = 4;
    private static final double HALF_HOUR_MS = 1_800_000;

    private final GroupChains chains = new GroupChains(ChainConfig.DEFAULT);
    private final History history = new History();
    private final double[] mix = new double[GroupChains.OUTCOMES];
    private final double[] next = new double[GroupChains.OUTCOMES];
    private long nowMs = START_MS;

    /** One user does an action after another, ten seconds apart. */
    private void act(final long user, final int... actions) {
        for (int index = 1; index < actions.length; index++) {
            final int previous = index < 2 ? History.NONE : actions[index - 2];
            history.load(0, user, previous, actions[index - 1], nowMs);
            nowMs += STEP_MS;
            chains.learn(history, actions[index], nowMs);
        }
        history.load(0, user, actions[actions.length - 2], actions[actions.length - 1], nowMs);
    }

    private void alternate() {
        final int[] actions = new int[2_000];
        Arrays.setAll(actions, index -> index % 2);
        act(1, actions);
    }

    @Test
    void shouldHaveAsManyOfTwoActionsThatAlternate() {
        alternate();
        chains.expectedMix(history, nowMs, HALF_HOUR_MS, mix);
        assertEquals(.5, mix[0], .01);
        assertEquals(.5, mix[1], .01);
        assertEquals(1, Arrays.stream(mix).sum(), 1e-12);
        assertEquals(0, mix[GroupChains.END]);
    }

    @Test
    void shouldComeToTheNextActionAsTheHorizonShrinks() {
        walk();
        for (final long askedMs : new long[] {nowMs, nowMs + 86_400_000}) { // Within the session, and long after it.
            chains.nextAction(history, askedMs, next);
            chains.expectedMix(history, askedMs, 1, mix);
            assertArrayEquals(next, mix, 1e-4);
        }
    }

    @Test
    void shouldTakeTheNextActionForAllWhereTheSessionEndsBehindIt() {
        for (int user = 0; user < 500; user++) { // 0, then 1 or 2, then nothing more for a day
            history.own().load(0, 0);
            history.load(0, user, History.NONE, History.NONE, 0);
            chains.learn(history, 0, nowMs);
            act(user, 0, user % 4 == 0 ? 1 : 2);
            nowMs += 86_400_000 / 4;
            chains.learn(history, 0, nowMs);
        }
        history.own().load(0, 0);
        history.load(0, 9_999, History.NONE, 0, nowMs);
        chains.expectedMix(history, nowMs, HALF_HOUR_MS, mix);
        assertEquals(.25, mix[1] / (mix[1] + mix[2]), .03);
        assertTrue(mix[1] + mix[2] > .95, "others: " + mix[0]);
    }

    /** Others walk at random; one user goes round in a circle of its own. */
    private void walk() {
        final SplittableRandom random = new SplittableRandom(3);
        for (int other = 2; other < 40; other++) {
            history.own().load(0, 0);
            act(other, random.ints(100, 0, ACTIONS).toArray());
        }
        history.own().load(0, 0);
        act(1, 0, 1, 2, 3, 0, 1, 2, 3, 0, 1);
    }

    /** Against the chain stepped in small steps, its rows shrunk by hand. */
    @Test
    void shouldMixAsTheChainOfTheUserDoes() {
        walk();
        final double[][] rows = new double[ACTIONS][ACTIONS];
        for (int from = 0; from < ACTIONS; from++) {
            chains.expectedVisitsAfter(0, from, 1, next);
            final double acting = 1 - next[GroupChains.END];
            for (int to = 0; to < ACTIONS; to++) {
                final double own = acting * history.own().weight(from, to);
                rows[from][to] = (own + 4 * next[to]) / (history.own().total(from) + 4);
            }
        }
        chains.nextAction(history, nowMs, next);
        for (final double horizonMs : new double[] {60_000, 300_000, HALF_HOUR_MS}) {
            chains.expectedMix(history, nowMs, horizonMs, mix);
            final double[] stepped = stepped(rows, horizonMs);
            for (int action = 0; action < ACTIONS; action++) {
                assertEquals(stepped[action], mix[action], .02, "action " + action + " within " + horizonMs);
            }
        }
    }

    private double[] stepped(final double[][] rows, final double horizonMs) {
        final int steps = 50_000;
        final double rate = horizonMs / steps / STEP_MS;
        double waiting = 1;
        final double[] present = new double[ACTIONS];
        final double[] visits = new double[ACTIONS];
        for (int step = 0; step < steps; step++) {
            final double[] entering = new double[ACTIONS];
            for (int to = 0; to < ACTIONS; to++) {
                entering[to] = waiting * rate * next[to];
                for (int from = 0; from < ACTIONS; from++) {
                    entering[to] += present[from] * rate * rows[from][to];
                }
            }
            waiting -= waiting * rate;
            for (int action = 0; action < ACTIONS; action++) {
                present[action] += entering[action] - present[action] * rate;
                visits[action] += entering[action];
            }
        }
        final double sum = Arrays.stream(visits).sum();
        return Arrays.stream(visits).map(visit -> visit / sum).toArray();
    }

    @Test
    void shouldChangeNothing() {
        walk();
        final long before = digest();
        chains.expectedMix(history, nowMs, HALF_HOUR_MS, mix);
        assertEquals(before, digest());
    }

    private long digest() {
        final Digest digest = new Digest();
        chains.pass(digest);
        return digest.value();
    }

    @Test
    void shouldSayNothingWhereNothingWasLearned() {
        chains.expectedMix(history, nowMs, HALF_HOUR_MS, mix);
        assertArrayEquals(new double[GroupChains.OUTCOMES], mix);
    }
}
