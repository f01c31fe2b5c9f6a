package io.forerun.evaluate;

import io.forerun.forecast.DemandForecaster;
import io.forerun.forecast.ZoneOffsets;
import io.forerun.trace.Interval;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What to evaluate.
 *
 * @param testFromMs begin of the test, {@link #UNSET} for the last fifth of the span
 * @param testToMs end of the test, {@link #UNSET} for the end of the span
 * @param masks time that is missing, whatever the file says of it
 * @param binMinutes length of a bin, 1 to 60 and a divisor of a day
 * @param series names of series; empty for the usual choice, {@code all} for every one
 * @param without experts to leave out, or parts of the product: {@link #NETWORK} trains no network on the users, {@link #CHAINS}
 *     expects next actions of the network alone, {@code bottom-up} and {@code ridge} are all experts of that kind
 * @param zone whose day and week demand repeats in
 */
public record EvaluationConfig(
        long testFromMs,
        long testToMs,
        List<Interval> masks,
        int binMinutes,
        List<String> series,
        Set<String> without,
        ZoneOffsets zone) {
    /** No time given. */
    public static final long UNSET = -1;

    /** Bins of five minutes. */
    public static final int DEFAULT_BIN_MINUTES = 5;

    /** The last fifth of every series, nothing masked, nothing left out, in UTC. */
    public static final EvaluationConfig DEFAULT =
            new EvaluationConfig(UNSET, UNSET, List.of(), DEFAULT_BIN_MINUTES, List.of(), Set.of(), ZoneOffsets.UTC);

    /** Names the network among what may be left out. */
    public static final String NETWORK = "neural";

    /** Names the chains of next actions among what may be left out. */
    public static final String CHAINS = "markov";

    static final String ALL = "all";

    /** Experts that a name stands for beside the expert of that name. */
    private static final Map<String, Set<String>> KINDS =
            Map.of("bottom-up", Set.of("detail-bottom-up"), "ridge", Set.of("ridge-users"));

    private static final int DAY_MINUTES = 1_440;

    public EvaluationConfig {
        if (binMinutes < 1 || binMinutes > 60 || DAY_MINUTES % binMinutes != 0) {
            throw new IllegalArgumentException(
                    "--bin: value=" + binMinutes + ", allowed=1 to 60 minutes and a divisor of a day");
        }
        if (testFromMs != UNSET && testToMs != UNSET && testToMs <= testFromMs) {
            throw new IllegalArgumentException("--test-to: value=" + Instant.ofEpochMilli(testToMs)
                    + ", allowed=later than --test-from " + Instant.ofEpochMilli(testFromMs));
        }
        final List<String> experts = DemandForecaster.expertNames();
        for (final String expert : without) {
            if (!experts.contains(expert) && !expert.equals(CHAINS)) {
                throw new IllegalArgumentException(
                        "--without: value=" + expert + ", allowed=" + String.join(", ", experts) + ", " + CHAINS);
            }
        }
        if (experts(without).containsAll(experts)) {
            throw new IllegalArgumentException("--without: value=every expert, allowed=all but one at most");
        }
        masks = List.copyOf(masks);
        series = List.copyOf(series);
        without = Set.copyOf(without);
    }

    private static Set<String> experts(final Set<String> without) {
        final Set<String> experts = new HashSet<>();
        for (final String name : without) {
            experts.add(name);
            experts.addAll(KINDS.getOrDefault(name, Set.of()));
        }
        experts.remove(CHAINS);
        return experts;
    }

    /** Experts to leave out. */
    Set<String> withoutExperts() {
        return experts(without);
    }

    /** Whether next actions are expected of the chains, too. */
    boolean usesChains() {
        return !without.contains(CHAINS);
    }

    /** Whether a network is trained on the users' events. */
    boolean trains() {
        return !without.contains(NETWORK);
    }

    /** Whether a moment is masked. */
    boolean isMasked(final long timeMs) {
        for (int index = 0; index < masks.size(); index++) {
            if (masks.get(index).contains(timeMs)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a name was asked for. */
    boolean wants(final String name) {
        return series.contains(ALL) || series.contains(name);
    }
}
