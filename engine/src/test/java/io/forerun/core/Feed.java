package io.forerun.core;

import io.forerun.forecast.ForecastConfig;
import io.forerun.forecast.ForecastTable;
import io.forerun.plan.Fleet;
import io.forerun.plan.Limits;
import io.forerun.plan.Mode;
import io.forerun.plan.NodeType;
import io.forerun.plan.Planning;
import io.forerun.plan.Region;
import io.forerun.plan.Service;
import io.forerun.plan.Sla;
import io.forerun.simd.Kernels;
import java.util.List;

/** An engine on a bench: sessions, records and ticks in a line each. */
final class Feed implements AutoCloseable {
    /** Start of a bucket. */
    static final long START_MS = 1_700_000_040_000L;

    static final int BUCKET_MS = ForecastConfig.DEFAULT.bucketMs();
    static final long CLIENT = 10;
    static final long STREAM = 20;
    static final Fleet FLEET = new Fleet(
            List.of(new NodeType("c1", 1, 4, 0, 0.1, 120_000, 180_000, 500)),
            List.of(new Region("eu", 1)),
            List.of(new Sla("web", 99, 250, 0.9)),
            List.of(new Service("web", "web", 1, 0, 0, 0)),
            Limits.DEFAULT,
            Planning.DEFAULT,
            List.of(),
            0);
    static final EngineConfig CONFIG = new EngineConfig(42, ForecastConfig.DEFAULT, 1_000, 3, Mode.FULL, FLEET);

    final RecordingEgress out = new RecordingEgress();
    final ActivityRun run = new ActivityRun();
    final Engine engine;

    Feed() {
        this(CONFIG);
    }

    Feed(final EngineConfig config) {
        engine = new Engine(config, Kernels.scalar());
    }

    /** Says Hello at the engine's time. */
    Feed hello(final long session) {
        return hello(session, CLIENT, START_MS);
    }

    Feed hello(final long session, final long client, final long timeMs) {
        engine.onSessionOpen(Math.max(timeMs, engine.nowMs()), session, client, STREAM, 1, out);
        return this;
    }

    /** Sends {@code count} records of that moment, users 0, 1, ... */
    Feed send(final long session, final long first, final int count, final long timestampMs) {
        begin(session, first, count);
        for (int item = 0; item < count; item++) {
            put(item, timestampMs, item, 1);
        }
        return apply();
    }

    Feed begin(final long session, final long first, final int count) {
        run.begin(session, first, count);
        return this;
    }

    Feed put(final int item, final long timestampMs, final long user, final int service) {
        run.timestampMs[item] = timestampMs;
        run.userId[item] = user;
        run.service[item] = service;
        run.region[item] = 0;
        run.action[item] = 1 + (int) (user & 3);
        run.refusal[item] = Refusals.NONE;
        return this;
    }

    /** Hands the run over at the engine's time. */
    Feed apply() {
        engine.onActivity(run, Math.max(START_MS, engine.nowMs()), out);
        return this;
    }

    /** Ends the bucket that is so many behind the first one. */
    ForecastTable tick(final int bucket) {
        engine.onTick(START_MS + (bucket + 1L) * BUCKET_MS, false, out);
        return out.last(Reply.TablePublished.class).table();
    }

    float observed(final int bucket) {
        return tick(bucket).curve(0).lastObserved();
    }

    RecordingEgress.Ack acked() {
        return out.last(RecordingEgress.Ack.class);
    }

    Reply.Rejected rejected() {
        return out.last(Reply.Rejected.class);
    }

    @Override
    public void close() {
        engine.close();
    }
}
