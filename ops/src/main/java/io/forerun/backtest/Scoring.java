package io.forerun.backtest;

import io.forerun.backtest.simulation.DayFigures;
import io.forerun.backtest.simulation.Moment;
import java.util.List;

/** Makes figures of days. */
final class Scoring {
    private static final double P99 = 0.99;

    private final List<DayFigures> oracle;
    private final double latencyMs;
    private final double penaltyUsdPerNodeHour;
    private final Bootstrap bootstrap;

    /**
     * Prepares.
     *
     * @param oracle days of the policy that regret is counted against
     * @param latencyMs work that waited no longer counts as served
     * @param penaltyUsdPerNodeHour of a reference node that lacked
     */
    Scoring(final List<DayFigures> oracle, final double latencyMs, final double penaltyUsdPerNodeHour) {
        this.oracle = oracle;
        this.latencyMs = latencyMs;
        this.penaltyUsdPerNodeHour = penaltyUsdPerNodeHour;
        bootstrap = new Bootstrap(oracle.size());
    }

    PolicyScore score(final Entry entry) {
        final List<DayFigures> days = entry.days();
        return new PolicyScore(
                entry.policy(),
                entry.setting(),
                bootstrap.figure(draw -> sum(days, draw, DayFigures::costUsd)),
                bootstrap.figure(draw -> unservedPct(days, draw)),
                bootstrap.figure(draw -> sum(days, draw, DayFigures::deficientHours)),
                bootstrap.figure(draw -> sum(days, draw, DayFigures::excessHours)),
                bootstrap.figure(draw -> sum(days, draw, DayFigures::shortMinutes)),
                bootstrap.figure(draw -> p99Wait(days, draw)),
                bootstrap.figure(draw -> sum(days, draw, DayFigures::actions)),
                bootstrap.figure(draw -> 100 * (total(days, draw) / total(oracle, draw) - 1)));
    }

    /** Price of all nodes over the whole test. */
    double costUsd(final List<DayFigures> days) {
        return sum(days, all(days), DayFigures::costUsd);
    }

    /** Unserved work over the whole test, percent. */
    double unservedPct(final List<DayFigures> days) {
        return unservedPct(days, all(days));
    }

    /** Price and penalty over the whole test. */
    double total(final List<DayFigures> days) {
        return total(days, all(days));
    }

    private static int[] all(final List<DayFigures> days) {
        final int[] all = new int[days.size()];
        java.util.Arrays.setAll(all, day -> day);
        return all;
    }

    private double total(final List<DayFigures> days, final int[] draw) {
        return sum(days, draw, DayFigures::costUsd)
                + penaltyUsdPerNodeHour * sum(days, draw, DayFigures::deficientHours);
    }

    private double unservedPct(final List<DayFigures> days, final int[] draw) {
        final double arrived = sum(days, draw, DayFigures::arrived);
        final double good = sum(days, draw, day -> {
            double served = 0;
            for (int steps = 0; steps < DayFigures.WAITS - 1 && steps * Moment.STEP_MS <= latencyMs; steps++) {
                served += day.waited(steps);
            }
            return served;
        });
        return arrived > 0 ? Math.max(0, 100 * (1 - good / arrived)) : 0;
    }

    private static double p99Wait(final List<DayFigures> days, final int[] draw) {
        final double[] waits = new double[DayFigures.WAITS];
        double all = 0;
        for (final int day : draw) {
            for (int steps = 0; steps < waits.length; steps++) {
                waits[steps] += days.get(day).waited(steps);
                all += days.get(day).waited(steps);
            }
        }
        double seen = 0;
        for (int steps = 0; steps < waits.length; steps++) {
            seen += waits[steps];
            if (seen >= P99 * all) {
                return (double) steps * Moment.STEP_MS;
            }
        }
        return 0;
    }

    private interface OfDay {
        double of(DayFigures day);
    }

    private static double sum(final List<DayFigures> days, final int[] draw, final OfDay figure) {
        double sum = 0;
        for (final int day : draw) {
            sum += figure.of(days.get(day));
        }
        return sum;
    }
}
