package io.forerun.neural.training;

import static io.forerun.neural.ParameterGroup.HIDDEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.neural.Features;
import io.forerun.neural.ParameterGroup;
import io.forerun.simd.Products;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Losses and gradients of a batch, against the formulas in double precision and their finite differences. */
class GradientTest {
    private static final long START_MS = 1_700_000_000_000L;
    private static final int ACTIONS = 7;
    private static final double STEP = 1e-4;
    private static final int SINGLE_CHECKS = 30;

    private final SplittableRandom random = new SplittableRandom(11);
    private final EventSequences events = events();
    private final HeadsPass.Task task = task();
    private final Segments segments = Segments.of(events, Long.MAX_VALUE);
    private final TrainingPass pass = new TrainingPass(512, ACTIONS, Products.preferred());
    private final float[] parameters = parameters();

    GradientTest() {
        final float[] state = new float[HIDDEN];
        for (int segment = 0; segment + 1 < segments.size(); segment++) {
            for (int unit = 0; unit < HIDDEN; unit++) {
                state[unit] = (float) random.nextDouble(-.9, .9);
            }
            segments.store(segment, state, 0);
        }
        pass.batch.clear();
        for (int segment = 0; segment < segments.size(); segment++) {
            assertTrue(pass.batch.offer(segment, segments));
        }
        pass.batch.pack(events, segments);
        pass.run(parameters, task, true);
    }

    /** Gaps from ties to days; four users, of whom one has three segments and one a single event. */
    private EventSequences events() {
        final int[] first = {0, 70, 71, 90, 130};
        final int count = first[first.length - 1];
        final long[] timeMs = new long[count];
        final byte[] action = new byte[count];
        final short[] object = new short[count];
        final byte[] device = new byte[count];
        final float[] cost = new float[count];
        for (int user = 0; user + 1 < first.length; user++) {
            long nowMs = START_MS;
            for (int event = first[user]; event < first[user + 1]; event++) {
                nowMs += random.nextInt(6) == 0 ? 0 : (long) Math.exp(random.nextDouble(0, 16));
                timeMs[event] = nowMs;
                action[event] = (byte) random.nextInt(ACTIONS);
                object[event] = (short) random.nextInt(5);
                device[event] = (byte) random.nextInt(3);
                cost[event] = random.nextInt(100);
            }
        }
        return new EventSequences(first, timeMs, action, object, device, cost);
    }

    /** A window that begins and ends amid the events. */
    private HeadsPass.Task task() {
        final float[] scale = new float[ParameterGroup.RATES.columns];
        for (int index = 0; index < scale.length; index++) {
            scale[index] = (float) (index < 5 ? random.nextDouble(.1, 2) : random.nextDouble(1e-4, 1e-2));
        }
        final TimeWindow window = new TimeWindow(events.timeMs()[4] + 1, events.timeMs()[60] + 1_000);
        return new HeadsPass.Task(events, window, scale, 77);
    }

    private float[] parameters() {
        final float[] all = new float[ParameterGroup.TOTAL];
        for (int index = 0; index < all.length; index++) {
            all[index] = (float) random.nextDouble(-.5, .5);
        }
        return all;
    }

    private double loss(final double[] all) {
        final NaiveModel model = new NaiveModel(all, task, ACTIONS);
        double loss = 0;
        for (int segment = 0; segment < segments.size(); segment++) {
            final float[] from = new float[HIDDEN];
            segments.load(segment, from, 0);
            final double[] h = new double[HIDDEN];
            for (int unit = 0; unit < HIDDEN; unit++) {
                h[unit] = from[unit];
            }
            final int user = segments.user(segment);
            loss += model.loss(
                    events.firstEvent()[user],
                    events.firstEvent()[user + 1],
                    segments.from(segment),
                    segments.to(segment),
                    h);
        }
        return loss;
    }

    private double[] precise() {
        final double[] all = new double[parameters.length];
        for (int index = 0; index < all.length; index++) {
            all[index] = parameters[index];
        }
        return all;
    }

    @Test
    void shouldComputeTheLossOfTheFormulas() {
        final double expected = loss(precise());
        final double actual = pass.losses.silence + pass.losses.actions + pass.losses.demand;
        assertEquals(expected, actual, 1e-5 * Math.abs(expected));
        assertEquals(130, pass.losses.rows);
        assertTrue(pass.losses.events > 60 && pass.losses.events < 130, () -> "" + pass.losses.events);
    }

    @ParameterizedTest
    @EnumSource(ParameterGroup.class)
    void shouldAgreeWithFiniteDifferences(final ParameterGroup group) {
        double square = 0;
        for (int index = group.offset(); index < group.end(); index++) {
            square += (double) pass.gradient[index] * pass.gradient[index];
        }
        final double norm = Math.sqrt(square);
        assertTrue(norm > 0, "no gradient");
        final double[] up = precise();
        final double[] down = precise();
        for (int index = group.offset(); index < group.end(); index++) {
            up[index] += STEP * pass.gradient[index] / norm;
            down[index] -= STEP * pass.gradient[index] / norm;
        }
        assertEquals(norm, (loss(up) - loss(down)) / (2 * STEP), 1e-3 * norm);
        for (final int index : steepest(group)) {
            assertEquals(slope(index), pass.gradient[index], 1e-3 * Math.abs(pass.gradient[index]) + 1e-5 * norm);
        }
    }

    /** The largest, and others at random. */
    private int[] steepest(final ParameterGroup group) {
        final List<Integer> indexes = new ArrayList<>();
        for (int index = group.offset(); index < group.end(); index++) {
            if (pass.gradient[index] != 0) {
                indexes.add(index);
            }
        }
        indexes.sort(Comparator.comparingDouble((Integer index) -> -Math.abs(pass.gradient[index])));
        return random.ints(SINGLE_CHECKS, 0, indexes.size())
                .map(place -> indexes.get(place < 1 ? 0 : random.nextInt(place)))
                .toArray();
    }

    private double slope(final int index) {
        final double[] moved = precise();
        moved[index] += STEP;
        final double up = loss(moved);
        moved[index] -= 2 * STEP;
        return (up - loss(moved)) / (2 * STEP);
    }

    @Test
    void shouldLeaveUntouchedEmbeddingsAlone() {
        final int unseen = ParameterGroup.ACTION_EMBEDDING.offset() + ACTIONS * Features.ACTION_WIDTH;
        for (int index = unseen; index < ParameterGroup.ACTION_EMBEDDING.end(); index++) {
            assertEquals(0, pass.gradient[index]);
        }
    }
}
