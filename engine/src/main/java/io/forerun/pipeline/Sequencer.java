package io.forerun.pipeline;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import com.lmax.disruptor.RingBuffer;
import io.forerun.core.ActivityRun;
import io.forerun.core.EngineConfig;
import io.forerun.core.Refusals;
import io.forerun.plan.Capacity;
import io.forerun.plan.Plan;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.agrona.DirectBuffer;

/**
 * The only way into the ring: stamps every input with a time that never decreases, makes the ticks, copies the input into a
 * slot. Any thread; one lock, held for one slot's copy. It reads the machine's clock, so nothing behind it has to.
 *
 * <p>Activity is never shed: where the ring is full, or event time waits for a plan, {@link #activity} takes fewer records
 * and the caller comes back, told so by {@link #onRelease} or after a moment. Everything else waits for a slot.
 */
public final class Sequencer {
    /** Slots that queries leave free for records. */
    private static final int RESERVED_SLOTS = 8;

    /** Slices in an idle ring at a time, so that a record never waits for more. */
    private static final int SLICES_AT_ONCE = 4;

    private static final long NO_TICK = Long.MAX_VALUE;

    private final RingBuffer<Slot> ring;
    private final FailStop failStop;
    private final RecordPublisher publisher = new RecordPublisher();
    private final JumpGuard guard;
    private final boolean eventTime;
    private final LongSupplier wallClockMs;
    private final BooleanSupplier tickOpen;
    private final int bucketMs;
    private final int cadenceMs;
    private final int[] refusals = new int[ActivityRun.CAPACITY];
    private final SessionOwners owners = new SessionOwners();
    private Runnable onRelease = () -> {};
    private long nowMs;
    private long nextTickMs;
    private boolean held;
    private boolean closed;

    private long claimed;
    private int runEnd;
    private long runMaxMs;

    Sequencer(
            final RingBuffer<Slot> ring,
            final FailStop failStop,
            final PipelineConfig pipeline,
            final EngineConfig engine,
            final LongSupplier wallClockMs,
            final BooleanSupplier tickOpen) {
        this.ring = ring;
        this.tickOpen = tickOpen;
        this.failStop = failStop;
        this.guard = new JumpGuard(pipeline.allowGaps());
        this.eventTime = pipeline.clock() == ClockMode.EVENT;
        this.wallClockMs = wallClockMs;
        this.bucketMs = engine.forecast().bucketMs();
        this.cadenceMs = engine.fleet().planning().cadenceMs();
    }

    /** Goes on where a journal ended: its newest stamp (negative: none), and whether a plan is owed. */
    synchronized void resume(final long newestMs, final boolean planOwed) {
        final boolean empty = newestMs < 0;
        nowMs = empty && !eventTime ? wallClockMs.getAsLong() : newestMs;
        nextTickMs = empty && eventTime ? NO_TICK : (Math.floorDiv(nowMs, bucketMs) + 1) * bucketMs;
        held = eventTime && planOwed;
    }

    /** Sets who is told, on any thread, that event time goes on. */
    public synchronized void onRelease(final Runnable action) {
        onRelease = action;
    }

    /** Opens a session; false where the pipeline is closing. */
    public synchronized boolean sessionOpen(
            final long session, final long clientId, final long stream, final int sampleEvery) {
        final Slot slot = claim();
        if (slot == null) {
            return false;
        }
        owners.open(session, clientId, stream);
        publish(slot, publisher.sessionOpen(slot.buffer(), stamp(), session, clientId, stream, sampleEvery), true);
        return true;
    }

    /** Closes a session. */
    public synchronized void sessionClose(final long session) {
        owners.close(session);
        final Slot slot = claim();
        if (slot != null) {
            publish(slot, publisher.sessionClose(slot.buffer(), stamp(), session), true);
        }
    }

    /** Defines names; the entries must fit one slot (see {@link #DICTIONARY_BYTES}). */
    public synchronized void dictionary(final long session, final List<NameEntry> entries) {
        final Slot slot = claim();
        if (slot != null) {
            publish(slot, publisher.dictionary(slot.buffer(), stamp(), session, entries), true);
        }
    }

    /** Bytes of names and entry heads that one dictionary record holds. */
    public static final int DICTIONARY_BYTES = Slot.LENGTH - 256;

    /**
     * Takes records, as many as there is room for.
     *
     * @param session whose
     * @param firstSequence of the first record
     * @param gapConfirmed the sender says that jumps in time are borne out by later records
     * @param blocks records as they stand on the wire
     * @param offset of the first block
     * @param count blocks
     * @return records taken, 0 to count; all of a session that is fenced or closed, which are dropped: the engine would not
     *     take them, so they must not move event time
     */
    public synchronized int activity(
            final long session,
            final long firstSequence,
            final boolean gapConfirmed,
            final DirectBuffer blocks,
            final int offset,
            final int count) {
        if (!owners.mayAdd(session)) {
            return count;
        }
        int taken = 0;
        while (taken < count && !held && hasRoom(0)) {
            guard.begin(gapConfirmed);
            cutRun(session, blocks, offset, taken, count);
            if (runEnd == taken) {
                emitTick();
            } else {
                publishRun(session, firstSequence + taken, blocks, offset + taken * ActivityLayout.BLOCK_LENGTH, taken);
                taken = runEnd;
            }
        }
        return taken;
    }

    /** Finds how many records from {@code from} on fit before the next tick and into one slot; judges each. */
    private void cutRun(
            final long session, final DirectBuffer blocks, final int offset, final int from, final int count) {
        final int limit = Math.min(count, from + ActivityRun.CAPACITY);
        runMaxMs = nowMs;
        int item = from;
        for (; item < limit; item++) {
            final int block = offset + item * ActivityLayout.BLOCK_LENGTH;
            int refusal = JumpGuard.malformed(blocks, block);
            if (eventTime && refusal == Refusals.NONE) {
                final long timestampMs = blocks.getLong(block + ActivityLayout.TIMESTAMP_OFFSET, LITTLE_ENDIAN);
                final long nextMs = item + 1 < count
                        ? blocks.getLong(
                                block + ActivityLayout.BLOCK_LENGTH + ActivityLayout.TIMESTAMP_OFFSET, LITTLE_ENDIAN)
                        : timestampMs;
                refusal = guard.jump(session, timestampMs, nextMs, runMaxMs);
                if (refusal == Refusals.NONE && timestampMs >= nextTickMs) {
                    break;
                }
                if (refusal == Refusals.NONE && timestampMs > runMaxMs) {
                    runMaxMs = timestampMs;
                    if (nextTickMs == NO_TICK) {
                        nextTickMs = (Math.floorDiv(timestampMs, bucketMs) + 1) * bucketMs;
                    }
                }
            }
            refusals[item - from] = refusal;
        }
        runEnd = item;
    }

    private void publishRun(
            final long session, final long firstSequence, final DirectBuffer blocks, final int offset, final int from) {
        final Slot slot = claim();
        nowMs = eventTime ? runMaxMs : stamp();
        final int count = runEnd - from;
        final int length = publisher.activity(slot.buffer(), nowMs, session, firstSequence, blocks, offset, count);
        int refusalOffset = publisher.activityBlocksOffset() + ActivityLayout.REFUSAL_OFFSET;
        for (int item = 0; item < count; item++) {
            slot.buffer().putByte(refusalOffset, (byte) refusals[item]);
            refusalOffset += ActivityLayout.BLOCK_LENGTH;
        }
        publish(slot, length, true);
    }

    /** Takes a utilisation report; false where there is no room: it is a gauge, the next one will do. */
    public synchronized boolean utilisation(final long session, final UtilisationEntry entry) {
        if (!hasRoom(RESERVED_SLOTS)) {
            return false;
        }
        final Slot slot = claim();
        if (slot != null) {
            publish(slot, publisher.utilisation(slot.buffer(), stamp(), session, entry), true);
        }
        return slot != null;
    }

    /** Takes the end of a client's input. */
    public synchronized void endOfInput(final long session, final long lastSequence) {
        final Slot slot = claim();
        if (slot != null) {
            publish(slot, publisher.endOfInput(slot.buffer(), stamp(), session, lastSequence), true);
        }
    }

    /** Takes what the provisioner sees. */
    public synchronized void capacity(final Capacity capacity) {
        final Slot slot = claim();
        if (slot != null) {
            publish(slot, publisher.capacity(slot.buffer(), stamp(), capacity), true);
        }
    }

    /** Takes a plan; event time goes on if it waited for it. */
    public void plan(final Plan plan) {
        final Runnable release;
        synchronized (this) {
            final Slot slot = claim();
            if (slot == null) {
                return;
            }
            publish(slot, publisher.plan(slot.buffer(), stamp(), plan), true);
            held = false;
            release = onRelease;
        }
        release.run();
    }

    /** Takes an operator's switch. */
    public synchronized void operator(final long session, final long queryId, final int command, final int mode) {
        final Slot slot = claim();
        if (slot != null) {
            publish(slot, publisher.operator(slot.buffer(), stamp(), session, queryId, command, mode), true);
        }
    }

    /** Takes an order to erase a user's profile. */
    public synchronized void forget(final long session, final long queryId, final long userId) {
        final Slot slot = claim();
        if (slot != null) {
            publish(slot, publisher.forget(slot.buffer(), stamp(), session, queryId, userId), true);
        }
    }

    /** Takes what became of a decision. */
    public synchronized void outcome(final long decisionId, final int state, final String text) {
        final Slot slot = claim();
        if (slot != null) {
            publish(slot, publisher.outcome(slot.buffer(), stamp(), decisionId, state, text), true);
        }
    }

    /** Takes a query; false where the ring is busy: queries are shed, records never. */
    public synchronized boolean query(final QueryEntry query) {
        if (!hasRoom(ring.getBufferSize() / 4)) {
            return false;
        }
        final Slot slot = claim();
        if (slot != null) {
            publish(slot, publisher.query(slot.buffer(), stamp(), query), false);
        }
        return slot != null;
    }

    /**
     * Takes a model of users, which is in force once its last part is applied. Its file has to be durable. Records may come
     * between the parts, so that nobody waits for all of them; one caller at a time.
     *
     * @param model bytes of a model that can be used
     */
    public void model(final byte[] model) {
        final List<byte[]> parts = RecordParts.cut(model);
        for (int part = 0; part < parts.size(); part++) {
            model(part, parts.size(), parts.get(part));
        }
    }

    private synchronized void model(final int part, final int parts, final byte[] bytes) {
        final Slot slot = claim();
        if (slot != null) {
            publish(slot, publisher.model(slot.buffer(), stamp(), part, parts, bytes), true);
        }
    }

    /** Takes the configuration in force from here on. */
    synchronized void configuration(final List<byte[]> parts) {
        for (int part = 0; part < parts.size(); part++) {
            final Slot slot = claim();
            if (slot != null) {
                final int length = publisher.configuration(
                        slot.buffer(), stamp(), EngineConfig.ENGINE_VERSION, part, parts.size(), parts.get(part));
                publish(slot, length, true);
            }
        }
    }

    /** Emits the ticks that are due by the machine's clock; nothing in event time. */
    synchronized void emitDueTicks() {
        if (!eventTime) {
            final long wallMs = wallClockMs.getAsLong();
            while (wallMs >= nextTickMs && !closed) {
                emitTick();
            }
        }
    }

    /** Gives the engine time to go on with a tick, where no records do: it works off a slice with each slot, empty or not. */
    synchronized void emitSlicesWhereIdle() {
        if (tickOpen.getAsBoolean() && ring.remainingCapacity() >= ring.getBufferSize() - SLICES_AT_ONCE) {
            for (int slice = 0; slice < SLICES_AT_ONCE && !closed; slice++) {
                publish(claimSlot(), 0, false);
            }
        }
    }

    private void emitTick() {
        final Slot slot = claimSlot();
        if (slot == null) {
            return;
        }
        nowMs = Math.max(nowMs, nextTickMs);
        final boolean asksForPlan = nextTickMs % cadenceMs == 0;
        publish(slot, publisher.tick(slot.buffer(), nextTickMs, asksForPlan), true);
        held = eventTime && asksForPlan;
        nextTickMs += bucketMs;
    }

    /** Lets nothing in any more. */
    synchronized void close() {
        closed = true;
    }

    synchronized long nowMs() {
        return stamp();
    }

    /** Never past the next tick: the clock may have moved on since the ticks that are due were emitted. */
    private long stamp() {
        if (!eventTime) {
            nowMs = Math.max(nowMs, Math.min(wallClockMs.getAsLong(), nextTickMs - 1));
        }
        return nowMs;
    }

    private boolean hasRoom(final int spareSlots) {
        failStop.check();
        return !closed && ring.remainingCapacity() > spareSlots;
    }

    /** A free slot, waiting for one if need be; null once closed. Slots are few and drain fast, so waiting is short. */
    private Slot claim() {
        emitDueTicks();
        return claimSlot();
    }

    private Slot claimSlot() {
        while (!closed) {
            failStop.check();
            if (ring.remainingCapacity() > 0) {
                claimed = ring.next();
                return ring.get(claimed);
            }
            Thread.onSpinWait();
            Thread.yield();
        }
        return null;
    }

    private void publish(final Slot slot, final int length, final boolean toJournal) {
        slot.written(length, toJournal);
        ring.publish(claimed);
    }
}
