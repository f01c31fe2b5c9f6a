package io.forerun.perf;

import io.forerun.core.Engine;
import io.forerun.pipeline.ActivityLayout;
import io.forerun.pipeline.ClockMode;
import io.forerun.pipeline.JournalReplay;
import io.forerun.pipeline.PipelineConfig;
import io.forerun.simd.Kernels;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * How many records a second does the engine's thread take, from encoded slots, ticks included?
 *
 * <p>A pipeline in event time makes the slots once. Each lap is a new engine that first sees every user once, outside of the
 * time taken.
 */
final class EngineBench {
    private static final int SLOT_RECORDS = 256;
    private static final long SESSION = 1;

    private final String what;
    private final Workload workload;
    private final CapturedJournal journal = new CapturedJournal();
    private final long filled;

    EngineBench(final String what, final Workload workload) {
        this.what = what;
        this.workload = workload;
        this.filled = record();
    }

    /** Returns the last journal record that belongs to the users' first ones. */
    private long record() {
        final AckWatch acks = new AckWatch();
        final PipelineConfig config = PipelineConfig.DEFAULT.withClock(ClockMode.EVENT);
        try (ServerUnderTest server = new ServerUnderTest(config, journal, acks)) {
            server.sequencer().sessionOpen(SESSION, 1, 1, 1);
            server.sequencer().dictionary(SESSION, Workload.objectNames());
            send(server, acks, 0, workload.users());
            final long mark = journal.lastSequence();
            send(server, acks, workload.users(), workload.count());
            return mark;
        }
    }

    private void send(final ServerUnderTest server, final AckWatch acks, final int from, final int to) {
        final UnsafeBuffer blocks = new UnsafeBuffer(new byte[SLOT_RECORDS * ActivityLayout.BLOCK_LENGTH]);
        for (int first = from; first < to; first += SLOT_RECORDS) {
            final int count = Math.min(SLOT_RECORDS, to - first);
            for (int item = 0; item < count; item++) {
                workload.encode(first + item, blocks, item * ActivityLayout.BLOCK_LENGTH);
            }
            int taken = 0;
            while (taken < count) {
                taken += server.sequencer()
                        .activity(
                                SESSION,
                                first + taken + 1,
                                false,
                                blocks,
                                taken * ActivityLayout.BLOCK_LENGTH,
                                count - taken);
                if (taken < count) {
                    server.check();
                    LockSupport.parkNanos(50_000);
                }
            }
        }
        while (acks.acknowledged() < to) {
            server.check();
            LockSupport.parkNanos(50_000);
        }
    }

    /** Measures; the first lap is left out. */
    Figure run(final int laps) {
        final double[] perSecond = new double[laps];
        final double[] limit = new double[laps];
        try (RandomRows rows = new RandomRows(workload.users())) {
            for (int lap = -1; lap < laps; lap++) {
                final double measured = lap();
                final double possible = rows.perSecond(workload, workload.users());
                if (lap >= 0) {
                    perSecond[lap] = measured;
                    limit[lap] = possible;
                }
            }
        }
        final int records = workload.count() - workload.users();
        return Figure.of(
                what, records, new Laps(perSecond), "random 64-byte row read and written", new Laps(limit), List.of());
    }

    private double lap() {
        final CapturedJournal.Reader reader = journal.reader().until(filled);
        final JournalReplay replay = new JournalReplay(Kernels.preferred()).run(reader);
        try (Engine engine = replay.engine()) {
            final long mark = replay.activities();
            reader.until(journal.lastSequence() - 1); // The closing checkpoint is compared outside of the time taken.
            final long startNs = System.nanoTime();
            replay.run(reader);
            final long tookNs = System.nanoTime() - startNs;
            reader.until(Long.MAX_VALUE);
            replay.run(reader);
            Answers.require("accepted", engine.status().accepted(), workload.count());
            Answers.require("users", engine.status().users(), workload.users());
            Answers.require("checkpoints", replay.checkpoints(), 1);
            Answers.require("mismatches", replay.mismatches(), 0);
            return (replay.activities() - mark) * 1e9 / tookNs;
        }
    }
}
