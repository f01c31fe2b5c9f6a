package io.forerun.demo.live;

import io.forerun.plan.Fleet;
import io.forerun.plan.Limits;
import io.forerun.plan.NodeType;
import io.forerun.plan.Planning;
import io.forerun.plan.Region;
import io.forerun.plan.Service;
import io.forerun.plan.Sla;
import java.util.List;

/** The fleet of the live demo: one kind of worker, with everything in seconds that elsewhere is in minutes. */
final class LiveFleet {
    private static final int LEAST = 2;
    private static final int MOST = 14;
    private static final int STABILISATION_MS = 5_000;
    private static final int CADENCE_MS = 1_000;

    /** A worker too few costs as much as one too many, so the median is planned for; intervals need hours to settle. */
    private static final double USD_PER_HOUR = 0.1;

    /** A process needs about a second more than its warm-up to be seen serving, up to two on a busy machine. */
    private static final int START_MS = 1_000;

    private LiveFleet() {}

    static Fleet of(final LiveConfig live) {
        final int lead = live.warmUpMs() + START_MS;
        return new Fleet(
                List.of(new NodeType("worker", 1, 1, 0, USD_PER_HOUR, lead, lead + START_MS, MOST)),
                List.of(new Region("here", 1)),
                List.of(new Sla("live", 99, live.slowMs(), USD_PER_HOUR)),
                List.of(new Service("live", "live", live.serviceMs(), 1, 0, live.serviceMs())),
                new Limits(LEAST, MOST, MOST, STABILISATION_MS, 0, Double.POSITIVE_INFINITY, 3_600),
                new Planning(live.forerunTarget(), 0, CADENCE_MS),
                List.of(),
                0);
    }
}
