package io.forerun.perf;

import java.util.List;
import java.util.Map;

/**
 * What a benchmark found: medians over its laps.
 *
 * @param what which benchmark
 * @param rate records a second that were asked for, NaN where it went as fast as it could
 * @param records records of a lap
 * @param perSecond records per second of each lap
 * @param limitName what the limit is
 * @param limitPerSecond the limit's records per second in each lap, taken right before or behind it
 * @param busy share of a core that each thread took in the last lap, empty where one thread did all
 * @param latency how long single steps took, null where that was not measured
 * @param measures what else was found
 * @param slowest the steps that took longest, empty where they were not kept
 */
record Figure(
        String what,
        double rate,
        long records,
        Laps perSecond,
        String limitName,
        Laps limitPerSecond,
        List<Map.Entry<String, Double>> busy,
        Latency latency,
        List<Measure> measures,
        List<SlowestSteps.Step> slowest) {

    /** None of the steps kept. */
    Figure(
            final String what,
            final double rate,
            final long records,
            final Laps perSecond,
            final String limitName,
            final Laps limitPerSecond,
            final List<Map.Entry<String, Double>> busy,
            final Latency latency,
            final List<Measure> measures) {
        this(what, rate, records, perSecond, limitName, limitPerSecond, busy, latency, measures, List.of());
    }

    /** As fast as it goes. */
    Figure(
            final String what,
            final long records,
            final Laps perSecond,
            final String limitName,
            final Laps limitPerSecond,
            final List<Map.Entry<String, Double>> busy,
            final Latency latency,
            final List<Measure> measures) {
        this(what, Double.NaN, records, perSecond, limitName, limitPerSecond, busy, latency, measures);
    }

    /** A rate, its limit, and what the threads did. */
    static Figure of(
            final String what,
            final long records,
            final Laps perSecond,
            final String limitName,
            final Laps limitPerSecond,
            final List<Map.Entry<String, Double>> busy) {
        return new Figure(what, records, perSecond, limitName, limitPerSecond, busy, null, List.of());
    }

    /** The same with what else was found. */
    Figure with(final List<Measure> found) {
        return new Figure(what, rate, records, perSecond, limitName, limitPerSecond, busy, latency, found);
    }

    /** The same with the steps that took longest. */
    Figure withSlowest(final List<SlowestSteps.Step> steps) {
        return new Figure(what, rate, records, perSecond, limitName, limitPerSecond, busy, latency, measures, steps);
    }

    /** Share of the limit. */
    Laps ratio() {
        return perSecond.over(limitPerSecond);
    }

    /** CPU time per record of a thread with this share: steadier than the rate where others use the machine, too. */
    double cpuNsPerRecord(final double share) {
        return share * 1e9 / perSecond.last();
    }
}
