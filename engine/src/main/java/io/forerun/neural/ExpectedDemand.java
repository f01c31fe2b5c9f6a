package io.forerun.neural;

import io.forerun.profile.Minifloat;
import io.forerun.profile.ProfileRows;
import io.forerun.simd.Kernels;
import io.forerun.state.Archive;
import io.forerun.state.Digest;
import io.forerun.state.StateException;

/**
 * Demand as the model in force expects it of every user, summed by series and time constant without a scan. A run of records goes
 *
 * <pre>
 *   begin(rows)  --  for each record in order: event(..), before its row is touched  --  step(rows), after all were touched
 * </pre>
 *
 * and each user's newest state then stands in the row, with the demand weights q that the rings hold of that user. Until a
 * model is activated nothing is done and nothing is expected.
 *
 * <p>When a model takes over, states of the one before read as 0 by the epoch that rows carry; the weights stored under it stay
 * exactly subtractable and age out. Rings and rows are the same however records were cut into runs, and equal at any vector width.
 * Engine thread only; no allocation but in {@link #open} and {@link #activate}.
 */
public final class ExpectedDemand {
    private static final int EPOCHS = 255;
    private static final int TAUS = TimeConstants.COUNT;

    private final Kernels kernels;
    private final int runCapacity;
    private final DemandRings rings;
    private final long[] slots = new long[TAUS];
    private final float[] hazard = new float[HazardBins.COUNT];
    private int epoch;
    private long name;
    private NeuralModel model;
    private UserNetwork network;
    private RateHeads heads;
    private HazardListener listener;

    /**
     * Without a model.
     *
     * @param runCapacity records of a run at most
     */
    public ExpectedDemand(final Kernels kernels, final int runCapacity) {
        this.kernels = kernels;
        rings = new DemandRings(kernels, 1);
        this.runCapacity = runCapacity;
    }

    /** A model comes into force, from the next record on. */
    public void activate(final NeuralModel next, final long nextName) {
        epoch = epoch % EPOCHS + 1;
        name = nextName;
        use(next);
    }

    private void use(final NeuralModel next) {
        model = next;
        network = new UserNetwork(next.cell(), epoch, kernels, runCapacity);
        heads = new RateHeads(next, kernels, runCapacity);
    }

    /** Tells somebody when users come next, from the next run on; null for nobody. */
    public void listen(final HazardListener next) {
        listener = next;
    }

    /** The model in force; null before the first. */
    public NeuralModel model() {
        return model;
    }

    /** Name given to the model in force; 0 before the first. */
    public long name() {
        return name;
    }

    /** What rows of the model in force carry; 0 before the first. */
    public int epoch() {
        return epoch;
    }

    /** Makes room for series 0 to {@code count - 1}. */
    public void open(final int count) {
        rings.open(count);
    }

    /** Starts a run: the row of each record, negative for none. */
    public void begin(final long[] rows, final int count) {
        if (network != null) {
            network.begin(rows, count);
        }
    }

    /**
     * A record of the run that has a row: what its user promised is taken back, and the network is told.
     *
     * @param item index of the record in the run
     * @param row the user's, as it was before the record
     */
    public void event(final ProfileRows rows, final long row, final int item, final long timeMs, final Event event) {
        if (network == null) {
            return;
        }
        withdraw(rows, row);
        final int count = rows.count(row);
        final long sinceMs = count == 0 ? Features.FIRST : Math.max(0, timeMs - rows.lastSeenMs(row));
        final float[] features = network.features();
        final int at = network.featuresAt(item);
        Embeddings.write(model.parameters(), event.action, event.object, event.device, features, at);
        Features.dense(timeMs, sinceMs, count + 1, event.cost, features, at);
    }

    /** Takes back what a row promises: before it is erased. */
    public void withdraw(final ProfileRows rows, final long row) {
        if (rows.count(row) == 0) {
            return;
        }
        TimeConstants.slots(rows.lastSeenMs(row), slots);
        for (int tau = 0; tau < TAUS; tau++) {
            rings.add(rows.group(row), 0, tau, slots[tau], -Minifloat.units(rows.demandWeight(row, tau)));
            rows.setDemandWeight(row, tau, 0); // Further records of the same user and run find nothing to take back.
        }
    }

    /** Takes the run's records into the states of their users, and what users promise now into rows and rings. */
    public void step(final ProfileRows rows) {
        if (network == null) {
            return;
        }
        network.step(rows);
        final int count = network.slots();
        if (count == 0) {
            return;
        }
        heads.run(network.features(), network.stateOfSlot(0), network.width(), count);
        for (int slot = 0; slot < count; slot++) {
            if (network.isLatest(slot)) {
                promise(rows, network.row(slot), slot);
                if (listener != null) {
                    heads.hazard(slot, hazard);
                    listener.onHazard(rows, network.row(slot), hazard);
                }
            }
        }
    }

    private void promise(final ProfileRows rows, final long row, final int slot) {
        final long nowMs = rows.lastSeenMs(row);
        TimeConstants.slots(nowMs, slots);
        if (!rings.reaches(slots[0])) {
            rings.advance(nowMs);
        }
        // Weights of rare users are less than a unit: dithered, they are still true in the sum.
        final int dither = (int) Digest.of(rows.userId(row), nowMs);
        for (int tau = 0; tau < TAUS; tau++) {
            final long untilSlotEndMs = (slots[tau] + 1) * TimeConstants.slotMs(tau) - nowMs;
            final double decay = PromisedDemand.expNegative(untilSlotEndMs * TimeConstants.perMs(tau));
            final int code = Minifloat.of(heads.weight(slot, tau) * decay, dither);
            rows.setDemandWeight(row, tau, code);
            rings.add(rows.group(row), 0, tau, slots[tau], Minifloat.units(code));
        }
    }

    /** Brings the sums to a time, milliseconds since the epoch. */
    public void advance(final long nowMs) {
        rings.advance(nowMs);
    }

    /** As {@link PromisedDemand#hold}. */
    public void hold(final long atMs) {
        rings.hold(atMs);
    }

    /** Once all that wanted to read has read. */
    public void release() {
        rings.release();
    }

    /**
     * Demand weights of the users of a series, each decayed to a time, by time constant; of series 0 those of all users. What
     * they are worth within a horizon is {@link NeuralModel#reach}.
     *
     * @param atMs the time of the last {@link #advance}
     * @param out [TimeConstants.COUNT] events
     * @return false where no model is in force: nothing was read
     */
    public boolean read(final int series, final long atMs, final double[] out) {
        if (model == null) {
            return false;
        }
        rings.read(series, atMs, out);
        for (int tau = 0; tau < TAUS; tau++) {
            out[tau] /= Minifloat.UNITS;
        }
        return true;
    }

    /**
     * Demand weights of one user, decayed to a time; of all users of a series they add up to what {@link #read} gives.
     *
     * @param atMs not before the user's newest event
     * @param out [TimeConstants.COUNT] events
     * @return false where no model is in force, or the user was not here since it is: nothing was written
     */
    public boolean ofUser(final ProfileRows rows, final long row, final long atMs, final double[] out) {
        if (model == null || rows.modelEpoch(row) != epoch) {
            return false;
        }
        TimeConstants.slots(rows.lastSeenMs(row), slots);
        for (int tau = 0; tau < TAUS; tau++) {
            final double weight = (double) Minifloat.units(rows.demandWeight(row, tau)) / Minifloat.UNITS;
            out[tau] = weight * DemandRings.decay(tau, slots[tau], atMs);
        }
        return true;
    }

    /** Passes all sums and which model is in force. */
    public void pass(final Archive archive) {
        epoch = archive.pass(epoch);
        name = archive.pass(name);
        if (!archive.isFolding()) {
            passModel(archive);
        }
        rings.pass(archive);
    }

    /** The model itself; for a hash its name is enough. */
    private void passModel(final Archive archive) {
        final byte[] bytes = archive.passGrown(model == null ? new byte[0] : ModelFormat.encode(model));
        if (archive.isRestoring() && bytes.length > 0) {
            try {
                use(ModelFormat.decode(bytes));
            } catch (final ModelFormatException wrong) {
                throw new StateException("state: model in force: " + wrong.getMessage());
            }
        }
    }

    DemandRings rings() {
        return rings;
    }
}
