package io.forerun.evaluate;

import io.forerun.neural.PromisedDemand;
import io.forerun.profile.ProfileTable;

/**
 * What users promise at the end of each bin, in total and by group, as the engine knows it then: rows come in the file's order,
 * and one of a bin that has ended changes that bin no more.
 */
final class UserSignals implements AutoCloseable {
    private static final long MAX_USERS = 50_000_000;

    private final int binMs;
    private final long firstBin;
    private final float[][] promised;
    private final ProfileTable profiles = new ProfileTable(MAX_USERS, 0, this::beforeErase);
    private final PromisedDemand demand = new PromisedDemand();
    private final long[] user = new long[1];
    private final long[] row = new long[1];
    private final double[] read = new double[PromisedDemand.SUMS];
    private int open;

    /** For so many series, the total among them, and bins. */
    UserSignals(final int series, final int binMs, final long firstBin, final int bins) {
        this.binMs = binMs;
        this.firstBin = firstBin;
        promised = new float[series][bins * PromisedDemand.SUMS];
        demand.open(series);
    }

    private void beforeErase(final long erased) {
        demand.withdraw(profiles.rows(), erased);
    }

    /** Takes a row between the first and the last bin; {@code series} is that of its group, 0 where it has none. */
    void add(final long userId, final long timeMs, final int series) {
        endBinsBefore(timeMs);
        user[0] = userId;
        profiles.locate(user, 1, row);
        demand.withdraw(profiles.rows(), row[0]);
        profiles.touch(row[0], timeMs, series, 0, 0, 0);
        demand.promise(profiles.rows(), row[0]);
    }

    private void endBinsBefore(final long timeMs) {
        while ((firstBin + open + 1) * binMs <= timeMs) {
            end();
        }
    }

    private void end() {
        final long endMs = (firstBin + open + 1) * binMs;
        demand.advance(endMs);
        for (int series = 0; series < promised.length; series++) {
            demand.read(series, endMs, read);
            for (int sum = 0; sum < read.length; sum++) {
                promised[series][open * PromisedDemand.SUMS + sum] = (float) read[sum];
            }
        }
        open++;
    }

    /** After the last row: what is promised of each series, by bin, stage and time constant. */
    float[][] promised() {
        while (open < promised[0].length / PromisedDemand.SUMS) {
            end();
        }
        return promised;
    }

    @Override
    public void close() {
        profiles.close();
    }
}
