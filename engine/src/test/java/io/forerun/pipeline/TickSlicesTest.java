package io.forerun.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.forerun.core.NameKind;
import io.forerun.core.Reply;
import io.forerun.journal.MemoryJournal;
import io.forerun.simd.Kernels;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A tick of many groups, all of them new, ends though no record comes after it: the request for a plan goes out. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TickSlicesTest {
    private static final int SERVICES = 400;
    private static final int MINUTE_MS = 60_000;

    @Test
    void shouldGoOnInEventTimeWhenAllGroupsAreNew() {
        final Blocks blocks = onePerService(SERVICES + 1);
        blocks.timestamp(SERVICES, Blocks.START_MS + MINUTE_MS);
        try (RunningPipeline running =
                new RunningPipeline(RunningPipeline.eventTime(), new MemoryJournal(), Kernels.preferred())) {
            open(running);
            running.send(1, blocks, 0, SERVICES + 1, SERVICES + 1);
            running.awaitAck(SERVICES + 1);
            assertEquals(1, plans(running));
        }
    }

    @Test
    void shouldGoOnByTheClockWhenNothingElseComes() {
        final Blocks blocks = onePerService(SERVICES);
        final AtomicLong clockMs = new AtomicLong(Blocks.START_MS);
        try (RunningPipeline running =
                new RunningPipeline(PipelineConfig.DEFAULT, new MemoryJournal(), Kernels.preferred(), clockMs::get)) {
            open(running);
            running.send(1, blocks, 0, SERVICES, SERVICES);
            running.awaitAck(SERVICES);
            clockMs.addAndGet(MINUTE_MS);
            while (plans(running) == 0) {
                running.failStop.check();
                LockSupport.parkNanos(50_000);
            }
        }
    }

    private static Blocks onePerService(final int count) {
        final Blocks blocks = Blocks.random(5, count, 1_000, 0);
        for (int item = 0; item < count; item++) {
            blocks.timestamp(item, Blocks.START_MS);
            blocks.service(item, 1 + item % SERVICES);
        }
        return blocks;
    }

    private static void open(final RunningPipeline running) {
        running.pipeline.sequencer().sessionOpen(1, 10, 20, 1);
        final List<NameEntry> names = new ArrayList<>();
        for (int service = 1; service <= SERVICES; service++) {
            names.add(new NameEntry(NameKind.SERVICE.ordinal(), service, "s" + service));
        }
        running.pipeline.sequencer().dictionary(1, names);
    }

    private static long plans(final RunningPipeline running) {
        return running.recorder.replies().stream()
                .filter(Reply.PlanRequested.class::isInstance)
                .count();
    }
}
