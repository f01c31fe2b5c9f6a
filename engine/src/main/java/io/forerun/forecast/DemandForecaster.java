package io.forerun.forecast;

import io.forerun.memory.Digest;
import io.forerun.simd.Kernels;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All demand series and their forecasts. Records are added to the open bucket, {@link #close} ends it. A pure function of the
 * calls made, equal bit for bit on any CPU. Engine thread only; the tables it returns may go anywhere.
 */
public final class DemandForecaster {
    private final ForecastConfig config;
    private final Kernels kernels;
    private final Set<String> withoutExperts;
    private final List<String> usedExperts;
    private final Outlook outlook;
    private final Calendar calendar;
    private final double keepCosts;
    private final List<Series> series = new ArrayList<>();
    private final Map<String, Integer> indexByName = new HashMap<>();

    /** What tables share until a series is opened. */
    private List<String> names = List.of();

    private Map<String, Integer> publishedIndexByName = Map.of();
    private ForecastTable table;
    private long newest = -1;
    private long lateRecords;

    /** With all experts; opens series 0, {@code total}. */
    public DemandForecaster(final ForecastConfig config, final Kernels kernels) {
        this(config, kernels, Set.of());
    }

    /**
     * Opens series 0, {@code total}.
     *
     * @param withoutExperts names of experts to leave out, of {@link #expertNames}, not all; with one left, it is forecast
     *     alone and calibrated like the ensemble, and where it abstains the last value stands in
     */
    public DemandForecaster(final ForecastConfig config, final Kernels kernels, final Set<String> withoutExperts) {
        this.config = config;
        this.kernels = kernels;
        this.withoutExperts = Set.copyOf(withoutExperts);
        final List<Expert> experts = Experts.create(config, kernels, withoutExperts);
        usedExperts = experts.stream().map(Expert::name).toList();
        outlook = new Outlook(experts.size(), config.steps());
        calendar = new Calendar(config);
        keepCosts = StrictMath.pow(.5, 1.0 / config.bucketsPerDay());
        open("total");
        table = new ForecastTable(0, config, List.of(), Map.of(), new ForecastTable.Curve[0], new BitSet());
    }

    /** All experts there are, in their order. */
    public static List<String> expertNames() {
        return Experts.names();
    }

    /** The experts in use, in the order of {@link #weights}. */
    public List<String> usedExperts() {
        return usedExperts;
    }

    /** Share of each expert in the mixture of a step (1 and up), 0 where it abstains: for reports. */
    public double[] weights(final int index, final int step) {
        return series.get(index).weights(step - 1);
    }

    /** Opens a series and returns its index; -1 where there are as many as allowed. The name has to be new. */
    public int open(final String name) {
        if (indexByName.containsKey(name)) {
            throw new IllegalArgumentException("series: name=" + name + ", allowed=a name that is not open yet");
        }
        final int index = series.size();
        if (index == config.maxSeries()) {
            return -1;
        }
        final Series opened = new Series(config, kernels, outlook, calendar, withoutExperts);
        if (index > 0) {
            opened.startFrom(series.get(0));
        }
        series.add(opened);
        indexByName.put(name, index);
        final List<String> extended = new ArrayList<>(names);
        extended.add(name);
        names = List.copyOf(extended);
        publishedIndexByName = Map.copyOf(indexByName);
        return index;
    }

    /** Index of a series, -1 where there is none of that name. */
    public int indexOf(final String name) {
        return indexByName.getOrDefault(name, -1);
    }

    /** Number of series, total included. */
    public int size() {
        return series.size();
    }

    /** Adds requests and what they used to the open bucket of a series. */
    public void add(final int index, final int requests, final long cpuUs, final double memoryKibS, final long gpuUs) {
        series.get(index).add(requests, cpuUs, memoryKibS, gpuUs);
    }

    /**
     * Adds requests to a bucket closed at most a day ago: for the seasons only, never for present demand. Of any other bucket
     * they are only counted as late. Like any others they are added to the total and to a group: the total counts the record.
     */
    public void addLate(final int index, final long bucket, final int requests) {
        lateRecords += index == 0 ? 1 : 0;
        series.get(index).addLate(bucket, requests);
    }

    /**
     * Tells what the users of a series still promise, as it stands at the end of the open bucket. Without it, or with all zero,
     * nothing is known of users, and experts that ask for them abstain.
     *
     * @param promised [PromisedDemand.SUMS] events by stage and time constant, not negative
     */
    public void signal(final int index, final double[] promised) {
        series.get(index).signal(promised);
    }

    /**
     * Requests to expect of some users of a series in each step from now on, as learnt from what all of its users promised and
     * then did. Changes nothing.
     *
     * @param promised [PromisedDemand.SUMS] what they promise now
     * @param requests [steps], where they go
     * @return false where the series has not seen enough to tell
     */
    public boolean worth(final int index, final double[] promised, final double[] requests) {
        return series.get(index).worth(promised, requests);
    }

    /**
     * Tells what a network foresees of the users of a series, as it stands at the end of the open bucket. Without it, or with all
     * zero, experts that ask for it abstain.
     *
     * @param events [TimeConstants.COUNT] events to come, by time constant, not negative
     */
    public void foresee(final int index, final double[] events) {
        series.get(index).foresee(events);
    }

    /**
     * Ends the open bucket of all series and forecasts.
     *
     * @param bucket number of the bucket, time divided by its length; one more than at the last call
     * @param observed series whose bucket was observed; the others' demand is unknown, not zero: what was added is dropped
     */
    public ForecastTable close(final long bucket, final BitSet observed) {
        if (bucket < 0 || (newest >= 0 && bucket != newest + 1)) {
            throw new IllegalArgumentException(
                    "close: bucket=" + bucket + ", allowed=" + (newest < 0 ? "0 and up" : newest + 1));
        }
        newest = bucket;
        final BitSet drifting = new BitSet();
        final ForecastTable.Curve[] curves = new ForecastTable.Curve[series.size()];
        for (int index = 0; index < curves.length; index++) {
            curves[index] = series.get(index).close(bucket, observed.get(index), keepCosts);
            drifting.set(index, series.get(index).isDrifting());
        }
        table = new ForecastTable(
                (bucket + 1) * config.bucketMs(), config, names, publishedIndexByName, curves, drifting);
        return table;
    }

    /** What {@link #close} returned last; without series before the first. */
    public ForecastTable table() {
        return table;
    }

    /** Late records so far: calls of {@link #addLate} on the total. */
    public long lateRecords() {
        return lateRecords;
    }

    /** Folds everything learnt and the open bucket. */
    public void digest(final Digest digest) {
        digest.add(newest).add(lateRecords).add(series.size());
        for (int index = 0; index < names.size(); index++) {
            digest.add(names.get(index));
            series.get(index).digest(digest);
        }
    }
}
