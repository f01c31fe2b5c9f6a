package io.forerun.plan.cover;

/**
 * What capacity costs and how fast it comes. Counted in requests per bucket.
 *
 * @param usd price of holding capacity for one request for one bucket
 * @param penaltyUsd cost of one request that found none
 * @param unit requests that one node serves: capacity comes in whole ones
 * @param least capacity that is held in any case
 * @param window steps that a purchase made now must cover
 * @param delay buckets until it serves
 * @param stabilisation buckets for which a wish is held, 1 for none
 */
public record Terms(
        double usd, double penaltyUsd, double unit, double least, int window, int delay, int stabilisation) {
    double whole(final double requests) {
        return Math.max(least, unit * Math.ceil(requests / unit - 1e-9));
    }
}
