package io.forerun.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is expected of single users, on a population of which some come in sessions. */
class UserForecastTest {
    private static final int USERS = 60;
    private static final int BUCKETS = 600;

    private final Feed feed = new Feed();
    private final SplittableRandom random = new SplittableRandom(4);
    private final int[] left = new int[USERS];
    private long sequence = 1;

    @AfterEach
    void close() {
        feed.close();
    }

    /** Each minute one user in a hundred begins a session of 20 requests, one a minute; in the first hour all come once. */
    private void live() {
        feed.hello(1);
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            feed.begin(1, sequence, 0);
            int count = 0;
            for (int user = 0; user < USERS; user++) {
                left[user] += left[user] == 0 && (bucket == user || random.nextInt(100) == 0) ? 20 : 0;
                count += left[user] > 0 ? 1 : 0;
            }
            feed.begin(1, sequence, count);
            int item = 0;
            for (int user = 0; user < USERS; user++) {
                if (left[user] > 0) {
                    left[user]--;
                    feed.put(item++, Feed.START_MS + (long) bucket * Feed.BUCKET_MS + 500L * user, user, 1);
                }
            }
            feed.apply().tick(bucket);
            sequence += count;
        }
    }

    private UserForecast of(final long user) {
        feed.engine.queries().user(1, 1, user, feed.out);
        return feed.out.last(Reply.UserAnswer.class).forecast();
    }

    @Test
    void shouldExpectMoreOfWhoIsHereThanOfWhoLeft() {
        live();
        double here = 0;
        double away = 0;
        int others = 0;
        for (int user = 0; user < USERS; user++) {
            final double expected = of(user).expectedEvents(5);
            assertTrue(expected >= 0 && expected < 30, user + ": " + expected);
            if (left[user] > 0) {
                here += expected;
            } else {
                away += expected;
                others++;
            }
        }
        assertTrue(here / (USERS - others) > 5 * away / others, "here " + here + ", away " + away + " of " + others);
    }

    @Test
    void shouldExpectAsManyActionsAsEvents() {
        live();
        for (int user = 0; user < USERS; user++) {
            final UserForecast forecast = of(user);
            final double[] sums = new double[UserForecast.HORIZON_MINUTES.size()];
            for (final UserForecast.ExpectedAction action : forecast.expectedActions()) {
                for (int horizon = 0; horizon < sums.length; horizon++) {
                    assertTrue(action.events().get(horizon) >= 0);
                    sums[horizon] += action.events().get(horizon);
                }
            }
            for (int horizon = 0; horizon < sums.length; horizon++) {
                final double expected = forecast.expectedEvents(UserForecast.HORIZON_MINUTES.get(horizon));
                assertEquals(expected, sums[horizon], 1e-9);
            }
            // Each user does one thing only.
            final String usual = forecast.nextActions().getFirst().action();
            assertEquals(usual, forecast.expectedActions().getFirst().action());
            assertTrue(forecast.expectedActions().getFirst().events().getLast() > .8 * sums[2], "user " + user);
        }
    }

    @Test
    void shouldPutTheRestOfManyActionsInOneEntry() {
        feed.hello(1);
        for (int batch = 0; batch < 8; batch++) {
            feed.begin(1, 1 + 250 * batch, 250);
            for (int item = 0; item < 250; item++) {
                feed.put(item, Feed.START_MS + 250 * batch + item, 5, 1);
                feed.run.action[item] = 1 + random.nextInt(30);
            }
            feed.apply();
        }
        feed.tick(0);
        final UserForecast forecast = of(5);
        assertEquals(21, forecast.expectedActions().size());
        final UserForecast.ExpectedAction others = forecast.expectedActions().getLast();
        assertEquals(UserForecast.OTHER_ACTIONS, others.action());
        final double sum = forecast.expectedActions().stream()
                .mapToDouble(action -> action.events().getLast())
                .sum();
        assertEquals(forecast.expectedEvents(30), sum, 1e-9);
        assertEquals(1 / 3.0, others.events().getLast() / sum, .12);
    }

    @Test
    void shouldEndItsExpectationWithItsSteps() {
        feed.hello(1).send(1, 1, 2, Feed.START_MS);
        final UserForecast forecast = of(1);
        assertEquals(Feed.CONFIG.forecast().steps(), forecast.steps());
        final double step = forecast.mean()[0];
        assertTrue(step > 0);
        assertEquals(2.5 * step, forecast.expectedEvents(1) * 2.5, 1e-12);
        assertEquals(forecast.steps() * step, forecast.expectedEvents(100), 1e-9);
    }
}
