package io.forerun.client;

import io.forerun.core.Engine;
import io.forerun.journal.Journal;
import io.forerun.journal.JournalReader;
import io.forerun.pipeline.JournalReplay;
import io.forerun.simd.Kernels;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;

/** A seeded stream of activity, sorted by time, and what a server has learned of it. */
final class Rows {
    static final long START_MS = 1_700_000_000_000L;

    private final ActivityRow row = new ActivityRow();
    private final SplittableRandom random;
    private final int count;
    private long timestampMs = START_MS;

    Rows(final int count) {
        this.count = count;
        this.random = new SplittableRandom(11);
    }

    /** The next row; the same object each time. */
    private ActivityRow next() {
        row.clearOptional();
        timestampMs += random.nextInt(400);
        row.timestampMs = timestampMs;
        row.user = "user" + random.nextInt(300);
        row.action = "action" + random.nextInt(20);
        row.object = "/page/" + random.nextInt(1_000);
        row.service = "service" + random.nextInt(3);
        row.region = "region" + random.nextInt(2);
        row.device = "device" + random.nextInt(5);
        row.cpuUs = random.nextInt(50_000);
        row.memoryKib = random.nextInt(9_000);
        row.durationUs = random.nextInt(90_000);
        return row;
    }

    /** Sends all rows, with a call before each. */
    SendSummary sendAll(final ForerunClient client, final IntConsumer before) {
        for (int item = 0; item < count; item++) {
            before.accept(item);
            client.send(next());
        }
        return client.finish();
    }

    /** Sends the next rows. */
    void send(final ForerunClient client, final int some) {
        for (int item = 0; item < some; item++) {
            client.send(next());
        }
        client.flush();
    }

    /** Goes past rows that the server has, then sends the others up to {@code until}. */
    void sendUntil(final ForerunClient client, final int until) {
        for (int item = 0; item < until; item++) {
            if (item < client.lastSequence()) {
                client.skip(next());
            } else {
                client.send(next());
            }
        }
    }

    /** What a journal holds. */
    record Learned(long hash, long accepted, long refused) {
        static Learned of(final Journal journal) {
            try (JournalReader reader = journal.reader();
                    Engine engine =
                            new JournalReplay(Kernels.preferred()).run(reader).engine()) {
                return new Learned(
                        engine.learnedHash(),
                        engine.status().accepted(),
                        engine.status().refused());
            }
        }
    }
}
