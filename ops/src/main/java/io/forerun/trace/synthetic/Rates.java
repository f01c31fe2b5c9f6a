package io.forerun.trace.synthetic;

import io.forerun.trace.synthetic.PopulationConfig.FlashCrowd;
import io.forerun.trace.synthetic.PopulationConfig.Region;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.SplittableRandom;

/**
 * How many sessions start in each minute and region, returns of the same user not counted: share x rhythm of the local day
 * and week x growth x noise x flash crowds, scaled so that requests come out as configured.
 *
 * <p>Rhythm: two bumps, at noon and in the evening, over a low night; weekends are later, flatter and lower. Noise: an AR(1)
 * process of the logarithm on five-minute steps (standard deviation 5 %, correlation 0.95) and 3 % per day.
 */
final class Rates {
    private static final int MINUTES_OF_DAY = 1_440;
    private static final int MINUTES_OF_WEEK = 7 * MINUTES_OF_DAY;
    private static final int NOISE_MINUTES = 5;
    private static final double NOISE_SIGMA = 0.05;
    private static final double NOISE_CORRELATION = 0.95;
    private static final double DAY_SIGMA = 0.03;
    private static final double WEEKEND = 0.72;

    private final double[][] perMinute;
    private final double[] total;
    private final double[] crowdShare;
    private double highest;

    Rates(final PopulationConfig config, final double returning, final SplittableRandom random) {
        final int minutes = config.days() * MINUTES_OF_DAY;
        perMinute = new double[config.regions().size()][minutes];
        total = new double[minutes];
        crowdShare = new double[minutes];
        final double[] level = levels(config, returning);
        for (int region = 0; region < perMinute.length; region++) {
            fillRegion(config, region, level, random.split());
        }
        for (int minute = 0; minute < minutes; minute++) {
            double crowd = 0;
            for (final FlashCrowd flash : config.flashCrowds()) {
                // Returns follow later, so the whole surplus must come from new sessions.
                crowd += (flash.factor() - 1) / (1 - returning) * flash.level(minute);
            }
            crowdShare[minute] = crowd / (1 + crowd);
            for (final double[] rates : perMinute) {
                rates[minute] *= 1 + crowd;
                total[minute] += rates[minute];
            }
            highest = Math.max(highest, total[minute]);
        }
    }

    /** Session starts per minute, all regions. */
    double total(final int minute) {
        return total[minute];
    }

    /** Session starts per minute of one region. */
    double of(final int region, final int minute) {
        return perMinute[region][minute];
    }

    /** The highest total of any minute. */
    double highest() {
        return highest;
    }

    /** Share of the starts that belong to a flash crowd, 0 to 1. */
    double crowdShare(final int minute) {
        return crowdShare[minute];
    }

    /** Mean session starts per minute on each day, growth included. */
    private static double[] levels(final PopulationConfig config, final double returning) {
        final double[] level = new double[config.days()];
        double growth = 1;
        for (int day = 0; day < level.length; day++) {
            final double length = Chain.expectedLength(Math.min(1, day * config.driftPerDay()));
            level[day] = config.requestsPerDay() * growth * (1 - returning) / length / MINUTES_OF_DAY;
            growth *= 1 + config.growthPerDay();
        }
        return level;
    }

    private void fillRegion(
            final PopulationConfig config, final int index, final double[] level, final SplittableRandom random) {
        final Region region = config.regions().get(index);
        final double[] rhythm = rhythm();
        double noise = 0;
        double dayNoise = 0;
        int weekMinute = 0;
        for (int minute = 0; minute < total.length; minute++) {
            if (minute % MINUTES_OF_DAY == 0) {
                dayNoise = DAY_SIGMA * normal(random);
            }
            if (minute % NOISE_MINUTES == 0) {
                noise = NOISE_CORRELATION * noise
                        + NOISE_SIGMA * StrictMath.sqrt(1 - NOISE_CORRELATION * NOISE_CORRELATION) * normal(random);
            }
            // Clocks change on the hour, so asking once an hour is enough.
            weekMinute = minute % 60 == 0 ? weekMinute(config, region, minute) : (weekMinute + 1) % MINUTES_OF_WEEK;
            perMinute[index][minute] = level[minute / MINUTES_OF_DAY]
                    * region.share()
                    * rhythm[weekMinute]
                    * StrictMath.exp(noise + dayNoise);
        }
    }

    private static int weekMinute(final PopulationConfig config, final Region region, final int minute) {
        final ZonedDateTime local =
                Instant.ofEpochMilli(config.startMs() + minute * 60_000L).atZone(region.zone());
        return (local.getDayOfWeek().getValue() - 1) * MINUTES_OF_DAY + local.getHour() * 60 + local.getMinute();
    }

    /** Relative rate of each minute of a local week from Monday, mean 1. */
    static double[] rhythm() {
        final double[] rhythm = new double[MINUTES_OF_WEEK];
        double sum = 0;
        for (int minute = 0; minute < MINUTES_OF_WEEK; minute++) {
            final double hour = minute % MINUTES_OF_DAY / 60.0;
            final boolean weekend = minute >= 5 * MINUTES_OF_DAY;
            final double bumps = weekend
                    ? 0.70 * bump(hour, 14.5, 3.6) + 0.80 * bump(hour, 20.7, 2.8)
                    : 0.85 * bump(hour, 12.5, 3.0) + 1.00 * bump(hour, 20.0, 2.4);
            rhythm[minute] = (weekend ? WEEKEND : 1) * (0.16 + bumps);
            sum += rhythm[minute];
        }
        for (int minute = 0; minute < MINUTES_OF_WEEK; minute++) {
            rhythm[minute] *= MINUTES_OF_WEEK / sum;
        }
        return rhythm;
    }

    private static double bump(final double hour, final double centre, final double width) {
        final double distance = Math.abs(hour - centre);
        final double around = Math.min(distance, 24 - distance) / width;
        return StrictMath.exp(-around * around / 2);
    }

    private static double normal(final SplittableRandom random) {
        return LogNormal.normal(random.nextInt(LogNormal.SIZE));
    }
}
