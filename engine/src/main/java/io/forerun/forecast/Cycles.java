package io.forerun.forecast;

import io.forerun.simd.Elementary;
import io.forerun.simd.Kernels;
import io.forerun.state.Archive;
import java.util.Arrays;

/**
 * Repeating detail that smoothed seasons cannot hold, such as jobs on the hour: the logarithm of a bucket against the mean of
 * the two hours around it, by slot of a period found from the data, which runs on when clocks are moved, and by slot of the local day. Experts ask for demand without it
 * and put it back on what they forecast.
 */
final class Cycles {
    /** Half of the stretch that a bucket is compared with. */
    private static final int REACH_MS = 3_600_000;

    private static final int LONGEST = 1_440;
    private static final double HALF_LIFE_DAYS = 3;
    private static final double SLOW_HALF_LIFE_DAYS = 7;
    private static final double LARGEST_DETAIL = 8;

    private final int reach;
    private final int length;
    private final int day;
    private final float keep;
    private final float[] ring;
    private final Autocorrelation autocorrelation;
    private final Cycle daily;
    private final float[] factors;
    private Calendar calendar;

    /** The period found, null where there is none. */
    private Cycle found;

    private double sum;
    private int count;
    private float factor = 1;

    Cycles(final ForecastConfig config, final Kernels kernels, final Calendar calendar) {
        this.calendar = calendar;
        day = config.bucketsPerDay();
        reach = Math.max(1, REACH_MS / config.bucketMs());
        keep = 1 - LevelExperts.newestShare(SLOW_HALF_LIFE_DAYS * day);
        ring = new float[2 * reach + 1];
        Arrays.fill(ring, Float.NaN);
        length = Math.min(day, LONGEST);
        autocorrelation = new Autocorrelation(kernels, length, keep);
        daily = cycle(day);
        factors = new float[config.steps()];
        Arrays.fill(factors, 1);
    }

    private Cycle cycle(final int period) {
        return new Cycle(period, HALF_LIFE_DAYS * day, keep);
    }

    /** Goes on in the time of another calendar, which is so many buckets ahead of the one before. */
    void move(final Calendar next, final int by) {
        calendar = next;
        if (by != 0) {
            daily.rotate(by);
        }
    }

    /** Appends the next bucket, NaN where it was not observed. */
    void append(final long bucket, final float requests) {
        factor = (float) Elementary.exp(daily.at(calendar.local(bucket)) + (found == null ? 0 : found.at(bucket)));
        final int slot = slot(bucket);
        move(ring[slot], -1);
        move(requests, 1);
        ring[slot] = requests;
        learn(bucket - reach);
        Arrays.fill(factors, 0);
        for (int done = 0, run; done < factors.length; done += run) {
            run = calendar.run(bucket + 1 + done, factors.length - done);
            daily.addTo(calendar.local(bucket + 1 + done), factors, done, run);
        }
        if (found != null) {
            found.addTo(bucket + 1, factors, 0, factors.length);
        }
        for (int step = 0; step < factors.length; step++) {
            factors[step] = (float) Elementary.exp(factors[step]);
        }
    }

    private void move(final float requests, final int sign) {
        if (requests == requests) {
            sum += sign * (double) requests; // whole numbers: exact
            count += sign;
        }
    }

    private void learn(final long centre) {
        final float requests = ring[slot(centre)];
        float detail = 0;
        if (requests == requests && count > reach) {
            final double log = Elementary.log1p(requests) - Elementary.log1p(sum / count);
            detail = (float) Math.max(-LARGEST_DETAIL, Math.min(LARGEST_DETAIL, log));
            daily.learn(calendar.local(centre), found == null ? detail : found.learn(centre, detail));
        }
        autocorrelation.append(centre, detail);
        if (Math.floorMod(centre, (long) Math.max(1, day / 24)) == 0) {
            choose(centre);
        }
    }

    private void choose(final long centre) {
        final int present = period();
        final int period = autocorrelation.period(present);
        if (period == present) {
            return;
        }
        found = period == 0 ? null : cycle(period);
        for (long bucket = centre - length + 1; period > 0 && bucket <= centre; bucket++) {
            found.learn(bucket, autocorrelation.at(bucket));
        }
    }

    /** The period found, buckets; 0 for none. */
    int period() {
        return found == null ? 0 : found.period();
    }

    /** Demand of the newest bucket without its detail, as known before the bucket was. */
    float without(final float requests) {
        return Math.max(0, (requests + 1) / factor - 1);
    }

    /** Demand of a step (from 0) with its detail. */
    float with(final int step, final float requests) {
        return Math.max(0, (requests + 1) * factors[step] - 1);
    }

    /** Puts the detail on the demand of so many steps. */
    void with(final float[] requests, final int offset, final int steps) {
        for (int step = 0; step < steps; step++) {
            requests[offset + step] = Math.max(0, (requests[offset + step] + 1) * factors[step] - 1);
        }
    }

    private int slot(final long bucket) {
        return (int) Math.floorMod(bucket, (long) ring.length);
    }

    void pass(final Archive archive) {
        sum = archive.pass(sum);
        count = archive.pass(count);
        factor = archive.pass(factor);
        archive.pass(ring);
        archive.pass(factors);
        autocorrelation.pass(archive);
        daily.pass(archive);
        final int period = archive.passCount(period(), length);
        if (archive.isRestoring()) {
            found = period == 0 ? null : cycle(period);
        }
        if (found != null) {
            found.pass(archive);
        }
    }
}
