package io.forerun.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.forecast.ForecastConfig;
import io.forerun.memory.MemoryLedger;
import io.forerun.simd.Kernels;
import org.junit.jupiter.api.Test;

/** What is warmed up is what will run: every record is taken, every service becomes a group with a forecast. */
class WarmUpTest {
    @Test
    void shouldRunThroughRecordsAndTicks() {
        try (Feed feed = new Feed()) {
            WarmUp.feed(feed.engine);
            final EngineStatus status = feed.engine.status();
            assertEquals((long) WarmUp.BUCKETS * ActivityRun.CAPACITY, status.accepted());
            assertEquals(0, status.late());
            assertEquals(WarmUp.SERVICES + 1, status.groups());
            assertEquals((long) WarmUp.BUCKETS * feed.engine.config().forecast().bucketMs(), feed.engine.nowMs());
        }
    }

    @Test
    void shouldGoBeyondTheEndsOfFourHours() {
        assertTrue((WarmUp.BUCKETS - 1) * (long) ForecastConfig.DEFAULT.bucketMs() > 4 * 3_600_000);
    }

    @Test
    void shouldLeaveNothingBehind() {
        final long before = MemoryLedger.totalBytes();
        try (Feed feed = new Feed()) {
            WarmUp.once(feed.engine.config(), Kernels.preferred());
        }
        assertEquals(before, MemoryLedger.totalBytes());
    }
}
