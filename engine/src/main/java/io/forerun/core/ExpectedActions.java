package io.forerun.core;

import io.forerun.core.UserForecast.ExpectedAction;
import io.forerun.markov.GroupChains;
import java.util.ArrayList;
import java.util.List;

/** A user's expected events by action: the number is that of its demand, the proportions are those of its chain. */
final class ExpectedActions {
    /** Actions with an entry of their own at most. */
    private static final int LISTED = 20;

    /** [horizon][action]. */
    private final double[][] events;

    private ExpectedActions(final double[][] events) {
        this.events = events;
    }

    /**
     * Expected events of the user of a row.
     *
     * @param expected events in all within each of {@link UserForecast#HORIZON_MINUTES}
     */
    static ExpectedActions of(final Learned learned, final long row, final long nowMs, final double[] expected) {
        final double[][] events = new double[expected.length][GroupChains.OUTCOMES];
        for (int horizon = 0; horizon < expected.length; horizon++) {
            final double horizonMs = UserForecast.HORIZON_MINUTES.get(horizon) * 60_000.0;
            learned.chains().expectedMix(learned.profiles().rows(), row, nowMs, horizonMs, events[horizon]);
            for (int action = 0; action < GroupChains.ACTIONS; action++) {
                events[horizon][action] *= expected[horizon];
            }
        }
        return new ExpectedActions(events);
    }

    /** The most expected within the longest horizon first; what is not listed by name comes last, in one. */
    List<ExpectedAction> named(final NameBook names) {
        final int[] top = new int[LISTED];
        final int count = GroupChains.top(events[events.length - 1], top);
        final List<ExpectedAction> listed = new ArrayList<>();
        for (int place = 0; place < count; place++) {
            listed.add(new ExpectedAction(names.name(NameKind.ACTION, top[place]), take(top[place])));
        }
        final List<Double> others = others();
        if (others.getLast() > 0) {
            listed.add(new ExpectedAction(UserForecast.OTHER_ACTIONS, others));
        }
        return List.copyOf(listed);
    }

    private List<Double> take(final int action) {
        final List<Double> taken = new ArrayList<>();
        for (final double[] ofHorizon : events) {
            taken.add(ofHorizon[action]);
            ofHorizon[action] = 0;
        }
        return List.copyOf(taken);
    }

    private List<Double> others() {
        final List<Double> others = new ArrayList<>();
        for (final double[] ofHorizon : events) {
            double sum = 0;
            for (final double left : ofHorizon) {
                sum += left;
            }
            others.add(sum);
        }
        return List.copyOf(others);
    }
}
