package io.forerun.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.neural.NeuralModel;
import io.forerun.neural.RandomModel;
import io.forerun.prewarm.PrewarmConfig;
import io.forerun.simd.Kernels;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Users who are due as part of the engine's state. */
class EnginePrewarmTest {
    private static final int MINUTES = 40;
    private static final int A_MINUTE = 60;
    private static final NeuralModel MODEL = RandomModel.ofEagerUsers(3);
    private static final EngineConfig ON = Feed.CONFIG.withPrewarm(new PrewarmConfig(.7));

    /** The same events minute by minute, cut into runs of some length. */
    private static void feed(final Engine engine, final int runLength, final Egress out) {
        final SplittableRandom random = new SplittableRandom(9);
        final ActivityRun run = new ActivityRun();
        engine.onSessionOpen(Feed.START_MS, 1, 10, 20, 1, out);
        engine.onModel(Feed.START_MS, MODEL, 77);
        long sequence = 1;
        for (int minute = 0; minute < MINUTES; minute++) {
            final long fromMs = Feed.START_MS + minute * 60_000L;
            int item = 0;
            for (int event = 0; event < A_MINUTE; event++) {
                run.timestampMs[item] = fromMs + event * 1_000L;
                run.userId[item] = random.nextInt(60) * random.nextInt(12);
                run.action[item] = 1 + random.nextInt(5);
                if (++item == runLength || event == A_MINUTE - 1) {
                    run.begin(1, sequence, item);
                    engine.onActivity(run, fromMs, out);
                    engine.proceed(out);
                    sequence += item;
                    item = 0;
                }
            }
            engine.onTick(fromMs + 60_000, false, out);
        }
    }

    @Test
    void shouldHaveOneStateForAnyRunsAndWhetherOrNotAnybodyListens() {
        final int[] runs = {60, 1, 7, 60};
        long first = 0;
        for (int index = 0; index < runs.length; index++) {
            try (Engine engine = new Engine(ON, Kernels.preferred())) {
                feed(engine, runs[index], index == 0 ? new RecordingEgress() : new DueEgress());
                assertTrue(
                        engine.status().dueLater() > 50,
                        "due later " + engine.status().dueLater());
                first = index == 0 ? engine.stateHash() : first;
                assertEquals(first, engine.stateHash(), "run " + index);
            }
        }
    }

    @Test
    void shouldKeepNothingWhileItIsOff() {
        try (Engine off = new Engine(Feed.CONFIG, Kernels.preferred());
                Engine on = new Engine(ON, Kernels.preferred())) {
            final DueEgress out = new DueEgress();
            feed(off, 60, out);
            feed(on, 60, new DueEgress());
            assertEquals(0, out.heard.size());
            assertEquals(0, off.status().dueLater());
            assertNotEquals(off.learnedHash(), on.learnedHash());
            on.onConfiguration(Feed.CONFIG); // Switched off, it leaves nothing behind.
            assertEquals(off.learnedHash(), on.learnedHash());
        }
    }

    @Test
    void shouldTellWhoAsksFromWhichProbabilityOn() {
        try (Feed feed = new Feed(ON)) {
            feed.engine.queries().prewarm(4, 5, feed.out);
            assertEquals(new Reply.PrewarmAnswer(4, 5, .7), feed.out.last(Reply.PrewarmAnswer.class));
        }
    }
}
