package io.forerun.core;

import io.forerun.simd.Kernels;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs an engine that nobody sees through four hours of made activity, so that the runtime has compiled what records and ticks
 * run through before real ones come. A group's forecast takes a hundred times as long before that, and with one tick a minute
 * and few groups it would stay so for hours.
 */
public final class WarmUp {
    private static final AtomicBoolean DONE = new AtomicBoolean();
    /**
     * A tick of all services each: enough for what it runs through to be compiled, a second or two on one core. At the ends of four hours
     * among them periods are looked for. A runtime that had seen less of it did the lags one vector object after the other in the first hour.
     */
    static final int BUCKETS = 250;

    static final int SERVICES = 12;
    private static final int ACTIONS = 8;
    private static final int OBJECTS = 100;
    private static final int USERS = 1_000;
    private static final long SESSION = 1;
    private static final Egress NOBODY = new Egress() {
        @Override
        public void ack(
                final long session, final long sequence, final long trimmed, final long[] refused, final boolean end) {}

        @Override
        public void reply(final Reply reply) {}
    };

    private final ActivityRun run = new ActivityRun();
    private final Engine engine;
    private long records;

    private WarmUp(final Engine engine) {
        this.engine = engine;
    }

    /**
     * Warms up for engines of such a configuration: the first call of a process does, later ones return at once. Any thread.
     *
     * @param config of the engine to come, of which profiles are left few
     * @param kernels its arithmetic
     */
    public static void once(final EngineConfig config, final Kernels kernels) {
        if (DONE.compareAndSet(false, true)) {
            try (Engine engine = new Engine(config.withMaxUsers(USERS), kernels)) {
                feed(engine);
            }
        }
    }

    /** Lets an engine that has seen nothing live through {@link #BUCKETS} buckets. */
    static void feed(final Engine engine) {
        new WarmUp(engine).feed(engine.config().forecast().bucketMs());
    }

    private void feed(final int bucketMs) {
        engine.onSessionOpen(0, SESSION, 1, 1, 1, NOBODY);
        for (int service = 1; service <= SERVICES; service++) {
            engine.onDictionary(SESSION, NameKind.SERVICE, service, "service-" + service);
        }
        for (long bucket = 0; bucket < BUCKETS; bucket++) {
            describe(bucket * bucketMs, bucketMs);
            engine.onActivity(run, bucket * bucketMs, NOBODY);
            engine.onTick((bucket + 1) * bucketMs, false, NOBODY);
            while (engine.proceed(NOBODY)) {
                // Slice by slice, as it comes in a quiet hour.
            }
        }
    }

    /** A run of records within a bucket, in no order, so that no branch looks as if it only went one way. */
    private void describe(final long startMs, final int bucketMs) {
        run.begin(SESSION, records + 1, ActivityRun.CAPACITY);
        for (int item = 0; item < ActivityRun.CAPACITY; item++) {
            final int mix = (int) (++records * 0x9E3779B97F4A7C15L >>> 33);
            run.timestampMs[item] = startMs + (long) item * bucketMs / ActivityRun.CAPACITY;
            run.userId[item] = mix % (2 * USERS);
            run.action[item] = mix >>> 8 & ACTIONS - 1;
            run.object[item] = mix % OBJECTS;
            run.service[item] = 1 + mix % SERVICES;
            run.cpuUs[item] = mix & 0x3FFF;
            run.memoryKib[item] = mix & 0xFFF;
            run.durationUs[item] = mix & 0xFFFF;
        }
    }
}
