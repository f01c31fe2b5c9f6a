package io.forerun.neural.training;

import static io.forerun.neural.ParameterGroup.ACTION_EMBEDDING;
import static io.forerun.neural.ParameterGroup.BIAS;
import static io.forerun.neural.ParameterGroup.CANDIDATE_BIAS;
import static io.forerun.neural.ParameterGroup.DEVICE_EMBEDDING;
import static io.forerun.neural.ParameterGroup.HIDDEN;
import static io.forerun.neural.ParameterGroup.INPUT;
import static io.forerun.neural.ParameterGroup.NEXT_ACTION;
import static io.forerun.neural.ParameterGroup.OBJECT_EMBEDDING;
import static io.forerun.neural.ParameterGroup.RATES;
import static io.forerun.neural.ParameterGroup.REACH;
import static io.forerun.neural.ParameterGroup.RECURRENT;

import io.forerun.neural.Features;
import io.forerun.neural.HazardBins;
import io.forerun.neural.ParameterGroup;

/** The model written down as its formulas stand, one event at a time and in double precision: loss only. */
final class NaiveModel {
    private final double[] parameters;
    private final HeadsPass.Task task;
    private final int actions;

    NaiveModel(final double[] parameters, final HeadsPass.Task task, final int actions) {
        this.parameters = parameters;
        this.task = task;
        this.actions = actions;
    }

    private double at(final ParameterGroup group, final int row, final int column) {
        return parameters[group.offset() + row * group.columns + column];
    }

    /** Loss of the events of a segment, from a state that is changed to the one after it. */
    double loss(final int userBegin, final int userEnd, final int from, final int to, final double[] h) {
        double loss = 0;
        for (int event = from; event < to; event++) {
            step(input(userBegin, event), h);
            loss += demand(event, userEnd, h) + hazard(event, userEnd, h) + nextAction(event, userEnd, h);
        }
        return loss;
    }

    private double[] input(final int userBegin, final int event) {
        final EventSequences events = task.events();
        final float[] dense = new float[Features.INPUTS];
        final long timeMs = events.timeMs()[event];
        final long sinceMs = event == userBegin ? -1 : timeMs - events.timeMs()[event - 1];
        Features.dense(timeMs, sinceMs, event - userBegin + 1, events.cost()[event], dense, 0);
        final double[] x = new double[Features.INPUTS];
        for (int index = 0; index < x.length; index++) {
            x[index] = index < 12
                    ? at(ACTION_EMBEDDING, events.action(event), index)
                    : index < 20
                            ? at(OBJECT_EMBEDDING, events.object()[event], index - 12)
                            : index < 24 ? at(DEVICE_EMBEDDING, events.device(event), index - 20) : dense[index];
        }
        return x;
    }

    private void step(final double[] x, final double[] h) {
        final double[] old = h.clone();
        for (int unit = 0; unit < HIDDEN; unit++) {
            final double r = sigmoid(given(x, unit) + recalled(old, unit));
            final double z = sigmoid(given(x, HIDDEN + unit) + recalled(old, HIDDEN + unit));
            final double inner = recalled(old, 2 * HIDDEN + unit) + at(CANDIDATE_BIAS, 0, unit);
            final double n = Math.tanh(given(x, 2 * HIDDEN + unit) + r * inner);
            h[unit] = n + z * (old[unit] - n);
        }
    }

    private double given(final double[] x, final int column) {
        double sum = at(BIAS, 0, column);
        for (int row = 0; row < x.length; row++) {
            sum += x[row] * at(INPUT, row, column);
        }
        return sum;
    }

    private double recalled(final double[] h, final int column) {
        double sum = 0;
        for (int row = 0; row < HIDDEN; row++) {
            sum += h[row] * at(RECURRENT, row, column);
        }
        return sum;
    }

    private static double sigmoid(final double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private double rate(final double[] h, final int column) {
        return task.scale()[column] * link(head(RATES, h, column));
    }

    private static double link(final double u) {
        return Math.exp(4 * Math.log(u / 4 + Math.sqrt(u * u / 16 + 1)));
    }

    private double head(final ParameterGroup group, final double[] h, final int column) {
        double sum = at(group, HIDDEN, column);
        for (int row = 0; row < HIDDEN; row++) {
            sum += h[row] * at(group, row, column);
        }
        return sum;
    }

    private double demand(final int event, final int userEnd, final double[] h) {
        final DemandSample sample = new DemandSample();
        sample.draw(task.events(), event, userEnd, task.window(), task.seed());
        double loss = 0;
        for (int horizon = 0; horizon < 3; horizon++) {
            double expected = 1e-9;
            for (int tau = 0; tau < 5; tau++) {
                final double weight = rate(h, tau) * link(at(REACH, horizon, tau));
                loss += weight * sample.expected[horizon * 5 + tau];
                expected += weight * sample.factor[horizon * 5 + tau];
            }
            loss -= sample.weight[horizon] == 0 ? 0 : sample.weight[horizon] * Math.log(expected);
        }
        return loss / 3;
    }

    private double hazard(final int event, final int userEnd, final double[] h) {
        final long[] timeMs = task.events().timeMs();
        final long nextMs = event + 1 == userEnd ? Long.MAX_VALUE : timeMs[event + 1];
        final boolean came =
                nextMs >= task.window().fromMs() && nextMs < task.window().toMs();
        final double fromS = Math.max(0, task.window().fromMs() - timeMs[event]) / 1e3;
        final double endS = (Math.min(nextMs, task.window().toMs()) - timeMs[event]) / 1e3;
        final double toS = came ? Math.max(1e-3, endS) : endS;
        double loss = 0;
        for (int bin = 0; bin < HazardBins.COUNT; bin++) {
            final double stay = Math.min(toS, HazardBins.toS(bin)) - Math.max(fromS, HazardBins.fromS(bin));
            loss += rate(h, 5 + bin) * Math.max(0, stay);
            if (came && toS >= HazardBins.fromS(bin) && toS < HazardBins.toS(bin)) {
                loss -= Math.log(rate(h, 5 + bin));
            }
        }
        return loss;
    }

    private double nextAction(final int event, final int userEnd, final double[] h) {
        final int next = event + 1;
        if (next >= userEnd || !task.window().contains(task.events().timeMs()[next])) {
            return 0;
        }
        double sum = 0;
        for (int action = 0; action < actions; action++) {
            sum += Math.exp(head(NEXT_ACTION, h, action));
        }
        return Math.log(sum) - head(NEXT_ACTION, h, task.events().action(next));
    }
}
