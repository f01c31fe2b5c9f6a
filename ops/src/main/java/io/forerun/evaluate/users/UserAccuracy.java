package io.forerun.evaluate.users;

import java.util.List;

/**
 * How well users' next events were foretold, over the events of the test whose user had been seen before. Shares of events;
 * NaN where there was none.
 *
 * @param events how many
 * @param top1Frequent the most frequent action of all users so far was right
 * @param top1Markov the first guess of a first-order chain over all users was right
 * @param top3Markov one of its first three was
 * @param top1 the product's first guess was right
 * @param top3 one of its first three was
 * @param nllPoisson mean negative log-likelihood per event, nats, time in seconds, under a constant rate per user
 * @param nllHawkes the same under a rate that the user's own events excite ({@link HawkesGaps}); NaN where nothing was trained
 * @param nllModel the same under the trained network; NaN where nothing was trained
 * @param promises what users promised against what they did, by horizon; empty where nothing was trained
 * @param prewarm users announced as due; null where nothing was trained or nothing announced
 * @param objects next objects; null where the file has none
 */
public record UserAccuracy(
        long events,
        double top1Frequent,
        double top1Markov,
        double top3Markov,
        double top1,
        double top3,
        double nllPoisson,
        double nllHawkes,
        double nllModel,
        List<Promise> promises,
        Prewarm prewarm,
        Objects objects) {
    /**
     * Expected over actual counts of users seen before, summed over the test.
     *
     * @param minutes of the horizon
     * @param raw as the network has it
     * @param corrected times factors learned online, for the hour of day and for what is left
     * @param dayOff how far the latter is off the actual count of a day, as a share of it, over all days
     */
    public record Promise(int minutes, double raw, double corrected, double dayOff) {}

    /**
     * Users announced as due within five minutes, as often by the network as by the histogram of each user's idle times. Precision
     * is the share of announcements after which the user came, recall the share of events that were announced.
     *
     * @param announcements how many, of each
     * @param threshold least probability of the network's, to a thirtieth
     * @param precision of the network
     * @param recall of the network
     * @param precisionHistogram of the histogram
     * @param recallHistogram of the histogram
     */
    public record Prewarm(
            long announcements,
            double threshold,
            double precision,
            double recall,
            double precisionHistogram,
            double recallHistogram) {}

    /**
     * Next objects, over the events that have one and whose user had one before.
     *
     * @param events how many
     * @param top1Frequent the most frequent object so far was right
     * @param top1Markov the first guess of a first-order chain in bounded memory was right
     * @param top3Markov one of its first three was
     * @param top1 the product's first guess was right
     * @param top3 one of its first three was
     */
    public record Objects(
            long events, double top1Frequent, double top1Markov, double top3Markov, double top1, double top3) {}
}
