package io.forerun.plan;

import io.forerun.forecast.ForecastTable;
import java.util.Arrays;

/**
 * What services are asked for in the buckets to come. What is forecast of all is divided by what users in session and users to come do
 * next; where a service has series of its own, their forecasts have their say; and users in session who are more or fewer than usual
 * ask for more or less than that. Immutable.
 */
public final class ServiceMix {
    private static final int TOTAL = 0;

    /** Weight of a service's own series beside what the chains say: measured, see decisions.md. */
    private static final double OWN = 0.5;

    /** Weight of what users in session ask beyond the usual, which own series come to know: measured, too. */
    private static final double BEYOND = 0.5;

    private final ForecastTable table;
    private final ServiceFlow flow;
    private final double[] present;

    /** [service][step] */
    private final double[][] requests;

    /** [step] As forecast, and with what users in session ask beyond the usual. */
    private final double[] all;

    private final double[] expected;

    private ServiceMix(
            final ForecastTable table,
            final ServiceFlow flow,
            final double[] present,
            final double[][] requests,
            final double[] all,
            final double[] expected) {
        this.table = table;
        this.flow = flow;
        this.present = present;
        this.requests = requests;
        this.all = all;
        this.expected = expected;
    }

    /**
     * Of a fleet's services.
     *
     * @param usual what users in session usually ask, these included
     */
    static ServiceMix of(final Fleet fleet, final ForecastTable table, final ServiceFlow flow, final UsualCrowd usual) {
        final int services = fleet.services().size();
        final int steps = table.config().steps();
        final double[] present = new double[services];
        final double[][] requests = new double[services][steps];
        final double[] all = new double[steps];
        final double[] ofSeries = new double[steps];
        for (int step = 0; step < steps; step++) {
            all[step] = Math.max(0, table.curve(TOTAL).mean()[step]);
            for (int series = 1; series < table.names().size(); series++) {
                ofSeries[step] += Math.max(0, table.curve(series).mean()[step]);
            }
        }
        final double[] expected = new double[steps];
        Arrays.setAll(
                expected,
                step -> Math.max(0, all[step] + BEYOND * (flow.allStaying()[step] - usual.requests(step, all[step]))));
        for (int service = 0; service < services; service++) {
            final OwnSeries own =
                    OwnSeries.of(table, fleet.services().get(service).name());
            present[service] = own.isMissing() ? Double.NaN : flow.present()[service];
            for (int step = 0; step < steps; step++) {
                final double chained = chained(flow, service, step, all[step]);
                final double seen = own.mean(step + 1);
                final double forecast = own.isEmpty() || ofSeries[step] == 0
                        ? chained
                        : (1 - OWN) * chained + OWN * seen * all[step] / ofSeries[step];
                final double beyond = flow.staying()[service][step] - usual.requests(service, step, all[step]);
                requests[service][step] = Math.max(0, forecast + BEYOND * beyond);
            }
        }
        return new ServiceMix(table, flow, present, requests, all, expected);
    }

    /** What the users in session ask for as far as the total leaves room for it, and of the rest what users to come ask for. */
    private static double chained(final ServiceFlow flow, final int service, final int step, final double all) {
        final double staying = flow.allStaying()[step];
        final double ofService = flow.staying()[service][step];
        return staying >= all
                ? staying == 0 ? 0 : ofService * all / staying
                : ofService + (all - staying) * flow.coming()[service][step] / flow.allComing()[step];
    }

    /** What it was made from. */
    public ServiceFlow flow() {
        return flow;
    }

    /** Users in session. */
    public long users() {
        return flow.users();
    }

    /** Requests of a service in the newest bucket; NaN where they were not observed. */
    public double present(final int service) {
        return Double.isNaN(flow.requests()) ? Double.NaN : present[service];
    }

    /** Share of a service in all requests of the newest bucket; NaN where they were not observed, 0 where there were none. */
    public double presentShare(final int service) {
        return flow.requests() == 0 ? 0 : present(service) / flow.requests();
    }

    /** Requests of a service to expect in a step (1 and up). */
    public double requests(final int service, final int step) {
        return requests[service][step - 1];
    }

    /** Requests of a service for each one that is forecast of all in a step; above 1 where users in session ask for more. */
    double perForecast(final int service, final int step) {
        return all[step - 1] == 0 ? 0 : requests[service][step - 1] / all[step - 1];
    }

    /** Share of a service in all requests to expect in a step. */
    public double share(final int service, final int step) {
        return expected[step - 1] == 0 ? 0 : Math.min(1, requests[service][step - 1] / expected[step - 1]);
    }

    /** How the share of a service moves within a time, in whole buckets. */
    public Decision.Shares shares(final int service, final int withinMs) {
        return new Decision.Shares(
                presentShare(service),
                share(service, Math.max(1, withinMs / table.config().bucketMs())));
    }

    /** How far ahead a target that is a service is planned: a lead time and a cadence, or as much of it as is foreseen. */
    public int horizonMs(final Fleet fleet, final int target) {
        return Horizon.covering(
                        table,
                        TOTAL,
                        (long) fleet.nodeType(target).leadTimeP90Ms()
                                + fleet.planning().cadenceMs())
                .lengthMs();
    }

    @Override
    public String toString() {
        return "present=" + Arrays.toString(present) + ", users=" + flow.users();
    }
}
