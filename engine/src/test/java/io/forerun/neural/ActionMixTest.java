package io.forerun.neural;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ActionMixTest {
    private static final int ACTIONS = 5;

    /** Nats per event of the mixture and of the chain, where each forecaster gives this probability to what comes. */
    private static double[] surprises(final double chainRight, final double networkRight, final double correlation) {
        final SplittableRandom random = new SplittableRandom(6);
        final ActionMix mix = new ActionMix();
        final double[] sums = new double[2];
        for (int event = 0; event < 5_000; event++) {
            final int action = random.nextInt(ACTIONS);
            final double[] chain = guess(action, chainRight, random);
            final double[] network =
                    random.nextDouble() < correlation ? chain.clone() : guess(action, networkRight, random);
            sums[1] -= Math.log(chain[action]) / 5_000;
            mix.mix(chain, network, ACTIONS, chain);
            sums[0] -= Math.log(chain[action]) / 5_000;
            mix.learn(action);
        }
        return sums;
    }

    /** Puts most on the action that comes, with a certain probability, else on any other. */
    private static double[] guess(final int action, final double right, final SplittableRandom random) {
        final double[] guess = new double[ACTIONS];
        final boolean isRight = random.nextDouble() < right;
        final int favourite = isRight ? action : (action + random.nextInt(1, ACTIONS)) % ACTIONS;
        for (int other = 0; other < ACTIONS; other++) {
            guess[other] = other == favourite ? right : (1 - right) / (ACTIONS - 1);
        }
        return guess;
    }

    @Test
    void shouldBeTheChainAtFirst() {
        final double[] out = new double[ACTIONS];
        new ActionMix().mix(new double[] {.1, .2, .3, .4, 0}, new double[] {.5, .5, 0, 0, 0}, ACTIONS, out);
        assertArrayEquals(new double[] {.1, .2, .3, .4, 0}, out, 1e-5);
    }

    @Test
    void shouldGainFromANetworkThatKnowsOther() {
        final double[] sums = surprises(.7, .7, 0);
        assertTrue(sums[0] < .75 * sums[1], () -> sums[0] + " against " + sums[1]);
    }

    @Test
    void shouldNotLoseByANetworkThatKnowsNothing() {
        final double[] sums = surprises(.8, .2, 0);
        assertTrue(sums[0] < 1.005 * sums[1], () -> sums[0] + " against " + sums[1]);
    }

    @Test
    void shouldNotDoubleWhatBothSay() {
        final double[] sums = surprises(.8, .8, 1);
        assertTrue(sums[0] < 1.005 * sums[1], () -> sums[0] + " against " + sums[1]);
    }
}
