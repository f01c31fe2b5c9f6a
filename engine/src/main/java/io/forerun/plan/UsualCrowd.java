package io.forerun.plan;

import io.forerun.forecast.ForecastTable;
import io.forerun.state.Archive;

/**
 * What users in session ask of each service for each request that is forecast, usually: what they ask beyond that, no forecast of
 * demand knows. Half of the weight is a day old or less. Engine thread only.
 */
final class UsualCrowd {
    private static final int TOTAL = 0;
    private static final double HALF_LIFE_MS = 86_400_000;

    /** [service][step] */
    private final double[][] staying;

    private final double[] allStaying;
    private final double[] forecast;

    UsualCrowd(final int services, final int steps) {
        staying = new double[services][steps];
        allStaying = new double[steps];
        forecast = new double[steps];
    }

    /** Enters what is asked of users in session beside what is forecast of all. */
    void enter(final ServiceFlow flow, final ForecastTable table) {
        final double keep = StrictMath.pow(.5, table.config().bucketMs() / HALF_LIFE_MS);
        final float[] all = table.curve(TOTAL).mean();
        for (int step = 0; step < forecast.length; step++) {
            forecast[step] = forecast[step] * keep + Math.max(0, all[step]);
            allStaying[step] = allStaying[step] * keep + flow.allStaying()[step];
            for (int service = 0; service < staying.length; service++) {
                staying[service][step] = staying[service][step] * keep + flow.staying()[service][step];
            }
        }
    }

    /** Requests of a step that users in session ask of a service, where so many are forecast of all; 0 before any. */
    double requests(final int service, final int step, final double all) {
        return forecast[step] > 0 ? all * staying[service][step] / forecast[step] : 0;
    }

    /** The same of any service or none. */
    double requests(final int step, final double all) {
        return forecast[step] > 0 ? all * allStaying[step] / forecast[step] : 0;
    }

    void pass(final Archive archive) {
        archive.pass(forecast);
        archive.pass(allStaying);
        for (final double[] ofService : staying) {
            archive.pass(ofService);
        }
    }
}
