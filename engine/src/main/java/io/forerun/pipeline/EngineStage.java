package io.forerun.pipeline;

import com.lmax.disruptor.EventHandler;

/** Applies every record to the engine and keeps what it says in the slot. */
final class EngineStage implements EventHandler<Slot> {
    private final RecordAdapter adapter;

    EngineStage(final RecordAdapter adapter) {
        this.adapter = adapter;
    }

    @Override
    public void onEvent(final Slot slot, final long sequence, final boolean endOfBatch) {
        adapter.onRecord(slot.buffer(), 0, slot.length(), slot.outcome());
    }
}
