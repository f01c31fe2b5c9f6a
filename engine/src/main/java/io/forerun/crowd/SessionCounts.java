package io.forerun.crowd;

import io.forerun.markov.GroupChains;
import io.forerun.state.Archive;
import java.util.Arrays;

/**
 * How sessions begin, go on and end, counted as they do so, older ones less: chains learn of an end only when the user comes back, which
 * those never do who are gone for good. Engine thread only.
 */
final class SessionCounts {
    /** A session counts half after so long. */
    private static final double HALF_LIFE_MS = 86_400_000;

    /** Weight of what the chain says of an end, in sessions. */
    private static final double PRIOR = 2;

    private final double[] newContinued = new double[GroupChains.ACTIONS];
    private final double[] continued = new double[GroupChains.ACTIONS];
    private final double[] ended = new double[GroupChains.ACTIONS];
    private long newBegun;
    private long newRecords;
    private double begun;
    private double records;

    /** A session begins. */
    void begin() {
        newBegun++;
    }

    /** A session goes on after an action. */
    void goOn(final int action) {
        newContinued[action]++;
    }

    /** A record of any session. */
    void record() {
        newRecords++;
    }

    /** A bucket ends; who is gone is taken over and set to zero. */
    void close(final int bucketMs, final double[] gone) {
        final double keep = StrictMath.pow(.5, bucketMs / HALF_LIFE_MS);
        for (int action = 0; action < GroupChains.ACTIONS; action++) {
            continued[action] = continued[action] * keep + newContinued[action];
            ended[action] = ended[action] * keep + gone[action];
        }
        begun = begun * keep + newBegun;
        records = records * keep + newRecords;
        newBegun = 0;
        newRecords = 0;
        Arrays.fill(newContinued, 0);
        Arrays.fill(gone, 0);
    }

    /** Probability that a session ends with each action; where it was seen little, as the chain has it. */
    double[] ends(final GroupChains chains) {
        final double[] ends = new double[chains.actions()];
        for (int action = 0; action < ends.length; action++) {
            final double prior = PRIOR * chains.endProbability(GroupChains.EVERYONE, action);
            ends[action] = (ended[action] + prior) / (ended[action] + continued[action] + PRIOR);
        }
        return ends;
    }

    /** Sessions that begin per record. */
    double arrivals() {
        return records > 0 ? begun / records : 0;
    }

    void pass(final Archive archive) {
        newBegun = archive.pass(newBegun);
        newRecords = archive.pass(newRecords);
        begun = archive.pass(begun);
        records = archive.pass(records);
        archive.pass(newContinued);
        archive.pass(continued);
        archive.pass(ended);
    }
}
