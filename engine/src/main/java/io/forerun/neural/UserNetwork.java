package io.forerun.neural;

import io.forerun.profile.ProfileRows;
import io.forerun.simd.Kernels;
import java.util.Arrays;

/**
 * The states of users in their profile rows, moved by the events of a run: {@link #begin} with the rows of the run, features of
 * each event into {@link #features}, then {@link #step}. Equal bit for bit however records are cut into runs. A row of another
 * model's epoch counts as a user not seen before. Engine thread only; no allocation.
 */
public final class UserNetwork {
    private final int epoch;
    private final int hidden;
    private final EventPasses passes;
    private final GruStep step;
    private final long[] rowOf;
    private final short[] states;

    /**
     * A network over runs.
     *
     * @param epoch what rows of this model carry, 1 to 255
     * @param runCapacity events of a run at most
     * @throws IllegalArgumentException if the model's state does not fit into a row
     */
    public UserNetwork(final GruWeights weights, final int epoch, final Kernels kernels, final int runCapacity) {
        if (weights.hidden() != ProfileRows.STATES) {
            throw new IllegalArgumentException(
                    "model: hidden=" + weights.hidden() + ", needed=" + ProfileRows.STATES + ", the numbers in a row");
        }
        if (epoch < 1 || epoch > 255) {
            throw new IllegalArgumentException("model: epoch=" + epoch + ", allowed=1 to 255");
        }
        this.epoch = epoch;
        hidden = weights.hidden();
        passes = new EventPasses(runCapacity);
        step = new GruStep(weights, kernels, runCapacity);
        rowOf = new long[runCapacity];
        states = new short[runCapacity * hidden];
    }

    /**
     * Starts a run.
     *
     * @param rows the row of each event, negative for none
     */
    public void begin(final long[] rows, final int count) {
        passes.arrange(rows, count);
        for (int event = 0; event < count; event++) {
            if (passes.slot(event) >= 0) {
                rowOf[passes.slot(event)] = rows[event];
            }
        }
    }

    /** Where the features of events are written, each event's from {@link #featuresAt} on: finite, within +-1e6. */
    public float[] features() {
        return step.slots();
    }

    /** First of the features of an event that has a row. */
    public int featuresAt(final int event) {
        return step.inputsAt(passes.slot(event));
    }

    /** First of the 32 numbers of the user's state after an event, in {@link #features}, once it was stepped. */
    public int stateAt(final int event) {
        return step.stateAt(passes.slot(event));
    }

    /** Slots of the run, one for each event that has a row. */
    int slots() {
        return passes.passes() == 0 ? 0 : passes.start(passes.passes());
    }

    /** From one slot's numbers to the next one's in {@link #features}. */
    int width() {
        return step.inputsAt(1);
    }

    /** First of the 32 numbers of the state in a slot, in {@link #features}, once it was stepped. */
    int stateOfSlot(final int slot) {
        return step.stateAt(slot);
    }

    /** The row of the user of a slot. */
    long row(final int slot) {
        return rowOf[slot];
    }

    /** Whether the user of a slot has no later event in the run. */
    boolean isLatest(final int slot) {
        return passes.isLatest(slot);
    }

    /** Takes the events of the run and writes the states of their users back. */
    public void step(final ProfileRows rows) {
        read(rows);
        for (int pass = 0; pass < passes.passes(); pass++) {
            final int first = passes.start(pass);
            final int end = passes.start(pass + 1);
            for (int slot = first; pass > 0 && slot < end; slot++) {
                System.arraycopy(states, passes.earlier(slot) * hidden, states, slot * hidden, hidden);
            }
            step.step(states, first, end - first);
        }
        final int count = slots();
        for (int slot = 0; slot < count; slot++) {
            if (passes.isLatest(slot)) {
                rows.writeState(rowOf[slot], states, slot * hidden);
                rows.setModelEpoch(rowOf[slot], epoch);
            }
        }
    }

    private void read(final ProfileRows rows) {
        final int count = passes.passes() == 0 ? 0 : passes.start(1);
        for (int slot = 0; slot < count; slot++) {
            if (rows.modelEpoch(rowOf[slot]) == epoch) {
                rows.readState(rowOf[slot], states, slot * hidden);
            } else {
                Arrays.fill(states, slot * hidden, (slot + 1) * hidden, (short) 0);
            }
        }
    }
}
