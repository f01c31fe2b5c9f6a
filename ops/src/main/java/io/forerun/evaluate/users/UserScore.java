package io.forerun.evaluate.users;

import io.forerun.client.ActivityRow;
import io.forerun.client.XxHash64;
import java.util.HashMap;
import java.util.Map;

/** Goes through an activity file event by event: scores those of the test, learns all. Rows mostly come in order of time. */
public final class UserScore {
    private static final int OBJECT_ROWS = 1 << 17;
    private static final int OBJECT_SLOTS = 32;
    private static final int MAX_ACTIONS = 1 << 16;

    private final long testFromMs;
    private final long testToMs;
    private final NextActionModel model;
    private final ReferenceChain reference = new ReferenceChain();
    private final Map<String, Integer> actions = new HashMap<>();
    private final UserRows users = new UserRows();
    private final Objects objects = new Objects();
    private long events;
    private long frequentHits;
    private final long[] markovHits = new long[2];
    private final long[] hits = new long[2];
    private double negativeLogLikelihood;

    /** Prepares for a test from one time to another, the latter exclusive; later rows are ignored. */
    public UserScore(final long testFromMs, final long testToMs) {
        this(testFromMs, testToMs, new SharedChain());
    }

    UserScore(final long testFromMs, final long testToMs, final NextActionModel model) {
        this.testFromMs = testFromMs;
        this.testToMs = testToMs;
        this.model = model;
    }

    /** The next row of the file. */
    public void add(final ActivityRow row) {
        if (row.timestampMs >= testToMs) {
            return;
        }
        final long user = XxHash64.of(row.user);
        final int action = number(row.action);
        final int object = row.object.isEmpty() ? ObjectChain.NONE : ObjectChain.fold(XxHash64.of(row.object));
        final int known = users.find(user);
        final int present = known == UserRows.NONE ? NextActionModel.NONE : users.action(known);
        if (row.timestampMs >= testFromMs && known != UserRows.NONE) {
            scoreAction(user, present, action);
            scoreTime(known, row.timestampMs);
        }
        if (object != ObjectChain.NONE) {
            objects.add(
                    known == UserRows.NONE ? ObjectChain.NONE : users.object(known),
                    object,
                    row.timestampMs >= testFromMs);
        }
        reference.learn(user, present, action);
        model.learn(user, present, action);
        users.add(known, user, row.timestampMs, action, object);
    }

    private int number(final String action) {
        final Integer known = actions.get(action);
        if (known != null) {
            return known;
        }
        if (actions.size() < MAX_ACTIONS) {
            actions.put(action, actions.size());
            return actions.size() - 1;
        }
        return MAX_ACTIONS;
    }

    private void scoreAction(final long user, final int present, final int action) {
        events++;
        frequentHits += reference.mostFrequent() == action ? 1 : 0;
        count(markovHits, reference, user, present, action);
        count(hits, model, user, present, action);
    }

    /** Actions that a model does not tell apart are never right. */
    private void count(
            final long[] target, final NextActionModel asked, final long user, final int present, final int action) {
        final boolean isToldApart = action < Math.min(actions.size(), asked.capacity() - 1);
        final int rank = isToldApart ? asked.rank(user, present, action, actions.size()) : Integer.MAX_VALUE;
        target[0] += rank == 0 ? 1 : 0;
        target[1] += rank < 3 ? 1 : 0;
    }

    /** Silence up to the begin of the test is no news in the test. */
    private void scoreTime(final int row, final long timeMs) {
        final long fromMs = Math.max(users.newestMs(row), testFromMs);
        negativeLogLikelihood += PoissonGaps.negativeLogDensity(
                users.shape(row), rateAt(row, fromMs), Math.max(0, timeMs - fromMs) / 1e3);
    }

    /** Rate of the posterior after silence since the newest event. */
    private double rateAt(final int row, final long timeMs) {
        return users.rate(row) + Math.max(0, timeMs - users.newestMs(row)) / 1e3;
    }

    /** After the last row. */
    public UserAccuracy accuracy() {
        double silence = 0;
        for (int row = 0; row < users.size(); row++) {
            final long fromMs = Math.max(users.newestMs(row), testFromMs);
            silence += PoissonGaps.negativeLogSurvival(
                    users.shape(row), rateAt(row, fromMs), Math.max(0, testToMs - fromMs) / 1e3);
        }
        final double all = events;
        return new UserAccuracy(
                events,
                frequentHits / all,
                markovHits[0] / all,
                markovHits[1] / all,
                hits[0] / all,
                hits[1] / all,
                (negativeLogLikelihood + silence) / all,
                objects.accuracy());
    }

    /** The same for objects. */
    private static final class Objects {
        private final ObjectChain chain = new ObjectChain(OBJECT_ROWS, OBJECT_SLOTS);
        private final int[] guesses = new int[3];
        private boolean any;
        private long events;
        private long frequentHits;
        private long firstHits;
        private long threeHits;

        void add(final int present, final int next, final boolean isTest) {
            any = true;
            if (isTest && present != ObjectChain.NONE) {
                chain.expect(present, guesses);
                final boolean first = guesses[0] == next;
                events++;
                frequentHits += chain.mostFrequent() == next ? 1 : 0;
                firstHits += first ? 1 : 0;
                threeHits += first || guesses[1] == next || guesses[2] == next ? 1 : 0;
            }
            chain.learn(present, next);
        }

        UserAccuracy.Objects accuracy() {
            final double all = events;
            return any ? new UserAccuracy.Objects(events, frequentHits / all, firstHits / all, threeHits / all) : null;
        }
    }
}
