package io.forerun.forecast;

import io.forerun.neural.PromisedDemand;
import io.forerun.neural.TimeConstants;

/** What may be told of users at the end of a bucket, as sums that decay each in its own time. */
enum UserSignal {
    /** Events of the past, by stage of the session and time constant: {@link PromisedDemand}. */
    PROMISED(PromisedDemand.SUMS) {
        @Override
        boolean isKnown(final History history) {
            return history.isPromised();
        }

        @Override
        void read(final History history, final double[] out, final int offset) {
            history.promised(out, offset);
        }
    },

    /** Events to come as the network has them, by time constant: {@link io.forerun.neural.ExpectedDemand}. */
    FORESEEN(TimeConstants.COUNT) {
        @Override
        boolean isKnown(final History history) {
            return history.isForeseen();
        }

        @Override
        void read(final History history, final double[] out, final int offset) {
            history.foreseen(out, offset);
        }
    };

    /** How many sums. */
    final int sums;

    UserSignal(final int sums) {
        this.sums = sums;
    }

    /** Whether it was told at the end of the newest bucket. */
    abstract boolean isKnown(History history);

    /** Copies the sums; of a meaning where {@link #isKnown}. */
    abstract void read(History history, double[] out, int offset);
}
