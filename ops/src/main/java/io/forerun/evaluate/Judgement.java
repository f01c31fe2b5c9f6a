package io.forerun.evaluate;

import io.forerun.forecast.DemandForecaster;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * Runs the forecaster over every feed: as it is, and with each expert alone, which tells what the expert is worth and, with the
 * seasonal naive one, gives the yardstick of equal calibration. Runs are independent, so they share the cores; results do not
 * depend on their order.
 */
final class Judgement {
    /** The expert that is the seasonal naive forecast of the day. */
    private static final String SEASONAL_NAIVE = "day";

    private final EvaluationConfig config;
    private final List<Feed> feeds;
    private final Progress progress;
    private final List<String> experts;
    private final AtomicLong done = new AtomicLong();

    Judgement(final EvaluationConfig config, final List<Feed> feeds, final Progress progress) {
        this.config = config;
        this.feeds = feeds;
        this.progress = progress;
        experts = DemandForecaster.expertNames().stream()
                .filter(name ->
                        name.equals(SEASONAL_NAIVE) || !config.withoutExperts().contains(name))
                .toList();
    }

    /** What one run over a feed gave: the scored bins of the whole ensemble, or only the loss of a lone expert. */
    private record Run(List<List<ScoredBins>> scored, WeightsTrace weights, double[][] wql) {}

    List<SeriesAccuracy> series() {
        final int variants = experts.size() + 1;
        final List<Run> runs = IntStream.range(0, feeds.size() * variants)
                .parallel()
                .mapToObj(task -> run(feeds.get(task / variants), task % variants - 1))
                .toList();
        final List<SeriesAccuracy> found = new ArrayList<>();
        for (int feed = 0; feed < feeds.size(); feed++) {
            accuracy(feeds.get(feed), runs.subList(feed * variants, (feed + 1) * variants), found);
        }
        return found;
    }

    /** With one expert alone, with all for -1. */
    private Run run(final Feed feed, final int expert) {
        final RollingForecast rolling =
                new RollingForecast(feed.series(), feed.split(), feed.horizonMinutes(), config.zone());
        final Run run;
        if (expert < 0) {
            final int[] minutes = feed.horizonMinutes();
            final int step = minutes[minutes.length / 2]
                    * 60_000
                    / feed.series().getFirst().binMs();
            final WeightsTrace weights = new WeightsTrace(feed.split(), step);
            run = new Run(rolling.run(config.withoutExperts(), weights), weights, null);
        } else {
            final Set<String> others = new HashSet<>(DemandForecaster.expertNames());
            others.remove(experts.get(expert));
            run = new Run(null, null, losses(rolling.run(others, null)));
        }
        tell(feed);
        return run;
    }

    private static double[][] losses(final List<List<ScoredBins>> scored) {
        return scored.stream()
                .map(ofSeries -> ofSeries.stream().mapToDouble(Metrics::wql).toArray())
                .toArray(double[][]::new);
    }

    private void tell(final Feed feed) {
        synchronized (done) {
            final long bins =
                    (long) feed.series().size() * feed.series().getFirst().values().length;
            final long runs = (long) feeds.size() * (experts.size() + 1);
            final long all = feeds.stream()
                            .mapToLong(one -> (long) one.series().size()
                                    * one.series().getFirst().values().length)
                            .sum()
                    * (runs / feeds.size());
            progress.update((double) done.addAndGet(bins) / all, done.get(), "forecasting");
        }
    }

    private void accuracy(final Feed feed, final List<Run> runs, final List<SeriesAccuracy> found) {
        final Run ensemble = runs.getFirst();
        for (int index = 0; index < feed.series().size(); index++) {
            if (!feed.reported().get(index)) {
                continue;
            }
            final BinnedSeries series = feed.series().get(index);
            final List<ScoredBins> scored = ensemble.scored.get(index);
            final double naiveError =
                    series.naiveError(series.index(feed.split().testFromMs()));
            final BitSet steep = SteepHours.of(series, feed.split());
            final List<HorizonAccuracy> horizons = new ArrayList<>();
            for (int horizon = 0; horizon < scored.size(); horizon++) {
                final Map<String, Double> losses = new LinkedHashMap<>();
                for (int expert = 0; expert < experts.size(); expert++) {
                    losses.put(experts.get(expert), runs.get(expert + 1).wql[index][horizon]);
                }
                horizons.add(horizon(feed.horizonMinutes()[horizon], scored.get(horizon), naiveError, steep, losses));
            }
            found.add(new SeriesAccuracy(
                    series.name(),
                    series.binMs() / 60_000,
                    feed.split(),
                    horizons,
                    scored,
                    index == 0 ? ensemble.weights : null));
        }
    }

    private HorizonAccuracy horizon(
            final int minutes,
            final ScoredBins scored,
            final double naiveError,
            final BitSet steep,
            final Map<String, Double> losses) {
        final double wql = Metrics.wql(scored);
        final List<HorizonAccuracy.Claims> reliability = Metrics.reliability(scored);
        final Map<String, Double> listed = new LinkedHashMap<>(losses);
        listed.keySet().removeAll(config.withoutExperts());
        return new HorizonAccuracy(
                minutes,
                scored.size(),
                Metrics.wmape(scored, scored::median),
                Metrics.baselines(scored),
                wql,
                wql / losses.get(SEASONAL_NAIVE),
                Metrics.scaledError(scored, naiveError),
                Metrics.coverage(scored, row -> true),
                Metrics.coverageRaw(scored),
                Metrics.coverageSteep(scored, steep),
                Metrics.calibrationError(reliability),
                Metrics.drifting(scored),
                reliability,
                Metrics.pitHistogram(scored),
                listed);
    }
}
