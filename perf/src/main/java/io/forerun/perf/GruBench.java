package io.forerun.perf;

import com.sun.management.ThreadMXBean;
import io.forerun.neural.GruStep;
import io.forerun.simd.Kernels;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/**
 * How close do steps of the recurrent unit come to the fused multiply-adds that the processor can do, and how much faster are
 * they than another runtime's? One thread; all take turns, so that a slow phase of the machine hits all alike. Ours also reads
 * and writes states as the 16-bit codes of profile rows, which the others do not.
 */
final class GruBench {
    static final int BATCH = 256;

    private static final int STEPS = 1_000;
    private static final int WARM_UP_LAPS = 5;
    private static final double CLOSE = 1e-4;
    private static final long SEED = 5;

    private final GruProblem problem;
    private final int steps;
    private final double leastShare;
    private final double leastOverPeer;

    private GruBench(final int hidden, final int steps, final double leastShare, final double leastOverPeer) {
        problem = GruProblem.of(SEED, hidden, BATCH);
        this.steps = steps;
        this.leastShare = leastShare;
        this.leastOverPeer = leastOverPeer;
    }

    /** Hidden 32 as in the product, and 64. */
    static List<Figure> run(final int laps) {
        return List.of(
                new GruBench(32, STEPS, .6, 3).measure(laps),
                new GruBench(64, STEPS / 4, Double.NEGATIVE_INFINITY, 2).measure(laps));
    }

    /** One size, for tests. */
    static Figure run(final int hidden, final int steps, final int laps) {
        return new GruBench(hidden, steps, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY).measure(laps);
    }

    private Figure measure(final int laps) {
        final GruStep step = new GruStep(problem.weights(), Kernels.preferred(), BATCH);
        for (int slot = 0; slot < BATCH; slot++) {
            System.arraycopy(problem.x(), slot * problem.hidden(), step.slots(), step.inputsAt(slot), problem.hidden());
        }
        final FmaPeak peak = new FmaPeak();
        final Laps ours = new Laps(new double[laps]);
        final Laps limit = new Laps(new double[laps]);
        final Laps theirs = new Laps(new double[laps]);
        final Laps bytes = new Laps(new double[laps]);
        try (GruPeer peer = ServiceLoader.load(GruPeer.class).findFirst().orElse(null)) {
            if (peer != null) {
                compare(step, peer);
            }
            for (int turn = -WARM_UP_LAPS; turn < laps; turn++) {
                final int lap = Math.max(0, turn);
                ours.values()[lap] = ours(step, bytes, lap);
                limit.values()[lap] = peak.perSecond() / problem.operations();
                if (peer != null) {
                    theirs.values()[lap] = perSecond(peer::step);
                }
            }
            return figure(ours, limit, bytes, peer == null ? null : peer.name(), theirs);
        }
    }

    private double ours(final GruStep step, final Laps bytes, final int lap) {
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final short[] states = problem.states().clone();
        final long before = threads.getCurrentThreadAllocatedBytes();
        final long startNs = System.nanoTime();
        for (int done = 0; done < steps; done++) {
            step.step(states, 0, BATCH);
        }
        final long ns = System.nanoTime() - startNs;
        bytes.values()[lap] = (threads.getCurrentThreadAllocatedBytes() - before) / ((double) steps * BATCH);
        return (double) steps * BATCH * 1e9 / ns;
    }

    private double perSecond(final Runnable step) {
        final long startNs = System.nanoTime();
        for (int done = 0; done < steps; done++) {
            step.run();
        }
        return (double) steps * BATCH * 1e9 / (System.nanoTime() - startNs);
    }

    /** Both have to give the same states, or neither is worth measuring. */
    private void compare(final GruStep step, final GruPeer peer) {
        peer.load(problem);
        peer.step();
        final short[] states = problem.states().clone();
        step.step(states, 0, BATCH);
        final float[] expected = peer.states();
        for (int index = 0; index < states.length; index++) {
            final double off = Math.abs(states[index] / (double) Short.MAX_VALUE - expected[index]);
            Answers.require("states within " + CLOSE + " of " + peer.name(), off < CLOSE ? 1 : 0, 1);
        }
    }

    private Figure figure(final Laps ours, final Laps limit, final Laps bytes, final String peer, final Laps theirs) {
        final List<Measure> measures = new ArrayList<>(List.of(
                Measure.plain("event_ns", ours.perSecondToNs()),
                Measure.plain("fma_peak_gflops", limit.times(problem.operations() / 1e9)),
                Measure.atLeast("share_of_fma_peak", ours.over(limit), leastShare),
                Measure.atMost("bytes_per_event", bytes, 0)));
        if (peer != null) {
            measures.add(Measure.plain(peer + "_event_ns", theirs.perSecondToNs()));
            measures.add(Measure.atLeast("over_" + peer, ours.over(theirs), leastOverPeer));
        }
        return new Figure(
                "gru-" + problem.hidden(),
                (long) steps * BATCH,
                ours,
                "multiply-adds of its matrices at the peak",
                limit,
                List.of(),
                null,
                measures);
    }
}
