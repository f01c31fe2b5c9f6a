package io.forerun.perf;

import io.forerun.forecast.DemandForecaster;
import io.forerun.forecast.ForecastConfig;
import io.forerun.neural.PromisedDemand;
import io.forerun.profile.ProfileRows;
import io.forerun.profile.ProfileTable;
import io.forerun.simd.Kernels;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.BitSet;
import java.util.SplittableRandom;

/** Ticks of so many groups and nothing else: what one group costs when its bucket ends, by the thread's processor time. */
final class GroupCost implements AutoCloseable {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int USERS_PER_GROUP = 4;
    private static final int MEAN_REQUESTS = 40;

    private final int groups;
    private final DemandForecaster forecaster;
    private final PromisedDemand promised = new PromisedDemand(Kernels.preferred());
    private final ProfileTable profiles;
    private final SplittableRandom random;
    private final BitSet observed = new BitSet();
    private final double[] signal = new double[PromisedDemand.SUMS];
    private final long[] users = new long[1];
    private final long[] rows = new long[1];
    private long bucket = Workload.START_MS / ForecastConfig.DEFAULT.bucketMs();

    GroupCost(final long seed, final int groups) {
        this.groups = groups;
        random = new SplittableRandom(seed);
        final ForecastConfig usual = ForecastConfig.DEFAULT;
        forecaster = new DemandForecaster(
                new ForecastConfig(usual.bucketMs(), usual.steps(), usual.tolerance(), groups), Kernels.preferred());
        for (int group = 1; group < groups; group++) {
            forecaster.open("service-" + group + "/-");
        }
        observed.set(0, groups);
        profiles = new ProfileTable((long) USERS_PER_GROUP * groups, seed);
        promised.open(groups);
    }

    /** Nanoseconds of a group in so many ticks. */
    double groupNs(final int ticks) {
        long ns = 0;
        for (int tick = 0; tick < ticks; tick++) {
            for (int group = 0; group < groups; group++) {
                demand(group);
            }
            final long startNs = THREADS.getCurrentThreadCpuTime();
            end();
            ns += THREADS.getCurrentThreadCpuTime() - startNs;
        }
        return (double) ns / ticks / groups;
    }

    private void demand(final int group) {
        final int requests = random.nextInt(MEAN_REQUESTS / 2, MEAN_REQUESTS * 3 / 2);
        forecaster.add(group, requests, 1_000L * requests, requests, 0);
        users[0] = 1 + group + (long) groups * random.nextInt(USERS_PER_GROUP);
        profiles.locate(users, 1, rows);
        final ProfileRows fields = profiles.rows();
        promised.withdraw(fields, rows[0]);
        profiles.touch(rows[0], bucket * ForecastConfig.DEFAULT.bucketMs() + random.nextInt(60_000), group, 1, 0, 0);
        promised.promise(fields, rows[0]);
    }

    private void end() {
        final long endMs = (bucket + 1) * ForecastConfig.DEFAULT.bucketMs();
        promised.advance(endMs);
        for (int group = 0; group < groups; group++) {
            promised.read(group, endMs, signal);
            forecaster.signal(group, signal);
        }
        forecaster.close(bucket, observed);
        bucket++;
    }

    @Override
    public void close() {
        profiles.close();
    }
}
