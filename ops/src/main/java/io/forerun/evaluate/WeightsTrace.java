package io.forerun.evaluate;

import io.forerun.forecast.DemandForecaster;
import java.util.ArrayList;
import java.util.List;

/** How the experts were weighed over the time of the test, at one step of one forecaster's first series. */
public final class WeightsTrace {
    private static final int SAMPLES = 160;

    private final int step;
    private final long fromMs;
    private final long everyMs;
    private final List<Sample> samples = new ArrayList<>();
    private List<String> experts = List.of();

    /** Shares of the experts at one time; they add up to 1. */
    public record Sample(long atMs, double[] shares) {}

    WeightsTrace(final Split split, final int step) {
        this.step = step;
        fromMs = split.testFromMs();
        everyMs = Math.max(1, (split.testToMs() - fromMs) / SAMPLES);
    }

    void sample(final DemandForecaster forecaster, final long binMs) {
        experts = forecaster.usedExperts();
        if (binMs >= fromMs + samples.size() * everyMs) {
            samples.add(new Sample(binMs, forecaster.weights(0, step)));
        }
    }

    /** Names in the order of the shares. */
    public List<String> experts() {
        return experts;
    }

    /** In order of time. */
    public List<Sample> samples() {
        return samples;
    }
}
