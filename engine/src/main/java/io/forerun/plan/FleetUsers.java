package io.forerun.plan;

import java.util.ArrayList;
import java.util.List;

/** Checks that users can be served where a fleet has regions. */
final class FleetUsers {
    private FleetUsers() {}

    static void check(
            final List<Users> users, final List<Region> regions, final List<Service> services, final List<Sla> slas) {
        for (final Sla sla : slas) {
            for (final Region region : regions) {
                if (sla.lostZones() >= region.zones()) {
                    throw Allowed.refused(
                            "slas[" + slas.indexOf(sla) + "].lost_zones",
                            Integer.toString(sla.lostZones()),
                            "fewer than the zones of region " + region.name() + ", " + region.zones());
                }
            }
        }
        double share = 0;
        for (int index = 0; index < users.size(); index++) {
            final Users each = users.get(index);
            share += each.share();
            if (each.latencyMs().size() != regions.size()) {
                throw Allowed.refused(
                        "users[" + index + "].latency_ms",
                        each.latencyMs().size() + " regions",
                        "each of the " + regions.size() + " regions");
            }
            for (final Service service : services) {
                if (near(each, service, slas).isEmpty()) {
                    throw Allowed.refused(
                            "users[" + index + "].latency_ms",
                            each.latencyMs().toString(),
                            "a region near enough for service " + service.name() + " within its SLA");
                }
            }
        }
        if (!users.isEmpty() && share == 0) {
            throw Allowed.refused("users[0].share", "0", "above 0 for some users");
        }
    }

    /** Regions from which a service answers users within its SLA if nothing waits, nearest first. */
    static List<Integer> near(final Users users, final Service service, final List<Sla> slas) {
        final List<Integer> near = new ArrayList<>();
        for (int region = 0; region < users.latencyMs().size(); region++) {
            if (slackMs(users.latencyMs().get(region), service, slas) > 0) {
                near.add(region);
            }
        }
        near.sort((one, other) ->
                Double.compare(users.latencyMs().get(one), users.latencyMs().get(other)));
        return near;
    }

    /** Time that a request may wait, milliseconds. */
    static double slackMs(final double latencyMs, final Service service, final List<Sla> slas) {
        final Sla sla = slas.stream()
                .filter(each -> each.name().equals(service.sla()))
                .findFirst()
                .orElseThrow();
        return sla.latencyMs() - latencyMs - service.durationMs();
    }
}
