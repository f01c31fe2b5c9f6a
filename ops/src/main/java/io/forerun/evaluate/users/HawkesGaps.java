package io.forerun.evaluate.users;

import io.forerun.neural.training.EventSequences;
import io.forerun.neural.training.TimeWindow;

/**
 * Reference for the times of a user's events: a Hawkes process (Hawkes 1971) whose base is the user's own rate, as {@link
 * PoissonGaps} knows it, and in which every event excites the same user's next ones, exponentially dying away. Its three numbers
 * are the same for all users and fitted to the training part by maximum likelihood; with {@code base = 1} and {@code
 * offspring = 0} it is the constant rate itself.
 *
 * @param base factor of the user's own rate
 * @param offspring events that an event excites
 * @param decayS mean delay of these, seconds
 */
record HawkesGaps(double base, double offspring, double decayS) {
    /** A constant rate. */
    static final HawkesGaps NONE = new HawkesGaps(1, 0, 1);

    private static final int SAMPLES = 200_000;
    private static final int ROUNDS = 40;
    private static final double LEAST_DECAY_S = .01;
    private static final double MOST_DECAY_S = 400_000;
    private static final double COARSE = 2;
    private static final int REFINEMENTS = 4;

    /** Excitement of a user after one event more. */
    double excite(final double before, final double gapS) {
        return before * Math.exp(-gapS / decayS) + 1;
    }

    /** As {@link PoissonGaps#negativeLogDensity}, with the excitement at the begin of the gap. */
    double negativeLogDensity(final double shape, final double rate, final double excitement, final double gapS) {
        final double intensity =
                base * shape / (rate + gapS) + offspring / decayS * excitement * Math.exp(-gapS / decayS);
        return negativeLogSurvival(shape, rate, excitement, gapS) - Math.log(intensity);
    }

    /** As {@link PoissonGaps#negativeLogSurvival}. */
    double negativeLogSurvival(final double shape, final double rate, final double excitement, final double gapS) {
        return base * PoissonGaps.negativeLogSurvival(shape, rate, gapS)
                - offspring * excitement * Math.expm1(-gapS / decayS);
    }

    /** Excitement after a silence. */
    double decayed(final double excitement, final double silenceS) {
        return excitement * Math.exp(-silenceS / decayS);
    }

    /** Fits to the events of a window; where they are many, to those of every n-th user. */
    static HawkesGaps fit(final EventSequences events, final TimeWindow window) {
        final Sample sample = new Sample(events, window, Math.max(1, events.events() / SAMPLES));
        HawkesGaps best = NONE;
        double least = Double.POSITIVE_INFINITY;
        for (double decayS = LEAST_DECAY_S; decayS < MOST_DECAY_S; decayS *= COARSE) {
            final HawkesGaps fitted = sample.fit(decayS);
            final double loss = sample.loss(fitted);
            if (loss < least) {
                least = loss;
                best = fitted;
            }
        }
        double factor = Math.sqrt(COARSE);
        for (int round = 0; round < REFINEMENTS; round++) {
            final double middle = best.decayS;
            for (final double decayS : new double[] {middle / factor, middle * factor}) {
                final HawkesGaps fitted = sample.fit(decayS);
                final double loss = sample.loss(fitted);
                if (loss < least) {
                    least = loss;
                    best = fitted;
                }
            }
            factor = Math.sqrt(factor);
        }
        return best;
    }

    /** Gaps of some users: the constant rate's intensity at their ends, and its integral. */
    private static final class Sample {
        private final double[] gapS;
        private final double[] rate;
        private final boolean[] isFirst;
        private final boolean[] came;
        private final double[] excitement;
        private final double baseMass;
        private int size;
        private double offspringMass;

        Sample(final EventSequences events, final TimeWindow window, final int stride) {
            final int most = events.events();
            gapS = new double[most];
            rate = new double[most];
            isFirst = new boolean[most];
            came = new boolean[most];
            excitement = new double[most];
            final double meanGapS = meanGapS(events, window);
            double mass = 0;
            for (int user = 0; user < events.users(); user += stride) {
                final int begin = events.firstEvent()[user];
                final int end = events.firstEvent()[user + 1];
                for (int event = begin; event < end && events.timeMs()[event] < window.toMs(); event++) {
                    final long nextMs = event + 1 < end ? events.timeMs()[event + 1] : Long.MAX_VALUE;
                    final double shape = event - begin + 1;
                    final double knownS = meanGapS + (events.timeMs()[event] - events.timeMs()[begin]) / 1e3;
                    gapS[size] = (Math.min(nextMs, window.toMs()) - events.timeMs()[event]) / 1e3;
                    rate[size] = shape / (knownS + gapS[size]);
                    isFirst[size] = event == begin;
                    came[size] = nextMs < window.toMs();
                    mass += PoissonGaps.negativeLogSurvival(shape, knownS, gapS[size]);
                    size++;
                }
            }
            baseMass = mass;
        }

        /** Time known over gaps, as the constant rate's prior has it. */
        private static double meanGapS(final EventSequences events, final TimeWindow window) {
            double known = 3_600;
            long gaps = 1;
            for (int user = 0; user < events.users(); user++) {
                final int begin = events.firstEvent()[user];
                if (events.timeMs()[begin] < window.toMs()) {
                    known += (window.toMs() - events.timeMs()[begin]) / 1e3;
                    for (int event = begin + 1;
                            event < events.firstEvent()[user + 1] && events.timeMs()[event] < window.toMs();
                            event++) {
                        gaps++;
                    }
                }
            }
            return known / gaps;
        }

        /** Expectation maximisation of the two other numbers. */
        HawkesGaps fit(final double decayS) {
            excite(decayS);
            double base = .5;
            double offspring = .5;
            for (int round = 0; round < ROUNDS; round++) {
                double fromBase = 0;
                double fromOffspring = 0;
                for (int index = 0; index < size; index++) {
                    if (came[index]) {
                        final double own = base * rate[index];
                        final double excited = offspring / decayS * excitement[index];
                        fromBase += own / (own + excited);
                        fromOffspring += excited / (own + excited);
                    }
                }
                base = (fromBase + 1e-3) / (baseMass + 1e-3);
                offspring = fromOffspring / (offspringMass + 1e-3);
            }
            return new HawkesGaps(base, offspring, decayS);
        }

        private void excite(final double decayS) {
            double before = 0;
            offspringMass = 0;
            for (int index = 0; index < size; index++) {
                before = isFirst[index] ? 1 : before + 1;
                final double after = before * Math.exp(-gapS[index] / decayS);
                offspringMass += before - after;
                excitement[index] = after;
                before = after;
            }
        }

        double loss(final HawkesGaps fitted) {
            double loss = fitted.base * baseMass + fitted.offspring * offspringMass;
            for (int index = 0; index < size; index++) {
                loss -= came[index]
                        ? Math.log(fitted.base * rate[index] + fitted.offspring / fitted.decayS * excitement[index])
                        : 0;
            }
            return loss;
        }
    }
}
