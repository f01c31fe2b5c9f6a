package io.forerun.demo;

import io.forerun.backtest.HorizonScore;
import io.forerun.backtest.Scorecard;
import io.forerun.backtest.simulation.Policy;
import io.forerun.core.Reply;
import io.forerun.forecast.ForecastTable;
import io.forerun.pipeline.Outlet;
import io.forerun.plan.Decision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Keeps what the engine said: demand by bucket, decisions, scores of the forecasts. Publish thread; read after the end. */
final class DemoObserver implements Outlet {
    private final Scorecard scorecard;
    private final List<Decision> decisions = new ArrayList<>();
    private double[] requests = new double[1_440];
    private int buckets;
    private long startMs;
    private int bucketMs;
    private volatile long decided;

    DemoObserver(final Scorecard scorecard) {
        this.scorecard = scorecard;
    }

    @Override
    public void reply(final Reply reply) {
        if (reply instanceof Reply.TablePublished published) {
            onTable(published.table());
        } else if (reply instanceof Reply.DecisionsMade made) {
            decisions.addAll(made.decisions());
            decided = decisions.size();
        }
    }

    private void onTable(final ForecastTable table) {
        bucketMs = table.config().bucketMs();
        if (buckets == 0) {
            startMs = table.atMs() - bucketMs;
        }
        if (buckets == requests.length) {
            requests = Arrays.copyOf(requests, buckets * 2);
        }
        requests[buckets++] = table.curve(0).lastObserved();
        scorecard.onActual(table.atMs(), table.curve(0).lastObserved());
        scorecard.onForecast(table);
    }

    /** Decisions so far; any thread. */
    long decided() {
        return decided;
    }

    /** Requests of every closed bucket, NaN where not observed. */
    double[] requests() {
        return Arrays.copyOf(requests, buckets);
    }

    /** First bucket at or after a time. */
    int bucket(final long timeMs) {
        return Math.clamp((timeMs - startMs + bucketMs - 1) / bucketMs, 0, buckets);
    }

    List<HorizonScore> scores() {
        return scorecard.scores();
    }

    List<Decision> decisions() {
        return decisions;
    }

    /** Begin of the first bucket, milliseconds since the epoch. */
    long startMs() {
        return startMs;
    }

    /** Wants what was decided, as soon as any other policy could have: when the bucket before is seen. */
    Policy decided(final int initialNodes) {
        final int[] nodes = new int[buckets + 1];
        int next = 0;
        int wanted = initialNodes;
        for (int bucket = 0; bucket < nodes.length; bucket++) {
            while (next < decisions.size() && decisions.get(next).atMs() <= startMs + (long) bucket * bucketMs) {
                wanted = decisions.get(next++).to();
            }
            nodes[bucket] = wanted;
        }
        return moment -> moment.want(0, nodes[Math.max(0, moment.newest() + 1)]);
    }
}
