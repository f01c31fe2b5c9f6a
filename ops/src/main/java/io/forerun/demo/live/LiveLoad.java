package io.forerun.demo.live;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * When requests come: a Poisson process whose rate rises and falls, each period to a peak of its own, drawn by thinning (Lewis and
 * Shedler 1979). The same seed gives the same load.
 */
final class LiveLoad {
    private static final double PEAK_SPREAD = 0.15;
    private static final int USERS = 400;

    /** One request: milliseconds from the begin, and whose it is. */
    record Arrival(double atMs, int user) {}

    private final LiveConfig config;
    private final double[] peaks;
    private final List<Arrival> arrivals = new ArrayList<>();

    private LiveLoad(final LiveConfig config, final SplittableRandom random) {
        this.config = config;
        peaks = new double[config.periods()];
        double highest = 0;
        for (int period = 0; period < peaks.length; period++) {
            peaks[period] = config.highPerSecond() * (1 + PEAK_SPREAD * (2 * random.nextDouble() - 1));
            highest = Math.max(highest, peaks[period]);
        }
        final double ceiling = Math.max(highest, config.lowPerSecond());
        double atMs = 0;
        while (true) {
            atMs -= Math.log(1 - random.nextDouble()) * 1_000 / ceiling;
            if (atMs >= config.lengthMs()) {
                return;
            }
            if (random.nextDouble() * ceiling < perSecond(atMs)) {
                arrivals.add(new Arrival(atMs, random.nextInt(USERS)));
            }
        }
    }

    static LiveLoad of(final LiveConfig config) {
        return new LiveLoad(config, new SplittableRandom(config.seed()));
    }

    /** The rate at a moment: from valley to peak and back along a cosine. */
    double perSecond(final double atMs) {
        final int period = Math.min(config.periods() - 1, (int) (atMs / config.periodMs()));
        final double phase = atMs / config.periodMs() - period;
        final double height = (1 - Math.cos(2 * Math.PI * phase)) / 2;
        return config.lowPerSecond() + (peaks[period] - config.lowPerSecond()) * height;
    }

    List<Arrival> arrivals() {
        return arrivals;
    }
}
