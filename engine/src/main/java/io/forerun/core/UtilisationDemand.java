package io.forerun.core;

import io.forerun.forecast.DemandForecaster;
import io.forerun.state.Archive;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Demand of groups that nobody sends activity for, out of what their nodes report: requests finished in the last minute and
 * the resources in use. The newest report of a bucket stands for the whole bucket; a bucket without one is missing. Where
 * activity comes too, it knows better, and reports are left out. Engine thread only.
 */
final class UtilisationDemand {
    private static final double REPORT_MS = 60_000;
    private static final double US_PER_MILLI_CORE = 1_000; // Thousandths of a core, for a second.
    private static final double KIB_PER_MIB = 1_024;

    private final BitSet byActivity = new BitSet();
    private final BitSet reported = new BitSet();
    private Utilisation[] newest = new Utilisation[16];

    /** Activity came for a series. */
    void onActivity(final int series) {
        byActivity.set(series);
    }

    void onReport(final int series, final Utilisation report) {
        if (!byActivity.get(series)) {
            if (series >= newest.length) {
                newest = Arrays.copyOf(newest, Math.max(series + 1, newest.length * 2));
            }
            newest[series] = report;
            reported.set(series);
        }
    }

    /** At the end of a bucket: what was reported becomes its demand, and its series observed. */
    void close(final int bucketMs, final DemandForecaster forecaster, final BitSet observed) {
        for (int series = reported.nextSetBit(0); series >= 0; series = reported.nextSetBit(series + 1)) {
            if (!byActivity.get(series)) {
                add(series, bucketMs, newest[series], forecaster);
                observed.set(series);
                observed.set(0);
            }
        }
        reported.clear();
    }

    private static void add(
            final int series, final int bucketMs, final Utilisation report, final DemandForecaster forecaster) {
        final double buckets = bucketMs / REPORT_MS;
        final int requests = (int) Math.min(Integer.MAX_VALUE, Math.rint(report.requests() * buckets));
        final double seconds = bucketMs / 1_000.0;
        final long cpuUs = (long) (report.cpuMilli() * US_PER_MILLI_CORE * seconds);
        final double memoryKibS = report.memoryMib() * KIB_PER_MIB * seconds;
        final long gpuUs = (long) (report.gpuMilli() * US_PER_MILLI_CORE * seconds);
        forecaster.add(series, requests, cpuUs, memoryKibS, gpuUs);
        forecaster.add(0, requests, cpuUs, memoryKibS, gpuUs);
    }

    void pass(final Archive archive) {
        archive.pass(byActivity);
        archive.pass(reported);
        for (int series = reported.nextSetBit(0); series >= 0; series = reported.nextSetBit(series + 1)) {
            if (series >= newest.length) {
                newest = Arrays.copyOf(newest, series + 1);
            }
            newest[series] = archive.pass(newest[series], Utilisation.class);
        }
    }
}
