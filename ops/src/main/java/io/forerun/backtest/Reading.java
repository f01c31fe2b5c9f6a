package io.forerun.backtest;

import java.util.List;
import java.util.Optional;

/**
 * Two fronts held against each other at one point of the first. Between points of a front the logarithm of what is unserved
 * falls linearly with cost.
 *
 * @param unservedPct where the first front is read
 * @param costUsd its cost there
 * @param unservedAtCostPct what the second leaves unserved at that cost; NaN where it does not reach there
 * @param costAtUnservedUsd what the second costs at that shortfall; NaN where it does not reach there
 */
public record Reading(double unservedPct, double costUsd, double unservedAtCostPct, double costAtUnservedUsd) {
    /** Less than this counts as nothing, percent. */
    private static final double NOTHING = 1e-4;

    /** Empty where the first front does not reach that point. */
    static Optional<Reading> of(
            final double unservedPct,
            final List<? extends FrontPoint<?>> first,
            final List<? extends FrontPoint<?>> second) {
        final double costUsd = costAt(first, unservedPct);
        return Double.isNaN(costUsd) || second.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Reading(unservedPct, costUsd, unservedAt(second, costUsd), costAt(second, unservedPct)));
    }

    private static double costAt(final List<? extends FrontPoint<?>> front, final double unservedPct) {
        for (int index = 1; index < front.size(); index++) {
            final FrontPoint<?> worse = front.get(index - 1);
            final FrontPoint<?> better = front.get(index);
            if (worse.unservedPct() >= unservedPct && better.unservedPct() <= unservedPct) {
                final double share = (log(worse.unservedPct()) - log(unservedPct))
                        / (log(worse.unservedPct()) - log(better.unservedPct()));
                return worse.costUsd() + share * (better.costUsd() - worse.costUsd());
            }
        }
        return Double.NaN;
    }

    private static double unservedAt(final List<? extends FrontPoint<?>> front, final double costUsd) {
        for (int index = 1; index < front.size(); index++) {
            final FrontPoint<?> cheaper = front.get(index - 1);
            final FrontPoint<?> dearer = front.get(index);
            if (cheaper.costUsd() <= costUsd && dearer.costUsd() >= costUsd) {
                final double share = (costUsd - cheaper.costUsd()) / (dearer.costUsd() - cheaper.costUsd());
                return Math.exp(
                        log(cheaper.unservedPct()) + share * (log(dearer.unservedPct()) - log(cheaper.unservedPct())));
            }
        }
        return costUsd > front.getLast().costUsd() ? front.getLast().unservedPct() : Double.NaN;
    }

    private static double log(final double unservedPct) {
        return Math.log(Math.max(NOTHING, unservedPct));
    }
}
