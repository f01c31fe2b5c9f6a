package io.forerun.core;

import io.forerun.forecast.DemandForecaster;
import io.forerun.forecast.RegionZones;
import io.forerun.markov.ChainConfig;
import io.forerun.markov.GroupChains;
import io.forerun.markov.UserChains;
import io.forerun.neural.Event;
import io.forerun.neural.ExpectedDemand;
import io.forerun.neural.Features;
import io.forerun.neural.NeuralModel;
import io.forerun.neural.PromisedDemand;
import io.forerun.plan.ServiceFlow;
import io.forerun.prewarm.DueUsers;
import io.forerun.prewarm.PrewarmConfig;
import io.forerun.profile.ProfileRows;
import io.forerun.profile.ProfileTable;
import io.forerun.simd.Kernels;
import io.forerun.state.Archive;
import java.util.BitSet;
import java.util.Optional;
import java.util.Set;

/**
 * All that is learned from accepted records: profiles, chains, demand. A function of those records in their order, whatever
 * batches and sessions they came in. Engine thread only.
 */
final class Learned implements AutoCloseable {
    private static final long LATE_LIMIT_MS = 86_400_000;

    private final int bucketMs;
    private final NameBook names = new NameBook();
    private final ProfileTable profiles;
    private final UserChains chains = new UserChains(ChainConfig.DEFAULT);
    private final PromisedDemand promised;
    private final ExpectedDemand expected;
    private final Event event = new Event();
    private final DemandForecaster forecaster;
    private final BucketClose closing;
    private final GroupIndex groups;
    private final ServiceFlows flows;
    private final UtilisationDemand utilisation = new UtilisationDemand();
    private final RunScratch scratch = new RunScratch();
    private final EngineConfig config;
    private ActivityListener listener;
    private DueUsers due;
    private long openBucket = -1;
    private long firstMs = -1;
    private long accepted;
    private long unprofiled;
    private long ungrouped;
    private long late;
    private long forgotten;

    Learned(final EngineConfig config, final Kernels kernels) {
        bucketMs = config.forecast().bucketMs();
        profiles = new ProfileTable(config.maxUsers(), config.secretSeed(), this::beforeErase);
        forecaster = new DemandForecaster(config.forecast(), kernels, Set.of(), config.zones());
        promised = new PromisedDemand(kernels);
        expected = new ExpectedDemand(kernels, ActivityRun.CAPACITY);
        closing = new BucketClose(forecaster, promised, expected);
        groups = new GroupIndex(names, forecaster);
        flows = new ServiceFlows(names, profiles, chains.actions());
        this.config = config;
        configure(config);
    }

    /** What may change while the engine lives comes into force. */
    void configure(final EngineConfig next) {
        prewarm(next.prewarm());
        flows.configure(next.fleet());
    }

    /** Announces due users from now on as configured. */
    private void prewarm(final PrewarmConfig next) {
        if (next.isOn() && due == null) {
            due = new DueUsers(config.maxUsers(), config.secretSeed(), bucketMs);
            if (started()) {
                due.open(openBucket);
            }
        } else if (!next.isOn() && due != null) {
            due.close();
            due = null;
        }
        if (due != null) {
            due.threshold(next.probability());
        }
        expected.listen(due);
    }

    private void beforeErase(final long row) {
        if (due != null) {
            due.remove(profiles.rows().userId(row));
        }
        flows.erase(profiles.rows(), row);
        promised.withdraw(profiles.rows(), row);
        expected.withdraw(profiles.rows(), row);
    }

    /** Seasons run in other zones from now on; the bucket that ended is done with. */
    void zones(final RegionZones zones) {
        forecaster.zones(zones);
    }

    /** A model of users comes into force. */
    void activate(final NeuralModel model, final long name) {
        expected.activate(model, name);
    }

    /** Applies the records of a run from {@code from} on; refused ones are counted in the session. No allocation. */
    void apply(final ActivityRun run, final int from, final Session session, final long nowMs) {
        if (openBucket < 0) {
            start(nowMs);
        }
        final int count = demandPass(run, from, session, nowMs);
        promised.open(forecaster.size());
        expected.open(forecaster.size());
        profiles.locate(scratch.userId, count, scratch.row);
        profilePass(count);
        accepted += count;
        if (listener != null) {
            tell(count);
        }
    }

    private void tell(final int count) {
        for (int item = 0; item < count; item++) {
            listener.onActivity(
                    scratch.userId[item],
                    scratch.seenMs[item],
                    scratch.action[item],
                    scratch.object[item],
                    scratch.device[item],
                    scratch.cpuUs[item]);
        }
    }

    /** Erases what is kept of one user; false where there is no profile. What it added to sums over users stays in them. */
    boolean forget(final long userId) {
        chains.forget(userId);
        final boolean known = profiles.forget(userId);
        forgotten += known ? 1 : 0;
        return known;
    }

    /** Tells a listener of all records from now on. */
    void listen(final ActivityListener to) {
        listener = to;
    }

    private int demandPass(final ActivityRun run, final int from, final Session session, final long nowMs) {
        final SessionDictionary dictionary = session.dictionary();
        final BitSet fed = session.stream().fedSeries();
        final long openStartMs = openBucket * bucketMs;
        final int requests = session.requestsPerRecord();
        int count = 0;
        int lastSeries = Integer.MIN_VALUE;
        for (int item = from; item < run.count(); item++) {
            if (run.refusal[item] != Refusals.NONE) {
                session.refused()[run.refusal[item]]++;
                continue;
            }
            final int service = dictionary.resolve(NameKind.SERVICE, run.service[item], names);
            final int region = dictionary.resolve(NameKind.REGION, run.region[item], names);
            final int series = groups.series(service, region);
            final long seenMs = Math.max(Math.min(run.timestampMs[item], nowMs + 1_000), openStartMs - LATE_LIMIT_MS);
            final double memoryKibS = run.memoryKib[item] * (double) run.durationUs[item] / 1e6;
            scratch.action[count] =
                    Math.min(dictionary.resolve(NameKind.ACTION, run.action[item], names), GroupChains.ACTIONS - 1);
            if (seenMs >= openStartMs) {
                flows.count(scratch.action[count], requests);
                forecaster.add(0, requests, run.cpuUs[item], memoryKibS, run.gpuUs[item]);
            } else {
                late++;
                addLate(0, seenMs, requests);
            }
            if (series == GroupIndex.UNGROUPED) {
                ungrouped++;
            } else if (seenMs >= openStartMs) {
                forecaster.add(series, requests, run.cpuUs[item], memoryKibS, run.gpuUs[item]);
            } else {
                addLate(series, seenMs, requests);
            }
            if (series != lastSeries) {
                utilisation.onActivity(Math.max(series, 0));
                fed.set(Math.max(series, 0)); // Who feeds no series of its own still feeds the total.
                lastSeries = series;
            }
            scratch.userId[count] = run.userId[item];
            scratch.seenMs[count] = seenMs;
            scratch.group[count] = Math.max(series, 0);
            scratch.device[count] = Math.min(dictionary.resolve(NameKind.DEVICE, run.device[item], names), 255);
            scratch.object[count] = dictionary.objectFold(run.object[item]);
            scratch.cpuUs[count] = run.cpuUs[item];
            scratch.memoryKibS[count] = (float) memoryKibS;
            scratch.gpuUs[count] = run.gpuUs[item];
            count++;
        }
        return count;
    }

    private void addLate(final int series, final long seenMs, final int requests) {
        closing.require(series);
        forecaster.addLate(series, Math.floorDiv(seenMs, bucketMs), requests);
    }

    private void profilePass(final int count) {
        final ProfileRows rows = profiles.rows();
        expected.begin(scratch.row, count);
        for (int item = 0; item < count; item++) {
            final long row = scratch.row[item];
            if (row == ProfileTable.NONE) {
                unprofiled++;
                continue;
            }
            final int action = scratch.action[item];
            final int group = scratch.group[item];
            final int object = scratch.object[item];
            final long seenMs = scratch.seenMs[item];
            chains.learn(rows, row, group, action, object, seenMs);
            event.action = action;
            event.object = Features.objectRow(object);
            event.device = scratch.device[item];
            event.cost = scratch.cpuUs[item] / 1e3f;
            expected.event(rows, row, item, seenMs, event);
            promised.withdraw(rows, row);
            flows.leave(rows, row, seenMs);
            profiles.touch(row, seenMs, group, action, scratch.device[item], object);
            promised.promise(rows, row);
            flows.enter(rows, row);
            profiles.cost(row, scratch.cpuUs[item], scratch.memoryKibS[item], scratch.gpuUs[item]);
        }
        expected.step(rows);
    }

    private void start(final long nowMs) {
        openBucket = Math.floorDiv(nowMs, bucketMs);
        firstMs = nowMs;
        if (due != null) {
            due.open(openBucket);
        }
    }

    /** Takes what nodes report: demand, where nobody sends activity. */
    void onUtilisation(final Utilisation report, final Session session, final long nowMs) {
        if (openBucket < 0) {
            start(nowMs);
        }
        final int service = session.dictionary().resolve(NameKind.SERVICE, report.service(), names);
        final int region = session.dictionary().resolve(NameKind.REGION, report.region(), names);
        final int series = groups.series(service, region);
        if (series != GroupIndex.UNGROUPED) {
            utilisation.onReport(series, report);
        }
    }

    /** True once the first record came: there is a bucket to close. */
    boolean started() {
        return openBucket >= 0;
    }

    /** Ends all buckets that end at or before a tick; the work on the last is left to {@link #proceed}. */
    void closeUntil(final long tickMs, final BitSet observed) {
        while (started() && (openBucket + 1) * bucketMs <= tickMs) {
            proceed(Integer.MAX_VALUE);
            final long endMs = (openBucket + 1) * bucketMs;
            flows.close(endMs, config.forecast(), observed.get(0)); // What nodes report tells of no action.
            utilisation.close(bucketMs, forecaster, observed);
            closing.begin(openBucket, endMs, observed);
            openBucket++;
        }
        if (due != null) {
            due.tick(openBucket);
        }
    }

    /** What users ask of services as of the bucket that ended last; empty where no service asks for replicas. */
    Optional<ServiceFlow> flow() {
        return flows.newest();
    }

    /** Goes on with the bucket that ended, by so many series at most; true once the table is that of the newest bucket. */
    boolean proceed(final int mostSeries) {
        return closing.proceed(mostSeries);
    }

    /** Time of the first record, milliseconds since the epoch; negative before it. */
    long firstMs() {
        return firstMs;
    }

    NameBook names() {
        return names;
    }

    ProfileTable profiles() {
        return profiles;
    }

    /** Users who are due; null where that is off. */
    DueUsers due() {
        return due;
    }

    /** Demand as the model in force expects it. */
    ExpectedDemand expected() {
        return expected;
    }

    UserChains chains() {
        return chains;
    }

    DemandForecaster forecaster() {
        return forecaster;
    }

    long accepted() {
        return accepted;
    }

    long unprofiled() {
        return unprofiled;
    }

    /** Records of a closed bucket, each once though it may count in two series. */
    long late() {
        return late;
    }

    long ungrouped() {
        return ungrouped;
    }

    /** Profiles erased on demand. */
    long forgotten() {
        return forgotten;
    }

    /** Passes all that was learned, once the bucket that ended is done with. */
    void pass(final Archive archive) {
        proceed(Integer.MAX_VALUE);
        openBucket = archive.pass(openBucket);
        accepted = archive.pass(accepted);
        unprofiled = archive.pass(unprofiled);
        ungrouped = archive.pass(ungrouped);
        forgotten = archive.pass(forgotten);
        if (!archive.isFolding()) { // Which batch brought the first record is no part of what was learned.
            late = archive.pass(late);
            firstMs = archive.pass(firstMs);
        }
        names.pass(archive);
        profiles.pass(archive);
        chains.pass(archive);
        promised.pass(archive);
        expected.pass(archive);
        utilisation.pass(archive);
        forecaster.pass(archive);
        groups.pass(archive);
        if (due != null) {
            due.pass(archive);
        }
        flows.pass(archive);
    }

    @Override
    public void close() {
        if (due != null) {
            due.close();
        }
        profiles.close();
    }

    /** Columns of the accepted records of one run, compacted, in the engine's own numbers. */
    private static final class RunScratch {
        final long[] userId = new long[ActivityRun.CAPACITY];
        final long[] row = new long[ActivityRun.CAPACITY];
        final long[] seenMs = new long[ActivityRun.CAPACITY];
        final int[] group = new int[ActivityRun.CAPACITY];
        final int[] action = new int[ActivityRun.CAPACITY];
        final int[] device = new int[ActivityRun.CAPACITY];
        final int[] object = new int[ActivityRun.CAPACITY];
        final float[] cpuUs = new float[ActivityRun.CAPACITY];
        final float[] memoryKibS = new float[ActivityRun.CAPACITY];
        final float[] gpuUs = new float[ActivityRun.CAPACITY];
    }
}
