package io.forerun.neural;

import io.forerun.profile.ProfileRows;

/** Hears when a user comes next, as the model in force has it after the user's newest event of a run. Engine thread only. */
@FunctionalInterface
public interface HazardListener {
    /**
     * One user.
     *
     * @param row the user's, as the event left it
     * @param rates of the next event per second, by bin of {@link HazardBins}; valid during the call
     */
    void onHazard(ProfileRows rows, long row, float[] rates);
}
