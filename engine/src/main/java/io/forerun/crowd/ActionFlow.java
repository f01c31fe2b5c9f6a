package io.forerun.crowd;

/**
 * What users ask for by action, as of the end of a bucket. Arrays are not to be changed.
 *
 * @param users in session
 * @param observed whether somebody who feeds activity was there in that bucket; where not, {@code present} means nothing
 * @param present [action] requests of that bucket
 * @param staying [step][action] requests to expect of the users in session, in each of the buckets after
 * @param coming [step][action] requests to expect of users who come after the bucket, one of them in each bucket
 * @param arrivals users who come per request, of late
 */
public record ActionFlow(
        long users, boolean observed, long[] present, double[][] staying, double[][] coming, double arrivals) {}
