package io.forerun.evaluate;

import io.forerun.evaluate.users.UserTraining;
import io.forerun.neural.Event;
import io.forerun.neural.ExpectedDemand;
import io.forerun.neural.PromisedDemand;
import io.forerun.neural.TimeConstants;
import io.forerun.profile.ProfileTable;
import io.forerun.simd.Kernels;

/**
 * What users promise at the end of each bin, and what the network foresees of them, in total and by group, by the engine's own
 * code and as the engine knows it then: rows come in the file's order, and one of a bin that has ended changes that bin no more.
 * The network comes into force where its training ended, with states of nothing, as it would in a server.
 */
final class UserSignals implements AutoCloseable {
    private static final long MAX_USERS = 50_000_000;

    private final int binMs;
    private final long firstBin;
    private final int bins;
    private final float[][] promised;
    private final float[][] foreseen;
    private final ProfileTable profiles = new ProfileTable(MAX_USERS, 0, this::beforeErase);
    private final PromisedDemand demand = new PromisedDemand(Kernels.preferred());
    private final ExpectedDemand expected;
    private final long[] user = new long[1];
    private final long[] row = new long[1];
    private final double[] readPromised = new double[PromisedDemand.SUMS];
    private final double[] readForeseen = new double[TimeConstants.COUNT];
    private UserTraining.Trained trained;
    private int open;

    /** For so many series, the total among them, and bins. */
    UserSignals(final int series, final int binMs, final long firstBin, final int bins) {
        this.binMs = binMs;
        this.firstBin = firstBin;
        this.bins = bins;
        promised = new float[series][bins * PromisedDemand.SUMS];
        foreseen = new float[series][bins * TimeConstants.COUNT];
        expected = new ExpectedDemand(Kernels.preferred(), 1);
        demand.open(series);
        expected.open(series);
    }

    private void beforeErase(final long erased) {
        demand.withdraw(profiles.rows(), erased);
        expected.withdraw(profiles.rows(), erased);
    }

    /** The network that comes into force on the way. */
    void train(final UserTraining.Trained network) {
        trained = network;
    }

    /** Takes a row between the first and the last bin; {@code series} is that of its group, 0 where it has none. */
    void add(final long userId, final long timeMs, final int series, final Event event) {
        endBinsBefore(timeMs);
        if (trained != null && timeMs >= trained.heldBackMs()) {
            expected.activate(trained.model(), 1);
            trained = null;
        }
        user[0] = userId;
        profiles.locate(user, 1, row);
        expected.begin(row, 1);
        expected.event(profiles.rows(), row[0], 0, timeMs, event);
        demand.withdraw(profiles.rows(), row[0]);
        profiles.touch(row[0], timeMs, series, 0, 0, 0);
        demand.promise(profiles.rows(), row[0]);
        expected.step(profiles.rows());
    }

    private void endBinsBefore(final long timeMs) {
        while ((firstBin + open + 1) * binMs <= timeMs) {
            end();
        }
    }

    private void end() {
        final long endMs = (firstBin + open + 1) * binMs;
        demand.advance(endMs);
        expected.advance(endMs);
        for (int series = 0; series < promised.length; series++) {
            demand.read(series, endMs, readPromised);
            write(readPromised, promised[series]);
            if (expected.read(series, endMs, readForeseen)) {
                write(readForeseen, foreseen[series]);
            }
        }
        open++;
    }

    private void write(final double[] values, final float[] to) {
        for (int index = 0; index < values.length; index++) {
            to[open * values.length + index] = (float) values[index];
        }
    }

    /** After the last row, before the signals are read. */
    void finish() {
        while (open < bins) {
            end();
        }
    }

    /** What is promised of a series, by bin, stage and time constant. */
    float[] promised(final int series) {
        return promised[series];
    }

    /** What the network foresees of a series, by bin and time constant; zero while it was not in force. */
    float[] foreseen(final int series) {
        return foreseen[series];
    }

    @Override
    public void close() {
        profiles.close();
    }
}
