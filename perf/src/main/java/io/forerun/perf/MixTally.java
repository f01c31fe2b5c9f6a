package io.forerun.perf;

import io.forerun.forecast.ForecastTable;
import io.forerun.plan.PlanInput;
import io.forerun.plan.ServiceFlow;
import java.util.ArrayDeque;
import java.util.Deque;

/** Ways to tell what each service will be asked for within some minutes, each beside what came. */
final class MixTally {
    /** Minutes ahead. */
    static final int[] HORIZONS = {3, 5, 15, 30};

    /** Ways, in the order of the errors. */
    static final String[] WAYS = {
        "present_mix", "own_series", "divided", "absolute", "divided_and_own", "absolute_and_own", "used"
    };

    private record Claim(long fromStep, int horizon, double[][] requests) {}

    private final int services;
    private final Deque<Claim> claims = new ArrayDeque<>();
    private final double[][] errors = new double[HORIZONS.length][WAYS.length];
    private final double[] actual = new double[HORIZONS.length];
    private final double[][] seen;
    private long step;

    MixTally(final int services, final int steps) {
        this.services = services;
        seen = new double[services][steps + 1];
    }

    /** A bucket ended; claims that come due with it are judged, where they are to be. */
    void observe(final PlanInput input, final boolean judged) {
        final ServiceFlow flow = input.mix().orElseThrow().flow();
        step++;
        for (int service = 0; service < services; service++) {
            seen[service][(int) (step % seen[service].length)] = flow.present()[service];
        }
        claims.removeIf(claim -> claim.fromStep() + claim.horizon() == step && judge(claim));
        for (int horizon = 0; horizon < HORIZONS.length && judged; horizon++) {
            claims.add(new Claim(step, HORIZONS[horizon], claimed(input, HORIZONS[horizon])));
        }
    }

    private boolean judge(final Claim claim) {
        int horizon = 0;
        while (HORIZONS[horizon] != claim.horizon()) {
            horizon++;
        }
        for (int service = 0; service < services; service++) {
            double came = 0;
            for (long at = claim.fromStep() + 1; at <= step; at++) {
                came += seen[service][(int) (at % seen[service].length)];
            }
            actual[horizon] += came;
            for (int way = 0; way < WAYS.length; way++) {
                errors[horizon][way] += Math.abs(claim.requests()[way][service] - came);
            }
        }
        return true;
    }

    private double[][] claimed(final PlanInput input, final int horizon) {
        final ForecastTable table = input.table();
        final ServiceFlow flow = input.mix().orElseThrow().flow();
        final double[][] claimed = new double[WAYS.length][services];
        for (int ahead = 0; ahead < horizon; ahead++) {
            final double all = Math.max(0, table.curve(0).mean()[ahead]);
            double ofSeries = 0;
            for (int series = 1; series < table.names().size(); series++) {
                ofSeries += Math.max(0, table.curve(series).mean()[ahead]);
            }
            for (int service = 0; service < services; service++) {
                final double own = ofSeries > 0 ? own(input, service, ahead) : 0;
                final double staying = flow.allStaying()[ahead];
                final double divided = staying >= all
                        ? staying == 0 ? 0 : flow.staying()[service][ahead] * all / staying
                        : flow.staying()[service][ahead]
                                + (all - staying) * flow.coming()[service][ahead] / flow.allComing()[ahead];
                final double absolute =
                        flow.staying()[service][ahead] + flow.arrivals() * all * flow.coming()[service][ahead];
                claimed[0][service] += flow.requests() > 0 ? all * flow.present()[service] / flow.requests() : 0;
                claimed[1][service] += own;
                claimed[2][service] += divided;
                claimed[3][service] += absolute;
                claimed[4][service] += (divided + own) / 2;
                claimed[5][service] += (absolute + own) / 2;
                claimed[6][service] += input.mix().orElseThrow().requests(service, ahead + 1);
            }
        }
        return claimed;
    }

    private static double own(final PlanInput input, final int service, final int ahead) {
        final String prefix = input.fleet().services().get(service).name() + "/";
        double own = 0;
        for (int series = 1; series < input.table().names().size(); series++) {
            if (input.table().names().get(series).startsWith(prefix)) {
                own += Math.max(0, input.table().curve(series).mean()[ahead]);
            }
        }
        return own;
    }

    /** Sum of errors over sum of requests. */
    double wmape(final int horizon, final int way) {
        return errors[horizon][way] / actual[horizon];
    }
}
