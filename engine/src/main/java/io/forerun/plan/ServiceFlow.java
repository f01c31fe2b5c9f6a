package io.forerun.plan;

/**
 * What users ask of services, as of the end of a bucket. Arrays are not to be changed.
 *
 * @param users in session
 * @param requests of that bucket, of any service or none; NaN where nobody who feeds activity was there
 * @param present [service] requests of that bucket
 * @param allStaying [step] requests to expect of the users in session, of any service or none, in each of the buckets after
 * @param allComing [step] requests to expect of users who come after the bucket, one of them in each bucket
 * @param staying [service][step] of those in session, by service
 * @param coming [service][step] of those to come, by service
 * @param arrivals users who come per request, of late
 */
public record ServiceFlow(
        long users,
        double requests,
        double[] present,
        double[] allStaying,
        double[] allComing,
        double[][] staying,
        double[][] coming,
        double arrivals) {}
