package io.forerun.forecast;

import io.forerun.state.Archive;

/** One simple way to forecast one series. An expert learns from every observed bucket and may have nothing to say. */
interface Expert {
    /** Learns the newest bucket; called after it was appended and only if it was observed. */
    void observe(History history, float requests);

    /** Forecasts the steps after {@code history.newest()} into {@code values[offset..offset + steps)}, NaN where it abstains. */
    void forecast(History history, float[] values, int offset, int steps);

    /** Passes what it has learnt. */
    void pass(Archive archive);
}
