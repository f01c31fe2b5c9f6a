package io.forerun.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.codec.RejectCode;
import io.forerun.journal.MemoryJournal;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** What a client may not take from a server: its time, its memory, its places, its secrets. */
class LimitsTest {
    private static final long START_MS = 1_700_000_000_000L;
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(10);

    private static void await(final String what, final BooleanSupplier condition) {
        final long deadline = System.nanoTime() + PATIENCE_NS;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, what);
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static GatewayConfig impatient(final int idleTimeoutMs) {
        return RunningServer.ANY_PORT.withIdleTimeoutMs(idleTimeoutMs);
    }

    @Test
    void shouldEndTheSilenceAfterHalfAFrame() {
        try (RunningServer server = RunningServer.eventTime(impatient(200), new MemoryJournal());
                WireClient half = new WireClient(server.port());
                WireClient silent = new WireClient(server.port())) {
            half.send(Arrays.copyOf(Wire.hello(1, 1), 17));
            assertEquals(RejectCode.IDLE.value(), half.awaitReject());
            assertTrue(half.ends());
            assertEquals(RejectCode.IDLE.value(), silent.awaitReject());
            assertTrue(silent.ends());
            assertEquals(2, server.gateway().rejects(RejectCode.IDLE));
        }
    }

    @Test
    void shouldAskForAToken() {
        final GatewayConfig config = RunningServer.ANY_PORT.withTokens(List.of("sesame", "simsim"));
        try (RunningServer server = RunningServer.eventTime(config, new MemoryJournal())) {
            for (final String wrong : List.of("", "sesam", "sesamesimsim")) {
                try (WireClient client = new WireClient(server.port())) {
                    client.send(Wire.hello(1, 1, wrong));
                    assertEquals(RejectCode.AUTHENTICATION.value(), client.awaitReject());
                    assertTrue(client.ends());
                }
            }
            try (WireClient client = new WireClient(server.port())) {
                client.send(Wire.hello(1, 1, "simsim"));
                client.await(Wire.WELCOME);
            }
        }
    }

    @Test
    void shouldCloseConnectionsBeyondTheirNumber() {
        final GatewayConfig config = new GatewayConfig("127.0.0.1", 0, List.of(), 2_000, 10_000, 2, null, null);
        try (RunningServer server = RunningServer.eventTime(config, new MemoryJournal());
                WireClient first = WireClient.welcomed(server.port(), 1, 1)) {
            try (WireClient second = WireClient.welcomed(server.port(), 1, 2);
                    WireClient third = new WireClient(server.port())) {
                assertTrue(third.ends());
                second.send(Wire.batch(1, 1, START_MS, 0));
                second.awaitAck(1);
            }
            await("a place is free again", () -> {
                try (WireClient next = new WireClient(server.port())) {
                    next.send(Wire.hello(1, 3));
                    final WireClient.Message message = next.read();
                    return message != null && message.template() == Wire.WELCOME;
                } catch (final UncheckedIOException closedMeanwhile) {
                    return false;
                }
            });
            first.send(Wire.batch(1, 1, START_MS, 0));
            first.awaitAck(1);
        }
    }

    @Test
    void shouldCutOffAClientThatNeverReads() throws InterruptedException {
        final var memory = ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT).metric();
        try (RunningServer server = RunningServer.eventTime(impatient(1_000), new MemoryJournal());
                WireClient other = WireClient.welcomed(server.port(), 1, 1);
                WireClient deaf = WireClient.welcomed(server.port(), 1, 0)) {
            other.send(Wire.batch(1, 100, START_MS, 1_000)); // A forecast to ask for: some 5 KiB an answer.
            other.awaitAck(100);
            final long before = memory.usedDirectMemory();
            final Thread asking = new Thread(() -> {
                try {
                    while (true) {
                        deaf.send(Wire.query(1, 0, 0, "total"));
                    }
                } catch (final UncheckedIOException cutOff) {
                    // What the test waits for.
                }
            });
            asking.start();
            final long[] sequence = {100};
            await("slow reader cut off", () -> {
                final long used = memory.usedDirectMemory() - before;
                assertTrue(used < 32 << 20, "bytes held for a client that does not read: " + used);
                other.send(Wire.batch(++sequence[0], 1, START_MS, 0));
                other.awaitAck(sequence[0]);
                return server.gateway().rejects(RejectCode.SLOW_READER) == 1;
            });
            asking.join(TimeUnit.SECONDS.toMillis(10));
            assertTrue(!asking.isAlive());
            assertNull(server.failStop.failure());
        }
    }
}
