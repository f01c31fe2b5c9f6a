package io.forerun.perf;

import io.forerun.client.ActivityRow;
import io.forerun.trace.ActivitySource;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * A shop whose users browse, search on for a while, and pay some minutes later or not at all. Every three hours or so a crowd comes, of ten to
 * thirty minutes' usual arrivals within two. Seeded.
 */
final class MixedShop implements ActivitySource {
    private static final long START_MS = 1_769_990_400_000L;
    private static final long MINUTE_MS = 60_000;
    private static final int ARRIVALS = 30;
    private static final int CROWD_MINUTES = 2;
    private static final double CROWDS_PER_MINUTE = 1 / 180.0;
    private static final String[] ACTIONS = {"browse", "search", "pay"};
    private static final double[] GOES_ON = {.9, .85, .1};
    private static final double[] PAYS = {.1, .45, 0};
    private static final double[] MEAN_MINUTES = {1.5, 4, 3};

    private record Step(long atMs, long user, int action) implements Comparable<Step> {
        @Override
        public int compareTo(final Step other) {
            return atMs == other.atMs ? Long.compare(user, other.user) : Long.compare(atMs, other.atMs);
        }
    }

    private final PriorityQueue<Step> steps = new PriorityQueue<>();
    private final SplittableRandom random;
    private final int minutes;
    private int minute;
    private int crowdLeft;
    private int crowd;
    private long users;

    MixedShop(final long seed, final int minutes) {
        random = new SplittableRandom(seed);
        this.minutes = minutes;
    }

    @Override
    public boolean next(final ActivityRow row) {
        while (minute < minutes && (steps.isEmpty() || steps.peek().atMs() >= START_MS + minute * MINUTE_MS)) {
            arrive();
        }
        final Step step = steps.poll();
        if (step == null || step.atMs() >= START_MS + minutes * MINUTE_MS) {
            return false;
        }
        row.clearOptional();
        row.timestampMs = step.atMs();
        row.user = "u" + step.user();
        row.action = ACTIONS[step.action()];
        if (random.nextDouble() < GOES_ON[step.action()]) {
            final int then = random.nextDouble() < PAYS[step.action()] ? 2 : 1;
            final double pauseMs = -Math.log(1 - random.nextDouble()) * MEAN_MINUTES[step.action()] * MINUTE_MS;
            steps.add(new Step(step.atMs() + (long) pauseMs, step.user(), then));
        }
        return true;
    }

    private void arrive() {
        if (crowdLeft == 0 && random.nextDouble() < CROWDS_PER_MINUTE) {
            crowdLeft = CROWD_MINUTES;
            crowd = ARRIVALS * (10 + random.nextInt(20)) / CROWD_MINUTES;
        }
        final int coming = ARRIVALS / 2 + random.nextInt(ARRIVALS) + (crowdLeft > 0 ? crowd : 0);
        crowdLeft = Math.max(0, crowdLeft - 1);
        for (int each = 0; each < coming; each++) {
            steps.add(new Step(START_MS + minute * MINUTE_MS + random.nextInt((int) MINUTE_MS), users++, 0));
        }
        minute++;
    }

    @Override
    public String name() {
        return "shop";
    }

    @Override
    public double progress() {
        return (double) minute / minutes;
    }

    @Override
    public long digest() {
        return 1;
    }

    @Override
    public void close() {}
}
