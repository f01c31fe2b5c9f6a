package io.forerun.plan;

import io.forerun.forecast.ForecastTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Who asks for what: each service's share of all requests from users at each place, and what its requests cost.
 *
 * @param places where users are; 1 where a fleet does not say
 * @param shares [place, service], of all requests; 1 together
 * @param costs [service] of one request
 */
record DemandShares(int places, List<Double> shares, List<RequestCost> costs) {
    private static final int TOTAL = 0;
    private static final char SEPARATOR = '/';

    DemandShares {
        shares = List.copyOf(shares);
        costs = List.copyOf(costs);
    }

    /** As the fleet says. */
    static DemandShares of(final Fleet fleet) {
        final int services = fleet.services().size();
        final List<Double> shares = new ArrayList<>();
        for (int place = 0; place < places(fleet); place++) {
            for (int service = 0; service < services; service++) {
                shares.add(share(fleet, place) * fleet.share(service));
            }
        }
        final List<RequestCost> costs =
                fleet.services().stream().map(Service::cost).toList();
        return new DemandShares(places(fleet), shares, costs);
    }

    /** As the newest bucket was, where its series tell services and regions; else as the fleet says, at the cost that was seen. */
    static DemandShares of(final Fleet fleet, final ForecastTable table) {
        final DemandShares said = of(fleet);
        if (fleet.peakNodes() > 0) {
            return said;
        }
        final RequestCost seen = fleet.cost(table.curve(TOTAL));
        if (table.names().size() == 1) {
            return said.at(seen, fleet.defaultCost());
        }
        return counted(fleet, table, said);
    }

    /** The same where requests cost so much in the mean, each service's so many times what was said. */
    DemandShares at(final RequestCost seen, final RequestCost mean) {
        return seen.equals(mean) ? this : new DemandShares(places, shares, scaled(costs, mean, seen));
    }

    private static List<RequestCost> scaled(
            final List<RequestCost> said, final RequestCost mean, final RequestCost seen) {
        return said.stream()
                .map(each -> new RequestCost(
                        scaled(each.cpuUs(), mean.cpuUs(), seen.cpuUs()),
                        scaled(each.memoryKibS(), mean.memoryKibS(), seen.memoryKibS()),
                        scaled(each.gpuUs(), mean.gpuUs(), seen.gpuUs())))
                .toList();
    }

    private static double scaled(final double said, final double mean, final double seen) {
        return mean > 0 ? said * seen / mean : seen;
    }

    private static DemandShares counted(final Fleet fleet, final ForecastTable table, final DemandShares said) {
        final int services = fleet.services().size();
        final double[] requests = new double[said.shares.size()];
        final RequestCost[] costs = new RequestCost[services];
        final double[] counted = new double[services];
        Arrays.fill(costs, RequestCost.NONE);
        for (int series = 1; series < table.names().size(); series++) {
            final ForecastTable.Curve curve = table.curve(series);
            final double expected = curve.mean()[0];
            final int service = service(fleet, table.names().get(series));
            final int place = place(fleet, table.names().get(series));
            for (int index = 0; index < requests.length; index++) {
                final double ofService =
                        service < 0 ? fleet.share(index % services) : service == index % services ? 1 : 0;
                final double ofPlace = place < 0 ? share(fleet, index / services) : place == index / services ? 1 : 0;
                requests[index] += expected * ofService * ofPlace;
            }
            if (service >= 0 && expected > 0) {
                final RequestCost cost = RequestCost.of(curve, said.costs.get(service));
                costs[service] = costs[service].plus(cost.times(expected));
                counted[service] += expected;
            }
        }
        final double all = Arrays.stream(requests).sum();
        if (!(all > 0)) {
            return said;
        }
        for (int service = 0; service < services; service++) {
            costs[service] =
                    counted[service] > 0 ? costs[service].times(1 / counted[service]) : said.costs.get(service);
        }
        return new DemandShares(
                said.places,
                Arrays.stream(requests).mapToObj(each -> each / all).toList(),
                List.of(costs));
    }

    /** Index of the service of a series, -1 where the fleet has none of that name. */
    private static int service(final Fleet fleet, final String series) {
        final String name = series.substring(0, Math.max(0, series.indexOf(SEPARATOR)));
        return fleet.services().stream().map(Service::name).toList().indexOf(name);
    }

    private static int place(final Fleet fleet, final String series) {
        final String name = series.substring(series.indexOf(SEPARATOR) + 1);
        return fleet.users().isEmpty()
                ? 0
                : fleet.users().stream().map(Users::name).toList().indexOf(name);
    }

    private static int places(final Fleet fleet) {
        return Math.max(1, fleet.users().size());
    }

    private static double share(final Fleet fleet, final int place) {
        return fleet.users().isEmpty()
                ? 1
                : fleet.users().get(place).share()
                        / fleet.users().stream().mapToDouble(Users::share).sum();
    }

    int services() {
        return costs.size();
    }

    double share(final int place, final int service) {
        return shares.get(place * costs.size() + service);
    }

    /** Share of a service, wherever its users are. */
    double ofService(final int service) {
        double share = 0;
        for (int place = 0; place < places; place++) {
            share += share(place, service);
        }
        return share;
    }
}
