package io.forerun.evaluate.users;

import io.forerun.client.ActivityRow;
import io.forerun.client.XxHash64;
import java.util.HashMap;
import java.util.Map;

/** Goes through an activity file event by event: scores those of the test, learns all. Rows mostly come in order of time. */
public final class UserScore implements AutoCloseable {
    /** Guesses that count. */
    static final int GUESSES = 3;

    private static final int OBJECT_ROWS = 1 << 17;
    private static final int OBJECT_SLOTS = 32;
    private static final int MAX_NAMES = 1 << 16;

    private final long testFromMs;
    private final long testToMs;
    private final ProductModel model = new ProductModel(UserRows.MAX_USERS);
    private final ReferenceChain reference = new ReferenceChain();
    private final Map<String, Integer> actions = new HashMap<>();
    private final Map<String, Integer> groups = new HashMap<>();
    private final int[] guesses = new int[GUESSES];
    private final UserRows users = new UserRows();
    private final Objects objects = new Objects();
    private long events;
    private long frequentHits;
    private final long[] markovHits = new long[2];
    private final long[] hits = new long[2];
    private double negativeLogLikelihood;

    /** Prepares for a test from one time to another, the latter exclusive; later rows are ignored. */
    public UserScore(final long testFromMs, final long testToMs) {
        this.testFromMs = testFromMs;
        this.testToMs = testToMs;
    }

    /** The next row of the file. */
    public void add(final ActivityRow row) {
        if (row.timestampMs >= testToMs) {
            return;
        }
        final long user = XxHash64.of(row.user);
        final int action = number(actions, row.action);
        final int object = row.object.isEmpty() ? ObjectChain.NONE : ObjectChain.fold(XxHash64.of(row.object));
        final int known = users.find(user);
        final int present = known == UserRows.NONE ? ReferenceChain.NONE : users.action(known);
        final boolean isTest = row.timestampMs >= testFromMs;
        if (isTest && known != UserRows.NONE) {
            scoreAction(user, present, action);
            scoreTime(known, row.timestampMs);
        }
        if (object != ObjectChain.NONE) {
            objects.add(user, known == UserRows.NONE ? ObjectChain.NONE : users.object(known), object, isTest);
        }
        reference.learn(present, action);
        model.learn(user, number(groups, row.service + '/' + row.region), action, object, row.timestampMs);
        users.add(known, user, row.timestampMs, action, object);
    }

    private static int number(final Map<String, Integer> numbers, final String name) {
        final Integer known = numbers.get(name);
        if (known != null) {
            return known;
        }
        if (numbers.size() < MAX_NAMES) {
            numbers.put(name, numbers.size());
            return numbers.size() - 1;
        }
        return MAX_NAMES;
    }

    private void scoreAction(final long user, final int present, final int action) {
        events++;
        frequentHits += reference.mostFrequent() == action ? 1 : 0;
        final int rank = reference.rank(present, action, actions.size());
        markovHits[0] += rank == 0 ? 1 : 0;
        markovHits[1] += rank < GUESSES ? 1 : 0;
        model.expectActions(user, guesses);
        count(hits, guesses, action);
    }

    private static void count(final long[] target, final int[] guesses, final int actual) {
        target[0] += guesses[0] == actual ? 1 : 0;
        for (final int guess : guesses) {
            target[1] += guess == actual ? 1 : 0;
        }
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

    @Override
    public void close() {
        model.close();
    }

    /** The same for objects. */
    private final class Objects {
        private final ObjectChain chain = new ObjectChain(OBJECT_ROWS, OBJECT_SLOTS);
        private final long[] markovHits = new long[2];
        private final long[] hits = new long[2];
        private boolean any;
        private long events;
        private long frequentHits;

        void add(final long user, final int present, final int next, final boolean isTest) {
            any = true;
            if (isTest && present != ObjectChain.NONE) {
                events++;
                frequentHits += chain.mostFrequent() == next ? 1 : 0;
                chain.expect(present, guesses);
                count(markovHits, guesses, next);
                model.expectObjects(user, guesses);
                count(hits, guesses, next);
            }
            chain.learn(present, next);
        }

        UserAccuracy.Objects accuracy() {
            final double all = events;
            return any
                    ? new UserAccuracy.Objects(
                            events,
                            frequentHits / all,
                            markovHits[0] / all,
                            markovHits[1] / all,
                            hits[0] / all,
                            hits[1] / all)
                    : null;
        }
    }
}
