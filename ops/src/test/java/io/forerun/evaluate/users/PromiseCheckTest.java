package io.forerun.evaluate.users;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.forerun.neural.TimeConstants;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Against sums over all users at every moment asked, without anything kept running. */
class PromiseCheckTest {
    private static final long MINUTE_MS = 60_000;
    private static final long FROM_MS = 100 * MINUTE_MS;
    private static final long TO_MS = 3_000 * MINUTE_MS;
    private static final int USERS = 20;

    private record Seen(long timeMs, int user, float[] weights) {}

    private static double reach(final long horizonMs, final int tau) {
        return -Math.expm1(-(double) horizonMs / TimeConstants.tauMs(tau));
    }

    private static Seen[] events() {
        final SplittableRandom random = new SplittableRandom(2);
        final Seen[] events = new Seen[4_000];
        long nowMs = 7_777;
        for (int index = 0; index < events.length; index++) {
            nowMs += random.nextLong(2 * TO_MS / events.length);
            final float[] weights = new float[TimeConstants.COUNT];
            for (int tau = 0; tau < weights.length; tau++) {
                weights[tau] = (float) random.nextDouble(2);
            }
            events[index] = new Seen(nowMs, random.nextInt(USERS), weights);
        }
        return events;
    }

    @Test
    void shouldEqualSumsOverUsersAtEveryMoment() {
        final Seen[] events = events();
        final PromiseCheck check = new PromiseCheck(PromiseCheckTest::reach, FROM_MS, TO_MS);
        final Map<Integer, Seen> newest = new HashMap<>();
        final Map<Integer, Long> first = new HashMap<>();
        for (final Seen event : events) {
            if (event.timeMs < TO_MS) {
                final Seen old = newest.put(event.user, event);
                first.putIfAbsent(event.user, event.timeMs);
                check.add(
                        event.timeMs,
                        first.get(event.user),
                        old == null ? null : old.weights,
                        old == null ? 0 : old.timeMs,
                        event.weights);
            }
        }
        for (final UserAccuracy.Promise found : check.found()) {
            assertEquals(naive(events, found.minutes() * MINUTE_MS), found.raw(), 1e-9);
        }
    }

    private static double naive(final Seen[] events, final long horizonMs) {
        double expected = 0;
        double came = 0;
        for (long atMs = FROM_MS; atMs + horizonMs <= TO_MS; atMs += 5 * MINUTE_MS) {
            final Map<Integer, Seen> newest = new HashMap<>();
            for (final Seen event : events) {
                if (event.timeMs < atMs) {
                    newest.put(event.user, event);
                } else if (event.timeMs <= atMs + horizonMs && event.timeMs > atMs) {
                    came += newest.containsKey(event.user) ? 1 : 0;
                }
            }
            for (final Seen event : newest.values()) {
                for (int tau = 0; tau < TimeConstants.COUNT; tau++) {
                    final double silence = (double) (atMs - event.timeMs) / TimeConstants.tauMs(tau);
                    expected += event.weights[tau] * Math.exp(-silence) * reach(horizonMs, tau);
                }
            }
        }
        return expected / came;
    }

    /** Each of 20 users promises a quarter of what it does: the factor learns that, and from then on the sum is right. */
    @Test
    void shouldLearnTheFactorOnline() {
        final PromiseCheck check =
                new PromiseCheck((horizonMs, tau) -> horizonMs / 600_000.0, 2_000 * MINUTE_MS, 20_000 * MINUTE_MS);
        final float[] weights = {0, 0, 0, 0, .5f};
        for (long atMs = 0; atMs < 20_000 * MINUTE_MS; atMs += 5 * MINUTE_MS) {
            for (int user = 1; user <= USERS; user++) {
                check.add(atMs + user, user, atMs == 0 ? null : weights, atMs + user - 5 * MINUTE_MS, weights);
            }
        }
        for (final UserAccuracy.Promise found : check.found()) {
            assertEquals(.25, found.raw(), .01);
            assertEquals(1, found.corrected(), .01);
            assertEquals(0, found.dayOff(), .01);
        }
    }
}
