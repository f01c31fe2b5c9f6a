package io.forerun.evaluate.users;

import io.forerun.client.ActivityRow;
import io.forerun.client.XxHash64;
import io.forerun.markov.GroupChains;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Goes through an activity file event by event: scores those of the test, learns all. Rows mostly come in order of time. */
public final class UserScore implements AutoCloseable {
    /** Guesses that count. */
    static final int GUESSES = 3;

    private static final int OBJECT_ROWS = 1 << 17;
    private static final int OBJECT_SLOTS = 32;

    private final long testFromMs;
    private final long testToMs;
    private final boolean usesChains;
    private final ProductModel model = new ProductModel(UserRows.MAX_USERS);
    private final ReferenceChain reference = new ReferenceChain();
    private final EventNumbers numbers = new EventNumbers();
    private final NetworkScore network;
    private final Map<String, Integer> groups = new HashMap<>();
    private final int[] guesses = new int[GUESSES];
    private final UserRows users = new UserRows();
    private final Objects objects = new Objects();
    private long events;
    private long frequentHits;
    private final long[] markovHits = new long[2];
    private final long[] hits = new long[2];
    private double negativeLogLikelihood;

    /**
     * Prepares for a test from one time to another, the latter exclusive; later rows are ignored.
     *
     * @param trained the network to score; null for none
     * @param usesChains whether next actions are expected of the chains; else of the network alone
     */
    public UserScore(
            final long testFromMs, final long testToMs, final UserTraining.Trained trained, final boolean usesChains) {
        this.testFromMs = testFromMs;
        this.testToMs = testToMs;
        this.usesChains = usesChains;
        network = trained == null ? null : new NetworkScore(trained, testFromMs, testToMs);
    }

    /** The next row of the file. */
    public void add(final ActivityRow row) {
        if (row.timestampMs >= testToMs) {
            return;
        }
        final long user = XxHash64.of(row.user);
        numbers.read(row);
        final int action = numbers.action();
        final int object = numbers.object();
        final int known = users.find(user);
        final int present = known == UserRows.NONE ? ReferenceChain.NONE : users.action(known);
        final boolean isTest = row.timestampMs >= testFromMs;
        if (known != UserRows.NONE) {
            scoreAction(known, user, present, row.timestampMs);
        }
        if (isTest && known != UserRows.NONE) {
            scoreTime(known, row.timestampMs);
        }
        if (object != ObjectChain.NONE) {
            objects.add(user, known == UserRows.NONE ? ObjectChain.NONE : users.object(known), object, isTest);
        }
        reference.learn(present, action);
        final int group = EventNumbers.number(groups, row.service + '/' + row.region);
        model.learn(user, group, action, object, row.timestampMs);
        final long newestMs = known == UserRows.NONE ? 0 : users.newestMs(known);
        users.add(known, user, row.timestampMs, action, object);
        final int at = known == UserRows.NONE ? users.find(user) : known;
        if (network != null && at != UserRows.NONE) {
            final NetworkScore.Moment moment = new NetworkScore.Moment(
                    Math.max(newestMs, row.timestampMs), newestMs, users.firstMs(at), users.events(at));
            network.learn(at, numbers, EventNumbers.cost(row), moment);
        }
    }

    private void scoreAction(final int row, final long user, final int present, final long timeMs) {
        final boolean isTest = timeMs >= testFromMs;
        final boolean mixes = network != null && network.isUnseen(timeMs);
        if (!isTest && !mixes) {
            return;
        }
        final int action = numbers.action();
        final double[] expected = model.nextActions(user);
        if (!usesChains) {
            Arrays.fill(expected, 0, Math.min(numbers.actions(), GroupChains.ACTIONS - 1), 1.0 / numbers.actions());
        }
        if (mixes) {
            network.mixActions(row, expected, numbers.actions());
            network.learnMix(action);
        }
        if (isTest) {
            events++;
            frequentHits += reference.mostFrequent() == action ? 1 : 0;
            final int rank = reference.rank(present, action, numbers.actions());
            markovHits[0] += rank == 0 ? 1 : 0;
            markovHits[1] += rank < GUESSES ? 1 : 0;
            Arrays.fill(guesses, ProductModel.NONE);
            GroupChains.top(expected, guesses);
            count(hits, guesses, action);
        }
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
        final double gapS = Math.max(0, timeMs - fromMs) / 1e3;
        negativeLogLikelihood += PoissonGaps.negativeLogDensity(users.shape(row), rateAt(row, fromMs), gapS);
        if (network != null) {
            network.score(row, users.shape(row), rateAt(row, fromMs), silenceS(row, fromMs), gapS, true);
        }
    }

    /** Rate of the posterior after silence since the newest event. */
    private double rateAt(final int row, final long timeMs) {
        return users.rate(row) + silenceS(row, timeMs);
    }

    private double silenceS(final int row, final long timeMs) {
        return Math.max(0, timeMs - users.newestMs(row)) / 1e3;
    }

    /** After the last row. */
    public UserAccuracy accuracy() {
        double silence = 0;
        for (int row = 0; row < users.size(); row++) {
            final long fromMs = Math.max(users.newestMs(row), testFromMs);
            final double gapS = Math.max(0, testToMs - fromMs) / 1e3;
            silence += PoissonGaps.negativeLogSurvival(users.shape(row), rateAt(row, fromMs), gapS);
            if (network != null) {
                network.score(row, users.shape(row), rateAt(row, fromMs), silenceS(row, fromMs), gapS, false);
            }
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
                network == null ? Double.NaN : network.hawkesSum() / all,
                network == null ? Double.NaN : network.modelSum() / all,
                network == null ? List.of() : network.promises(),
                network == null ? null : network.prewarm(),
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
