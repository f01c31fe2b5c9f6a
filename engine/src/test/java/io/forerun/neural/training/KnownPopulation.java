package io.forerun.neural.training;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Users whose intensity is known: visits at a constant rate that depends on the device; every visit of the greedy kind draws a
 * Poisson number of follow-ups, on average {@link #FOLLOW_UPS}, at exponential delays of mean {@link #DELAY_MS}.
 */
final class KnownPopulation {
    static final double FOLLOW_UPS = 3;
    static final double DELAY_MS = 300_000;
    static final double GREEDY_SHARE = .4;
    static final int MODEST = 0;
    static final int GREEDY = 1;
    static final int FOLLOW_UP = 2;

    /** Visits an hour, by device. */
    static final double[] VISITS_PER_HOUR = {1, 2, 6};

    private static final double HOUR_MS = 3_600_000;

    final EventSequences events;

    private KnownPopulation(final EventSequences events) {
        this.events = events;
    }

    static KnownPopulation of(final int users, final long fromMs, final long toMs, final SplittableRandom random) {
        final int[] first = new int[users + 1];
        long[][] all = new long[users][];
        int count = 0;
        for (int user = 0; user < users; user++) {
            all[user] = user(VISITS_PER_HOUR[device(user)] / HOUR_MS, fromMs, toMs, random);
            count += all[user].length;
            first[user + 1] = count;
        }
        final long[] timeMs = new long[count];
        final byte[] action = new byte[count];
        final byte[] device = new byte[count];
        for (int user = 0; user < users; user++) {
            for (int index = 0; index < all[user].length; index++) {
                final int event = first[user] + index;
                timeMs[event] = all[user][index] >> 2;
                action[event] = (byte) (all[user][index] & 3);
                device[event] = (byte) device(user);
            }
        }
        return new KnownPopulation(
                new EventSequences(first, timeMs, action, new short[count], device, new float[count]));
    }

    /** The rarer a user comes, the more of its kind there are, so that every kind has come often. */
    static int device(final int user) {
        return user % 6 < 3 ? 0 : user % 6 < 5 ? 1 : 2;
    }

    /** Times with the action in the lowest two bits, sorted. */
    private static long[] user(final double rate, final long fromMs, final long toMs, final SplittableRandom random) {
        long[] found = new long[64];
        int count = 0;
        double nowMs = fromMs;
        while ((nowMs -= Math.log(1 - random.nextDouble()) / rate) < toMs) {
            final boolean isGreedy = random.nextDouble() < GREEDY_SHARE;
            found = put(found, count++, (long) nowMs << 2 | (isGreedy ? GREEDY : MODEST));
            double arrivals = isGreedy ? -Math.log(1 - random.nextDouble()) : FOLLOW_UPS;
            while (arrivals < FOLLOW_UPS) {
                final double atMs = nowMs - Math.log(1 - random.nextDouble()) * DELAY_MS;
                if (atMs < toMs) {
                    found = put(found, count++, (long) atMs << 2 | FOLLOW_UP);
                }
                arrivals -= Math.log(1 - random.nextDouble());
            }
        }
        final long[] sorted = Arrays.copyOf(found, count);
        Arrays.sort(sorted);
        return sorted;
    }

    private static long[] put(final long[] values, final int at, final long value) {
        final long[] room = at == values.length ? Arrays.copyOf(values, 2 * at) : values;
        room[at] = value;
        return room;
    }

    /** What an all-knowing observer expects of a user within a horizon: new visits, their follow-ups, those still owed. */
    double expected(final int user, final long nowMs, final long horizonMs) {
        final double reach = 1 - Math.exp(-horizonMs / DELAY_MS);
        final double visits = VISITS_PER_HOUR[device(user)] / HOUR_MS * horizonMs;
        // Of a visit's follow-ups, those within the rest of the horizon: the mean of 1 - exp(-rest / delay).
        double sum = visits * (1 + GREEDY_SHARE * FOLLOW_UPS * (1 - reach * DELAY_MS / horizonMs));
        for (int event = events.firstEvent()[user]; event < events.firstEvent()[user + 1]; event++) {
            if (events.timeMs()[event] <= nowMs && events.action(event) == GREEDY) {
                sum += FOLLOW_UPS * Math.exp(-(nowMs - events.timeMs()[event]) / DELAY_MS) * reach;
            }
        }
        return sum;
    }
}
