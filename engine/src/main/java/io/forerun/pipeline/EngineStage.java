package io.forerun.pipeline;

import com.lmax.disruptor.EventHandler;
import io.forerun.core.Engine;

/** Applies every record to the engine and keeps what it says in the slot. */
final class EngineStage implements EventHandler<Slot> {
    private final RecordAdapter adapter;
    private final Engine engine;
    private volatile int slices = 1;

    EngineStage(final Engine engine) {
        this.engine = engine;
        adapter = new RecordAdapter(engine);
    }

    @Override
    public void onEvent(final Slot slot, final long sequence, final boolean endOfBatch) {
        if (slot.length() == 0) {
            adapter.onSlice(slot.outcome());
        } else {
            adapter.onRecord(slot.buffer(), 0, slot.length(), slot.outcome());
        }
        final int now = engine.slices();
        if (now != slices) {
            slices = now;
        }
    }

    /** Slots that a tick takes to be worked off, its own among them; any thread. */
    int slices() {
        return slices;
    }
}
