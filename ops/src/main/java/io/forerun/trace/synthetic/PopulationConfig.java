package io.forerun.trace.synthetic;

import java.time.ZoneId;
import java.util.List;

/**
 * What to generate. The same configuration gives the same rows, bit for bit.
 *
 * @param seed everything random follows from it
 * @param startMs first millisecond; a midnight UTC makes days easy to read
 * @param days length of the trace, 1 to 400
 * @param users people in all, those who arrive later included, 10 to 10,000,000
 * @param requestsPerDay requests a day at the start: the mean over a week without growth and flash crowds, 1 to 100,000,000
 * @param growthPerDay what each day adds to the rate, 0.01 is 1 %, -0.2 to 0.2
 * @param driftPerDay share of the chain that changes each day from the early to the late mix, 0 to 1; 1 in all at most
 * @param regions where the users are, 1 to 16
 * @param flashCrowds sudden crowds, not announced by anything
 */
public record PopulationConfig(
        long seed,
        long startMs,
        int days,
        int users,
        double requestsPerDay,
        double growthPerDay,
        double driftPerDay,
        List<Region> regions,
        List<FlashCrowd> flashCrowds) {
    /** Milliseconds of a day. */
    public static final long DAY_MS = 86_400_000;

    /** 2026-02-02, a Monday; no zone of the default regions changes its clocks in the two weeks behind it. */
    public static final long DEFAULT_START_MS = 1_769_990_400_000L;

    /**
     * The demo: two weeks of history and a day, 60,000 users in three regions, about 6.8 million requests. On the last day at
     * 15:10 UTC a crowd of 2.6 times the usual, on the sixth a small one.
     */
    public static final PopulationConfig DEFAULT = new PopulationConfig(
            20_261_125,
            DEFAULT_START_MS,
            15,
            60_000,
            420_000,
            0.01,
            0.02,
            List.of(
                    new Region("eu-central", ZoneId.of("Europe/Berlin"), 0.50),
                    new Region("us-east", ZoneId.of("America/New_York"), 0.35),
                    new Region("ap-southeast", ZoneId.of("Asia/Singapore"), 0.15)),
            List.of(
                    new FlashCrowd(5 * 1_440 + 18 * 60 + 20, 8, 15, 1.5),
                    new FlashCrowd(14 * 1_440 + 15 * 60 + 10, 10, 45, 2.6)));

    public PopulationConfig {
        check(days >= 1 && days <= 400, "days", days, "1 to 400");
        check(users >= 10 && users <= 10_000_000, "users", users, "10 to 10000000");
        check(requestsPerDay >= 1 && requestsPerDay <= 1e8, "requests_per_day", requestsPerDay, "1 to 100000000");
        check(Math.abs(growthPerDay) <= 0.2, "growth_per_day", growthPerDay, "-0.2 to 0.2");
        check(driftPerDay >= 0 && driftPerDay <= 1, "drift_per_day", driftPerDay, "0 to 1");
        check(startMs >= 631_152_000_000L && startMs < 7_000_000_000_000L, "start_ms", startMs, "1990 to 2190");
        regions = List.copyOf(regions);
        flashCrowds = List.copyOf(flashCrowds);
        check(!regions.isEmpty() && regions.size() <= 16, "regions", regions.size(), "1 to 16");
        final double shares = regions.stream().mapToDouble(Region::share).sum();
        check(Math.abs(shares - 1) < 1e-6, "sum of region shares", shares, "1");
    }

    /** The first millisecond behind the trace. */
    public long endMs() {
        return startMs + days * DAY_MS;
    }

    /** The same with another seed. */
    public PopulationConfig withSeed(final long other) {
        return new PopulationConfig(
                other, startMs, days, users, requestsPerDay, growthPerDay, driftPerDay, regions, flashCrowds);
    }

    /** The same with another length; flash crowds keep their place, so those behind the end fall away. */
    public PopulationConfig withDays(final int other) {
        return new PopulationConfig(
                seed, startMs, other, users, requestsPerDay, growthPerDay, driftPerDay, regions, flashCrowds);
    }

    /** The same with other numbers of people and of requests on the first day. */
    public PopulationConfig withSize(final int otherUsers, final double otherRequestsPerDay) {
        return new PopulationConfig(
                seed, startMs, days, otherUsers, otherRequestsPerDay, growthPerDay, driftPerDay, regions, flashCrowds);
    }

    /** The same without growth, drift and flash crowds: only rhythm and noise. */
    public PopulationConfig stationary() {
        return new PopulationConfig(seed, startMs, days, users, requestsPerDay, 0, 0, regions, List.of());
    }

    static void check(final boolean valid, final String what, final Object value, final String allowed) {
        if (!valid) {
            throw new IllegalArgumentException("population." + what + ": value=" + value + ", allowed=" + allowed);
        }
    }

    /**
     * Where users are.
     *
     * @param name as rows carry it
     * @param zone whose day and week they live in
     * @param share of all requests, above 0 to 1
     */
    public record Region(String name, ZoneId zone, double share) {
        public Region {
            check(!name.isEmpty(), "region.name", name, "text that is not empty");
            check(share > 0 && share <= 1, "region.share", share, "above 0 to 1");
        }
    }

    /**
     * A crowd that comes unannounced to all regions: a linear ramp, a plateau, then an exponential tail with a time constant
     * of 12 minutes. Half of its requests for data go to one object.
     *
     * @param startMinute first minute of the ramp since the start of the trace, 0 and up
     * @param rampMinutes length of the ramp, 1 and up
     * @param holdMinutes length of the plateau, 0 and up
     * @param factor requests on the plateau as a multiple of the usual, 1 to 100
     */
    public record FlashCrowd(int startMinute, int rampMinutes, int holdMinutes, double factor) {
        private static final double TAIL_MINUTES = 12;

        public FlashCrowd {
            check(startMinute >= 0, "flash_crowd.start_minute", startMinute, "0 and up");
            check(rampMinutes >= 1, "flash_crowd.ramp_minutes", rampMinutes, "1 and up");
            check(holdMinutes >= 0, "flash_crowd.hold_minutes", holdMinutes, "0 and up");
            check(factor >= 1 && factor <= 100, "flash_crowd.factor", factor, "1 to 100");
        }

        /** How much of the crowd is there, 0 to 1. */
        double level(final int minute) {
            final int since = minute - startMinute;
            if (since < 0) {
                return 0;
            }
            if (since < rampMinutes) {
                return (since + 1.0) / rampMinutes;
            }
            final int behind = since - rampMinutes - holdMinutes;
            return behind < 0 ? 1 : StrictMath.exp(-(behind + 1) / TAIL_MINUTES);
        }
    }
}
