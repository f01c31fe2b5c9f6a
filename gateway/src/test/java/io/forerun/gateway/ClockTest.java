package io.forerun.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.codec.RejectCode;
import io.forerun.journal.MemoryJournal;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Timestamps that are not those of the moment, under both clocks. */
class ClockTest {
    private static final long START_MS = 1_700_000_040_000L; // Begin of a minute.
    private static final long YEAR_2099_MS = 4_070_908_800_000L;
    private static final int MINUTE_MS = 60_000;
    private static final long HOUR_MS = 3_600_000;

    private static ByteBuffer status(final WireClient client) {
        client.send(Wire.operator(1, 0, 0));
        return client.await(Wire.STATUS).body();
    }

    private static long nowMs(final ByteBuffer status) {
        return status.getLong(8);
    }

    private static long accepted(final ByteBuffer status) {
        return status.getLong(30);
    }

    private static long refused(final ByteBuffer status) {
        return status.getLong(38);
    }

    private static long late(final ByteBuffer status) {
        return status.getLong(54);
    }

    @Test
    void shouldRefuseAFarYearInEventTime() {
        try (RunningServer server = RunningServer.eventTime(RunningServer.ANY_PORT, new MemoryJournal());
                WireClient client = WireClient.welcomed(server.port(), 1, 1)) {
            client.send(Wire.batch(1, 10, START_MS, 1));
            client.send(Wire.batch(11, 1, YEAR_2099_MS, 0));
            final ByteBuffer ack = client.awaitAck(11).body();
            assertEquals(1, ack.getShort(23));
            assertEquals(2, ack.get(25), "TIME_JUMP");
            assertEquals(1, ack.getLong(26));
            assertEquals(START_MS + 9, nowMs(status(client)));
            client.send(Wire.batch(12, 1, START_MS + 20, 0));
            client.awaitAck(12);
            assertEquals(START_MS + 20, nowMs(status(client)));
        }
    }

    @Test
    void shouldBelieveAJumpThatASecondClientSawToo() {
        try (RunningServer server = RunningServer.eventTime(RunningServer.ANY_PORT, new MemoryJournal());
                WireClient first = WireClient.welcomed(server.port(), 1, 1);
                WireClient second = WireClient.welcomed(server.port(), 2, 2)) {
            first.send(Wire.batch(1, 10, START_MS, 1));
            first.awaitAck(10);
            first.send(Wire.batch(11, 1, START_MS + 3 * HOUR_MS, 0));
            first.awaitAck(11);
            second.send(Wire.batch(1, 1, START_MS + 3 * HOUR_MS + 5, 0));
            assertEquals(0, second.awaitAck(1).body().getShort(23), "refused");
            final ByteBuffer status = status(second);
            assertEquals(START_MS + 3 * HOUR_MS + 5, nowMs(status));
            assertEquals(1, refused(status), "that of the first");
        }
    }

    @Test
    void shouldClampAFarYearInIngressTime() {
        final AtomicLong clock = new AtomicLong(START_MS);
        try (RunningServer server = RunningServer.ingressTime(RunningServer.ANY_PORT, new MemoryJournal(), clock::get);
                WireClient client = WireClient.welcomed(server.port(), 1, 1)) {
            client.send(Wire.batch(1, 1, YEAR_2099_MS, 0));
            client.awaitAck(1);
            final ByteBuffer status = status(client);
            assertEquals(START_MS, nowMs(status));
            assertEquals(1, accepted(status));
            assertEquals(0, refused(status));
            clock.addAndGet(MINUTE_MS);
            assertTrue(meanOfTotal(client, START_MS + MINUTE_MS) > 0, "it counts now");
        }
    }

    /** Expected requests of the next minute, once the minute that ends then is closed. */
    private static float meanOfTotal(final WireClient client, final long atMs) {
        final long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (System.nanoTime() < deadline) {
            client.send(Wire.query(1, 0, 0, "total"));
            WireClient.Message answer = client.read();
            while (answer.template() != Wire.FORECAST && answer.template() != Wire.REJECT) {
                answer = client.read();
            }
            if (answer.template() == Wire.FORECAST && answer.body().getLong(8) == atMs) {
                return answer.body().getFloat(33);
            }
            assertTrue(answer.template() == Wire.FORECAST || answer.code() == RejectCode.UNKNOWN_GROUP.value());
            LockSupport.parkNanos(1_000_000);
        }
        throw new AssertionError("no forecast at " + atMs);
    }

    /** A steady client, then one that has 2,000 records at hand; returns the forecast and the status behind them. */
    private record Outcome(float mean, long late, long accepted) {}

    private static Outcome flushed(final long ageMs) {
        final AtomicLong clock = new AtomicLong(START_MS);
        try (RunningServer server = RunningServer.ingressTime(RunningServer.ANY_PORT, new MemoryJournal(), clock::get);
                WireClient steady = WireClient.welcomed(server.port(), 1, 1);
                WireClient offline = WireClient.welcomed(server.port(), 1, 2)) {
            long sequence = 1;
            long nowMs = START_MS;
            for (int minute = 0; minute < 5; minute++) {
                steady.send(Wire.batch(sequence, 50, nowMs, 1));
                steady.awaitAck(sequence + 49);
                sequence += 50;
                if (minute == 4) {
                    offline.send(Wire.batch(1, 1_000, nowMs - ageMs, 0));
                    offline.send(Wire.batch(1_001, 1_000, nowMs - ageMs / 2, 0));
                    offline.awaitAck(2_000);
                }
                nowMs += MINUTE_MS;
                clock.set(nowMs);
                meanOfTotal(steady, nowMs);
            }
            final ByteBuffer status = status(steady);
            return new Outcome(meanOfTotal(steady, nowMs), late(status), accepted(status));
        }
    }

    @Test
    void shouldNotTakeTheBufferOfAnOfflineClientForDemandNow() {
        final Outcome offline = flushed(2 * HOUR_MS);
        assertEquals(2_250, offline.accepted());
        assertEquals(2_000, offline.late());
        assertTrue(offline.mean() > 25 && offline.mean() < 100, "mean=" + offline.mean() + ", steady are 50");
        final Outcome crowd = flushed(0);
        assertEquals(0, crowd.late());
        assertTrue(crowd.mean() > 200, "the same records made now are demand: mean=" + crowd.mean());
    }
}
