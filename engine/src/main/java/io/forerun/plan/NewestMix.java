package io.forerun.plan;

import io.forerun.forecast.ForecastTable;

/** The mix of the newest table; made anew only where shares or costs changed. One thread at a time. */
final class NewestMix {
    private Fleet fleet;
    private DemandShares shares;
    private Mix mix;

    Mix of(final Fleet now, final ForecastTable table) {
        final DemandShares seen = DemandShares.of(now, table);
        if (!seen.equals(shares) || now != fleet) {
            fleet = now;
            shares = seen;
            mix = Mix.of(now, seen, table.config().bucketMs());
        }
        return mix;
    }
}
