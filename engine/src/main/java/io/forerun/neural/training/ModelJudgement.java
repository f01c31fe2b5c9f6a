package io.forerun.neural.training;

import io.forerun.neural.NeuralModel;
import io.forerun.simd.Products;

/** Judges models on events they have not seen. A pure function, on the caller's thread. */
public final class ModelJudgement {
    private static final int ROWS = 1_024;
    private static final long SEED = 17;

    private ModelJudgement() {}

    /**
     * Losses over what follows each event of a window. Two models judged on the same events can be compared.
     *
     * @param isWarm whether states were kept before the window, as the model in force has them; otherwise users start from
     *     nothing there, as they do under a model that takes over
     */
    public static Losses of(
            final NeuralModel model, final EventSequences events, final TimeWindow window, final boolean isWarm) {
        final Segments segments = Segments.of(events, isWarm ? Long.MIN_VALUE : window.fromMs(), window.toMs());
        final HeadsPass.Task task = new HeadsPass.Task(events, window, window.fromMs(), model.scale(), SEED);
        final int actions = Math.max(model.actions(), events.actions());
        final TrainingPass pass = new TrainingPass(ROWS, actions, Products.preferred());
        final Losses losses = new Losses();
        final TimeWindow always = new TimeWindow(Long.MIN_VALUE, window.toMs());
        for (final int[] round : ValidationRounds.of(events, segments, always)) {
            int next = 0;
            while (next < round.length) {
                pass.batch.clear();
                while (next < round.length && pass.batch.offer(round[next], segments)) {
                    next++;
                }
                pass.batch.pack(events, segments);
                pass.run(model.parameters(), task, false);
                pass.store(segments);
                losses.add(pass.losses);
            }
        }
        return losses;
    }
}
