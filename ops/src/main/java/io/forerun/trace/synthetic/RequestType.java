package io.forerun.trace.synthetic;

import java.util.Locale;

/** What users of the synthetic service ask for; medians of log-normal distributions. */
enum RequestType {
    HOME("web", 6, false, new Cost(12_000, 6_000, 0, 15_000, 40_000)),
    SEARCH("search", 9, false, new Cost(60_000, 24_000, 0, 40_000, 25_000)),
    VIEW("web", 18, true, new Cost(20_000, 10_000, 0, 25_000, 90_000)),
    RECOMMEND("search", 8, true, new Cost(35_000, 90_000, 140_000, 60_000, 15_000)),
    CART("web", 10, true, new Cost(15_000, 8_000, 0, 20_000, 12_000)),
    CHECKOUT("orders", 25, false, new Cost(90_000, 32_000, 0, 180_000, 9_000)),
    ACCOUNT("web", 14, false, new Cost(18_000, 9_000, 0, 20_000, 20_000)),
    UPLOAD("orders", 30, false, new Cost(150_000, 160_000, 0, 300_000, 3_000));

    private final String service;
    private final double thinkS;
    private final boolean onObject;
    private final Cost cost;

    RequestType(final String service, final double thinkS, final boolean onObject, final Cost cost) {
        this.service = service;
        this.thinkS = thinkS;
        this.onObject = onObject;
        this.cost = cost;
    }

    /** The name in rows. */
    String action() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Which service handles it. */
    String service() {
        return service;
    }

    /** Median pause before the user's next request, seconds. */
    double thinkS() {
        return thinkS;
    }

    /** Whether it is about an object of the catalogue. */
    boolean onObject() {
        return onObject;
    }

    Cost cost() {
        return cost;
    }

    /**
     * Medians of what one request takes.
     *
     * @param cpuUs processor time
     * @param memoryKib memory held
     * @param gpuUs GPU time, 0 for none
     * @param waitUs what the request lasts beyond its processor and GPU time
     * @param bytes size of the answer
     */
    record Cost(double cpuUs, double memoryKib, double gpuUs, double waitUs, double bytes) {}
}
