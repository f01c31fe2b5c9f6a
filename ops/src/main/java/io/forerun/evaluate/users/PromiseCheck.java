package io.forerun.evaluate.users;

import io.forerun.neural.TimeConstants;
import java.util.Arrays;

/**
 * Holds the sum of what users promise against what they did: every five minutes, for the next 5, 15 and 30, over users seen by
 * then. Beside the sums as they stand, those multiplied by factors that are learned online, from moments whose outcome is known:
 * one for the hour of day, since decays know nothing of it, and one for what is left.
 */
final class PromiseCheck {
    private static final int[] HORIZON_MINUTES = {5, 15, 30};
    private static final long TICK_MS = 300_000;
    private static final int PENDING = 6;
    private static final long DAY_MS = 86_400_000;

    private static final int HOURS = 24;
    private static final int TICKS_AN_HOUR = 12;

    /** The factor's memory: a quarter of a day; that of an hour's factor: four days. */
    private static final double KEEP = Math.pow(.5, (double) TICK_MS / (DAY_MS / 4));

    private static final double KEEP_HOUR = Math.pow(.5, 1.0 / (4 * TICKS_AN_HOUR));

    private final Reach reach;
    private final long testFromMs;
    private final long testToMs;
    private final double[] sum = new double[TimeConstants.COUNT];
    private final double[] decay = new double[TimeConstants.COUNT];
    private final Horizon[] horizons = new Horizon[HORIZON_MINUTES.length];
    private long tick = Long.MIN_VALUE;
    private long sumMs;

    /** What a weight is worth: {@link io.forerun.neural.NeuralModel#reach}. */
    @FunctionalInterface
    interface Reach {
        double of(long horizonMs, int tau);
    }

    PromiseCheck(final Reach reach, final long testFromMs, final long testToMs) {
        this.reach = reach;
        this.testFromMs = testFromMs;
        this.testToMs = testToMs;
        for (int index = 0; index < horizons.length; index++) {
            horizons[index] = new Horizon(HORIZON_MINUTES[index]);
        }
    }

    /**
     * An event of a user.
     *
     * @param firstMs when the user came first
     * @param oldWeights what it promised before, as at {@code oldMs}; null for a new user
     * @param weights what it promises now
     */
    void add(final long timeMs, final long firstMs, final float[] oldWeights, final long oldMs, final float[] weights) {
        advance(timeMs);
        for (final Horizon horizon : horizons) {
            horizon.count(timeMs, firstMs);
        }
        for (int tau = 0; tau < sum.length; tau++) {
            final double gone = oldWeights == null
                    ? 0
                    : oldWeights[tau] * Math.exp((double) (oldMs - sumMs) / TimeConstants.tauMs(tau));
            sum[tau] += weights[tau] * Math.exp((double) (timeMs - sumMs) / TimeConstants.tauMs(tau)) - gone;
        }
    }

    private void advance(final long timeMs) {
        if (tick == Long.MIN_VALUE) {
            tick = Math.floorDiv(timeMs, TICK_MS) + 1;
            sumMs = timeMs;
        }
        while (tick * TICK_MS <= timeMs) {
            decayTo(tick * TICK_MS);
            for (final Horizon horizon : horizons) {
                horizon.settle(tick);
                horizon.ask(tick);
            }
            tick++;
        }
        decayTo(Math.max(timeMs, sumMs));
    }

    private void decayTo(final long timeMs) {
        if (timeMs == sumMs) {
            return;
        }
        for (int tau = 0; tau < sum.length; tau++) {
            decay[tau] = Math.exp((double) (sumMs - timeMs) / TimeConstants.tauMs(tau));
            sum[tau] *= decay[tau];
        }
        sumMs = timeMs;
    }

    /** What was found, after the last event. */
    UserAccuracy.Promise[] found() {
        advance(testToMs);
        return Arrays.stream(horizons).map(Horizon::found).toArray(UserAccuracy.Promise[]::new);
    }

    /** Moments whose outcome is not known yet, and sums of those whose is. */
    private final class Horizon {
        private final int minutes;
        private final int ticks;
        private final double[] expected = new double[PENDING];
        private final double[] ofHour = new double[PENDING];
        private final double[] corrected = new double[PENDING];
        private final long[] came = new long[PENDING];
        private final double[] hourExpected = new double[HOURS];
        private final double[] hourCame = new double[HOURS];
        private double recentExpected;
        private double recentCame;
        private double allExpected;
        private double allCorrected;
        private double allCame;
        private double dayExpected;
        private double dayCame;
        private double allOff;
        private long day = Long.MIN_VALUE;

        Horizon(final int minutes) {
            this.minutes = minutes;
            ticks = (int) (minutes * 60_000L / TICK_MS);
        }

        void ask(final long now) {
            final int place = (int) Math.floorMod(now, (long) PENDING);
            double total = 0;
            for (int tau = 0; tau < sum.length; tau++) {
                total += sum[tau] * reach.of(minutes * 60_000L, tau);
            }
            expected[place] = total;
            final int hour = hour(now);
            ofHour[place] = total * (hourCame[hour] + 1) / (hourExpected[hour] + 1);
            corrected[place] = ofHour[place] * (recentCame + 1) / (recentExpected + 1);
            came[place] = 0;
        }

        void count(final long timeMs, final long firstMs) {
            final long last = Math.floorDiv(timeMs - 1, TICK_MS);
            for (long at = last; at > last - ticks && at * TICK_MS >= firstMs; at--) {
                came[(int) Math.floorMod(at, (long) PENDING)]++;
            }
        }

        /** The moment that is a horizon old has its outcome. */
        void settle(final long now) {
            final long asked = now - ticks;
            final int place = (int) Math.floorMod(asked, (long) PENDING);
            if (asked * TICK_MS >= testFromMs && now * TICK_MS <= testToMs) {
                allExpected += expected[place];
                allCorrected += corrected[place];
                allCame += came[place];
                closeDay((asked * TICK_MS - testFromMs) / DAY_MS);
                dayExpected += corrected[place];
                dayCame += came[place];
            }
            recentExpected = KEEP * recentExpected + ofHour[place];
            recentCame = KEEP * recentCame + came[place];
            final int hour = hour(asked);
            hourExpected[hour] = KEEP_HOUR * hourExpected[hour] + expected[place];
            hourCame[hour] = KEEP_HOUR * hourCame[hour] + came[place];
            expected[place] = 0;
            came[place] = 0;
        }

        private static int hour(final long tick) {
            return (int) Math.floorMod(Math.floorDiv(tick, (long) TICKS_AN_HOUR), (long) HOURS);
        }

        private void closeDay(final long present) {
            if (present != day) {
                allOff += Math.abs(dayExpected - dayCame);
                day = present;
                dayExpected = 0;
                dayCame = 0;
            }
        }

        UserAccuracy.Promise found() {
            closeDay(Long.MAX_VALUE);
            return new UserAccuracy.Promise(minutes, allExpected / allCame, allCorrected / allCame, allOff / allCame);
        }
    }
}
