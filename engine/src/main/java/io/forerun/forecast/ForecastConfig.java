package io.forerun.forecast;

/**
 * How demand is cut into buckets and how far ahead it is forecast.
 *
 * @param bucketMs length of a bucket and of a step, milliseconds, 1,000 to 3,600,000, a divisor of a day
 * @param steps buckets forecast ahead, 1 to 120
 * @param tolerance confidence is the probability that actual demand lies within this share of the median, 0 to 1 exclusive
 * @param maxSeries demand series kept at most, total included; further groups count in total only, 1 and up
 */
public record ForecastConfig(int bucketMs, int steps, double tolerance, int maxSeries) {
    /** One-minute buckets, 30 minutes ahead, confidence of +-20 %. */
    public static final ForecastConfig DEFAULT = new ForecastConfig(60_000, 30, 0.2, 1_024);

    private static final int DAY_MS = 86_400_000;

    public ForecastConfig {
        if (bucketMs < 1_000 || bucketMs > 3_600_000 || DAY_MS % bucketMs != 0) {
            throw new IllegalArgumentException(
                    "bucket_ms: value=" + bucketMs + ", allowed=1000 to 3600000 and a divisor of a day");
        }
        if (steps < 1 || steps > 120) {
            throw new IllegalArgumentException("steps: value=" + steps + ", allowed=1 to 120");
        }
        if (!(tolerance > 0 && tolerance < 1)) {
            throw new IllegalArgumentException("tolerance: value=" + tolerance + ", allowed=0 to 1 exclusive");
        }
        if (maxSeries < 1) {
            throw new IllegalArgumentException("max_series: value=" + maxSeries + ", allowed=1 and up");
        }
    }

    /** Buckets in a day. */
    public int bucketsPerDay() {
        return DAY_MS / bucketMs;
    }

    /** Buckets in a week. */
    public int bucketsPerWeek() {
        return 7 * bucketsPerDay();
    }
}
