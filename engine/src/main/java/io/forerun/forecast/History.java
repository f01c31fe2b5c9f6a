package io.forerun.forecast;

import io.forerun.neural.PromisedDemand;
import io.forerun.neural.TimeConstants;
import io.forerun.simd.Kernels;
import io.forerun.state.Archive;
import java.util.Arrays;

/**
 * One week of demand per bucket, and the usual day and the usual week made of it. Late records count here. A bucket that was
 * not observed is NaN.
 *
 * <p>A profile holds, per slot of its season, an exponentially weighted mean over the days (weeks) seen of the demand
 * averaged over the neighbouring quarter hour on either side. A bucket enters the profiles not when it closes but just
 * before its time of day comes round again: so late records still count, and "usual demand at this time" never contains today.
 */
final class History {
    private static final int NEIGHBOURS_MS = 15 * 60_000;

    /** Clocks are moved by so much at most, nearly everywhere: the same local time a week ago may be that much farther back. */
    private static final int CLOCK_MS = 3_600_000;

    /** Share of the newest day in the usual day, of the newest week in the usual week. */
    private static final float NEWEST = .15f;

    /** A bucket counts up to this many times the usual and this many requests: one absurd value must not rule for weeks. */
    private static final float LARGEST_RATIO = 8;

    private static final float LARGEST_COUNT = 50;

    private final float[] ring;
    private final int day;
    private final int reach;
    private final int delay;
    private final Profile usualDay;
    private final Profile usualWeek;
    private final Cycles cycles;
    private Calendar calendar;

    private final double[] promised = new double[PromisedDemand.SUMS];
    private final double[] foreseen = new double[TimeConstants.COUNT];
    private boolean isAnnounced;
    private boolean isPromised;
    private boolean isForeseenNext;
    private boolean isForeseen;
    private long newest = -1;

    /** Of the buckets within reach of the one that is next to enter the profiles; whole numbers, so exact. */
    private double windowSum;

    private int windowCount;

    /** Mean per slot of a season. */
    private static final class Profile {
        private final float[] means;
        private final byte[] visits;

        private Profile(final int slots) {
            means = new float[slots];
            visits = new byte[slots];
            Arrays.fill(means, Float.NaN);
        }

        /** Mean at the slot of a bucket. */
        private float at(final long local) {
            return means[(int) Math.floorMod(local, (long) means.length)];
        }

        /** Copies the means of the slots from a bucket's on. */
        private void copy(final long first, final float[] out, final int offset, final int count) {
            int slot = (int) Math.floorMod(first, (long) means.length);
            for (int from = 0; from < count; ) {
                final int length = Math.min(count - from, means.length - slot);
                System.arraycopy(means, slot, out, offset + from, length);
                from += length;
                slot = 0;
            }
        }

        private void enter(final long bucket, final float value) {
            final int slot = (int) Math.floorMod(bucket, (long) means.length);
            if (visits[slot] == 0) {
                means[slot] = value;
            } else {
                final float bounded = Math.min(value, LARGEST_RATIO * means[slot] + LARGEST_COUNT);
                means[slot] += Math.max(NEWEST, 1f / (visits[slot] + 1)) * (bounded - means[slot]);
            }
            visits[slot] = (byte) Math.min(Byte.MAX_VALUE, visits[slot] + 1);
        }

        /** Moves everything so many slots on. */
        private void rotate(final int by) {
            final float[] oldMeans = means.clone();
            final byte[] oldVisits = visits.clone();
            for (int slot = 0; slot < means.length; slot++) {
                final int to = Math.floorMod(slot + by, means.length);
                means[to] = oldMeans[slot];
                visits[to] = oldVisits[slot];
            }
        }
    }

    /** A history in the time of a calendar, which other series may share. */
    History(final ForecastConfig config, final Kernels kernels, final Calendar calendar) {
        this.calendar = calendar;
        ring = new float[config.bucketsPerWeek() + Math.ceilDiv(CLOCK_MS, config.bucketMs())];
        Arrays.fill(ring, Float.NaN);
        day = config.bucketsPerDay();
        reach = NEIGHBOURS_MS / config.bucketMs();
        delay = day - reach - 1 - Math.min(config.steps(), day / 2);
        cycles = new Cycles(config, kernels, calendar);
        usualDay = new Profile(day);
        usualWeek = new Profile(config.bucketsPerWeek());
    }

    /** Goes on in the time of another calendar: what was learnt moves with the clock, so it stays where it was in the present. */
    void move(final Calendar next) {
        final int by = Math.toIntExact(next.local(newest) - calendar.local(newest));
        calendar = next;
        if (by != 0) {
            usualDay.rotate(by);
            usualWeek.rotate(by);
        }
        cycles.move(next, by);
    }

    /** Appends the next bucket, NaN where it was not observed. */
    void append(final long bucket, final float requests) {
        newest = bucket;
        isPromised = isAnnounced;
        isAnnounced = false;
        isForeseen = isForeseenNext;
        isForeseenNext = false;
        ring[slot(bucket)] = requests;
        cycles.append(bucket, requests);
        final long centre = bucket - delay;
        addToWindow(ring[slot(centre + reach)], 1);
        addToWindow(ring[slot(centre - reach - 1)], -1);
        // Half of the window or more: else an outage would pass for a quiet quarter of an hour.
        if (windowCount > reach) {
            final float mean = (float) (windowSum / windowCount);
            usualDay.enter(calendar.local(centre), mean);
            usualWeek.enter(calendar.local(centre), mean);
        }
    }

    /** Takes what users still promise at the end of the bucket to be appended next; all zero is nothing. */
    void promise(final double[] events) {
        System.arraycopy(events, 0, promised, 0, promised.length);
        isAnnounced = false;
        for (final double amount : promised) {
            isAnnounced |= amount > 0;
        }
    }

    /** Whether anything is known of users at the end of the newest bucket. */
    boolean isPromised() {
        return isPromised;
    }

    /** Events that users still promise at the end of the newest bucket, by stage and time constant; where {@link #isPromised}. */
    double promised(final int sum) {
        return promised[sum];
    }

    /** The same, all of them. */
    void promised(final double[] out, final int offset) {
        System.arraycopy(promised, 0, out, offset, promised.length);
    }

    /** Takes what the network foresees at the end of the bucket to be appended next; all zero is nothing. */
    void foresee(final double[] events) {
        System.arraycopy(events, 0, foreseen, 0, foreseen.length);
        isForeseenNext = false;
        for (final double amount : foreseen) {
            isForeseenNext |= amount > 0;
        }
    }

    /** Whether a network told what it foresees at the end of the newest bucket. */
    boolean isForeseen() {
        return isForeseen;
    }

    /** Events that the network foresees of users at the end of the newest bucket, by time constant; where {@link #isForeseen}. */
    double foreseen(final int tau) {
        return foreseen[tau];
    }

    /** The same, all of them. */
    void foreseen(final double[] out, final int offset) {
        System.arraycopy(foreseen, 0, out, offset, foreseen.length);
    }

    private void addToWindow(final float requests, final int sign) {
        if (requests == requests) {
            windowSum += sign * (double) requests;
            windowCount += sign;
        }
    }

    /** Adds a late record to a bucket that was appended at most a day ago. */
    void addLate(final long bucket, final int requests) {
        final int slot = slot(bucket);
        final float before = ring[slot];
        final float after = (before == before ? before : 0) + requests;
        ring[slot] = after;
        if (Math.abs(bucket - (newest - delay)) <= reach) {
            addToWindow(before, -1);
            addToWindow(after, 1);
        }
    }

    /** Whether a late record of this bucket can still be placed. */
    boolean reaches(final long bucket) {
        return bucket <= newest && bucket > newest - day;
    }

    /** Requests in a bucket of the last week; NaN where unknown. */
    float at(final long bucket) {
        return ring[slot(bucket)];
    }

    /** Requests at the same local time a day or week before, in the newest one that is known for later buckets; NaN where unknown. */
    float earlier(final long bucket, final int season) {
        long then = calendar.earlier(bucket, season);
        while (then > newest) {
            then -= season;
        }
        return newest - then < ring.length ? ring[slot(then)] : Float.NaN;
    }

    /** The usual demand at the time of day of a bucket; NaN where unknown. */
    float usualDay(final long bucket) {
        return usualDay.at(calendar.local(bucket));
    }

    /** The usual demand at the time of week of a bucket; NaN where unknown. */
    float usualWeek(final long bucket) {
        return usualWeek.at(calendar.local(bucket));
    }

    /** The usual demand at the time of day of the buckets after the newest. */
    void usualDays(final float[] out, final int offset, final int count) {
        copy(usualDay, out, offset, count);
    }

    /** The usual demand at the time of week of the buckets after the newest. */
    void usualWeeks(final float[] out, final int offset, final int count) {
        copy(usualWeek, out, offset, count);
    }

    private void copy(final Profile profile, final float[] out, final int offset, final int count) {
        for (int done = 0, run; done < count; done += run) {
            final long bucket = newest + 1 + done;
            run = calendar.run(bucket, count - done);
            profile.copy(calendar.local(bucket), out, offset + done, run);
        }
    }

    /** Sines and cosines of the newest bucket's place in day and week. */
    double[] waves() {
        return calendar.waves(newest);
    }

    /** Detail that repeats. */
    Cycles cycles() {
        return cycles;
    }

    /** The newest bucket appended, -1 before the first. */
    long newest() {
        return newest;
    }

    private int slot(final long bucket) {
        return (int) Math.floorMod(bucket, (long) ring.length);
    }

    void pass(final Archive archive) {
        isAnnounced = archive.pass(isAnnounced);
        isPromised = archive.pass(isPromised);
        isForeseenNext = archive.pass(isForeseenNext);
        isForeseen = archive.pass(isForeseen);
        archive.pass(promised);
        archive.pass(foreseen);
        newest = archive.pass(newest);
        windowSum = archive.pass(windowSum);
        windowCount = archive.pass(windowCount);
        archive.pass(ring);
        cycles.pass(archive);
        for (final Profile profile : new Profile[] {usualDay, usualWeek}) {
            archive.pass(profile.means);
            archive.pass(profile.visits);
        }
    }
}
