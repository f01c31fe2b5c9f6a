package io.forerun.pipeline;

import com.lmax.disruptor.EventHandler;
import io.forerun.core.Engine;

/** Applies every record to the engine and keeps what it says in the slot. */
final class EngineStage implements EventHandler<Slot> {
    private final RecordAdapter adapter;
    private final Engine engine;
    private final boolean eventTime;
    private volatile boolean isTickOpen;

    EngineStage(final Engine engine, final ClockMode clock) {
        this.engine = engine;
        eventTime = clock == ClockMode.EVENT;
        adapter = new RecordAdapter(engine);
        isTickOpen = engine.isTickOpen();
    }

    @Override
    public void onEvent(final Slot slot, final long sequence, final boolean endOfBatch) {
        if (slot.length() == 0) {
            adapter.onSlice(slot.outcome());
        } else {
            adapter.onRecord(slot.buffer(), 0, slot.length(), slot.outcome());
        }
        while (eventTime && engine.isTickOpen() && engine.planOwed()) { // Nothing else comes in before the plan.
            adapter.onSlice(slot.outcome());
        }
        final boolean isOpenNow = engine.isTickOpen() || engine.owesUsers();
        if (isOpenNow != isTickOpen) { // Others read it: written only where it changed.
            isTickOpen = isOpenNow;
        }
    }

    /** Whether slices of the last tick that was applied, or users to tell of, are left; any thread. */
    boolean isTickOpen() {
        return isTickOpen;
    }
}
