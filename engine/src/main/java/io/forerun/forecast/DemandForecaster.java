package io.forerun.forecast;

import io.forerun.simd.Kernels;
import io.forerun.state.Archive;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All demand series and their forecasts. Records are added to the open bucket, {@link #close(long, BitSet)} ends it. A pure
 * function of the calls made, equal bit for bit on any CPU. Engine thread only; the tables it returns may go anywhere.
 *
 * <p>With many series a bucket may be ended bit by bit: {@link #begin} opens the next bucket and closes series 0, {@link
 * #close(int)} any other one, whenever its turn comes, and {@link #complete} makes the table. As each series only sees what was
 * added to it, it does not matter when, as long as nothing late is added to it before.
 */
public final class DemandForecaster {
    private final ForecastConfig config;
    private final Kernels kernels;
    private final Set<String> withoutExperts;
    private final List<String> usedExperts;
    private final Outlook outlook;
    private final Calendars calendars;
    private final double keepCosts;
    private final List<Series> series = new ArrayList<>();

    /** Region of each series, empty for none. */
    private final List<String> regions = new ArrayList<>();

    /** Shared with tables, which know how many series they have. */
    private final Map<String, Integer> indexByName = new ConcurrentHashMap<>();

    /** The same; only ever written behind the last name that a table knows. */
    private String[] names = new String[16];

    /** Of the bucket that is being closed: series that were observed, and curves of those closed. */
    private final BitSet observed = new BitSet();

    private ForecastTable.Curve[] curves = new ForecastTable.Curve[0];
    private boolean isClosing;

    /** Buckets ended: of the two that a series has place for, one is open, the other being closed. */
    private int begun;

    private ForecastTable table;
    private long newest = -1;
    private long lateRecords;

    /** With all experts, in UTC; opens series 0, {@code total}. */
    public DemandForecaster(final ForecastConfig config, final Kernels kernels) {
        this(config, kernels, Set.of(), RegionZones.UTC);
    }

    /**
     * Opens series 0, {@code total}.
     *
     * @param withoutExperts names of experts to leave out, of {@link #expertNames}, not all; with one left, it is forecast
     *     alone and calibrated like the ensemble, and where it abstains the last value stands in
     * @param zones whose local time seasons run in
     */
    public DemandForecaster(
            final ForecastConfig config,
            final Kernels kernels,
            final Set<String> withoutExperts,
            final RegionZones zones) {
        this.config = config;
        this.kernels = kernels;
        this.withoutExperts = Set.copyOf(withoutExperts);
        final List<Experts.Named> experts = Experts.create(config, kernels, withoutExperts);
        usedExperts = experts.stream().map(Experts.Named::name).toList();
        outlook = new Outlook(experts.size(), config.steps());
        calendars = new Calendars(config, zones);
        keepCosts = StrictMath.pow(.5, 1.0 / config.bucketsPerDay());
        open("total", "");
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

    /** Other zones come into force, between two buckets: what was learnt of days and weeks moves with the clocks. */
    public void zones(final RegionZones zones) {
        calendars.use(zones);
        for (int index = 0; index < series.size(); index++) {
            series.get(index).move(calendars.of(regions.get(index)));
        }
    }

    /** Opens a series of no region. */
    public int open(final String name) {
        return open(name, "");
    }

    /** Opens a series of a region and returns its index; -1 where there are as many as allowed. The name has to be new. */
    public int open(final String name, final String region) {
        if (indexByName.containsKey(name)) {
            throw new IllegalArgumentException("series: name=" + name + ", allowed=a name that is not open yet");
        }
        final int index = series.size();
        if (index == config.maxSeries()) {
            return -1;
        }
        final Series opened = new Series(config, kernels, outlook, calendars.of(region), withoutExperts);
        if (index > 0) {
            opened.startFrom(series.get(0));
        }
        series.add(opened);
        regions.add(region);
        indexByName.put(name, index);
        if (index == names.length) {
            names = Arrays.copyOf(names, 2 * index);
        }
        names[index] = name;
        return index;
    }

    /** Name of a series. */
    public String name(final int index) {
        return names[index];
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
        series.get(index).add(begun & 1, requests, cpuUs, memoryKibS, gpuUs);
    }

    /**
     * Adds requests to a bucket closed at most a day ago: for the seasons only, never for present demand. Of any other bucket
     * they are only counted as late. Like any others they are added to the total and to a group: the total counts the record.
     * Where the bucket closed last is being closed bit by bit, close the series first.
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
        begin(bucket, observed);
        for (int index = 1; index < closing(); index++) {
            close(index);
        }
        return complete();
    }

    /** Ends the open bucket, as above, but closes series 0 only; what is added from now on belongs to the next bucket. */
    public void begin(final long bucket, final BitSet observedSeries) {
        if (bucket < 0 || (newest >= 0 && bucket != newest + 1)) {
            throw new IllegalArgumentException(
                    "close: bucket=" + bucket + ", allowed=" + (newest < 0 ? "0 and up" : newest + 1));
        }
        if (isClosing) {
            throw new IllegalStateException("close: bucket=" + bucket + ", but " + newest + " is not complete");
        }
        isClosing = true;
        begun++;
        newest = bucket;
        observed.clear();
        observed.or(observedSeries);
        curves = new ForecastTable.Curve[series.size()];
        close(0);
    }

    /** Series that take part in the bucket that is being closed, or was last. */
    public int closing() {
        return curves.length;
    }

    /** Whether a series has still to be closed. */
    public boolean isOpen(final int index) {
        return isClosing && index < curves.length && curves[index] == null;
    }

    /** Closes a series, unless it is: what was signalled of it has to stand at the end of the bucket. */
    public void close(final int index) {
        if (isOpen(index)) {
            curves[index] = series.get(index).close(newest, begun - 1 & 1, observed.get(index), keepCosts);
        }
    }

    /** Makes the table, once all series are closed. */
    public ForecastTable complete() {
        for (int index = 0; index < curves.length; index++) {
            if (isOpen(index)) {
                throw new IllegalStateException("close: series " + index + " of bucket " + newest + " is open");
            }
        }
        isClosing = false;
        makeTable();
        return table;
    }

    private void makeTable() {
        final BitSet drifting = new BitSet();
        for (int index = 0; index < curves.length; index++) {
            drifting.set(index, series.get(index).isDrifting());
        }
        final List<String> known =
                Collections.unmodifiableList(Arrays.asList(names).subList(0, curves.length));
        table = new ForecastTable((newest + 1) * config.bucketMs(), config, known, indexByName, curves, drifting);
    }

    /** What {@link #close} returned last; without series before the first. */
    public ForecastTable table() {
        return table;
    }

    /** Late records so far: calls of {@link #addLate} on the total. */
    public long lateRecords() {
        return lateRecords;
    }

    /** Passes everything learnt and the open bucket, where no bucket is being closed; hash aside, the newest table as well. */
    public void pass(final Archive archive) {
        newest = archive.pass(newest);
        begun = archive.pass(begun);
        lateRecords = archive.pass(lateRecords);
        final int count = archive.passCount(series.size(), config.maxSeries());
        for (int index = 0; index < count; index++) {
            final String name = archive.pass(index < series.size() ? names[index] : null);
            final String region = archive.pass(index < series.size() ? regions.get(index) : null);
            if (index == series.size()) {
                open(name, region);
            }
            series.get(index).pass(archive);
        }
        if (!archive.isFolding()) {
            passTable(archive);
        }
    }

    private void passTable(final Archive archive) {
        final int count = archive.passCount(curves.length, series.size());
        if (archive.isRestoring()) {
            curves = new ForecastTable.Curve[count];
        }
        for (int index = 0; index < count; index++) {
            curves[index] = archive.pass(curves[index], ForecastTable.Curve.class);
        }
        if (archive.isRestoring() && count > 0) {
            makeTable();
        }
    }
}
