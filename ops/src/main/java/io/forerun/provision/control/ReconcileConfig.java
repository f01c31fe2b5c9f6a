package io.forerun.provision.control;

import java.util.List;

/**
 * How decisions are carried out.
 *
 * @param intervalMs time between two looks at the provider, under the machine's clock; in event time it looks at every plan
 * @param expiryMs a decision that was not reached by then is given up; a raised minimum is renewed at half of it
 * @param staleMs utilisation older than that stops scale-in, where utilisation is read at all
 * @param observe whether the provider is read while the mode is forecast-only
 * @param learnLeadTimes whether plans use lead times as they were seen, once there are enough
 * @param gradual in which steps
 * @param forbidden when not
 */
public record ReconcileConfig(
        int intervalMs,
        int expiryMs,
        int staleMs,
        boolean observe,
        boolean learnLeadTimes,
        Gradual gradual,
        List<ForbiddenWindow> forbidden) {
    /** Every 5 s; half an hour; 5 minutes; changes at once and at any hour. */
    public static final ReconcileConfig DEFAULT =
            new ReconcileConfig(5_000, 1_800_000, 300_000, true, true, Gradual.AT_ONCE, List.of());

    public ReconcileConfig {
        Gradual.range("interval_ms", intervalMs, 100, 600_000);
        Gradual.range("expiry_ms", expiryMs, 10_000, 86_400_000);
        Gradual.range("stale_ms", staleMs, 1_000, 86_400_000);
        forbidden = List.copyOf(forbidden);
    }

    /** The same with plans that use the lead times of the fleet file. */
    public ReconcileConfig withGivenLeadTimes() {
        return new ReconcileConfig(intervalMs, expiryMs, staleMs, observe, false, gradual, forbidden);
    }
}
