package io.forerun.perf;

import io.forerun.codec.journal.ActivityRecordEncoder;
import io.forerun.codec.journal.ConfigurationRecordEncoder;
import io.forerun.codec.journal.DictionaryRecordEncoder;
import io.forerun.codec.journal.MessageHeaderEncoder;
import io.forerun.codec.journal.ModelRecordEncoder;
import io.forerun.codec.journal.SessionOpenRecordEncoder;
import io.forerun.codec.journal.TickRecordEncoder;
import io.forerun.core.ConfigText;
import io.forerun.core.EngineConfig;
import io.forerun.journal.JournalReader;
import io.forerun.journal.RecordHandler;
import io.forerun.pipeline.ActivityLayout;
import io.forerun.pipeline.NameEntry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The journal that a server in event time would write for a workload, made record by record as it is read, so that it takes no
 * memory however long it is. Plans and what follows from them are left out: nothing that is learned depends on them.
 */
final class GeneratedJournal implements JournalReader {
    private static final int SLOT_BYTES = 1 << 14;
    private static final long SESSION = 1;
    private static final int PART_BYTES = 12_000;

    /** Records before the first part of a model: configuration, session, names. */
    private static final int FIRST_PART = 3;

    private final Workload workload;
    private final EngineConfig config;
    private final int slotRecords;
    private final byte[] model;
    private final UnsafeBuffer slot = new UnsafeBuffer(new byte[SLOT_BYTES]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final ActivityRecordEncoder activity = new ActivityRecordEncoder();
    private final TickRecordEncoder tick = new TickRecordEncoder();
    private final int bucketMs;
    private long sequence;
    private long item;
    private long limit;
    private long nextTickMs;

    /**
     * Stands before the first record.
     *
     * @param slotRecords activities in a record at most
     */
    GeneratedJournal(final Workload workload, final EngineConfig config, final int slotRecords) {
        this(workload, config, slotRecords, new byte[0]);
    }

    /** The same with a model of users that is in force before the first activity; empty for none. */
    GeneratedJournal(final Workload workload, final EngineConfig config, final int slotRecords, final byte[] model) {
        this.model = model;
        this.workload = workload;
        this.config = config;
        this.slotRecords = slotRecords;
        bucketMs = config.forecast().bucketMs();
        nextTickMs = nextTick(Workload.START_MS);
    }

    private long nextTick(final long timeMs) {
        return (Math.floorDiv(timeMs, bucketMs) + 1) * bucketMs;
    }

    /** Stops once so many activities were handed out, those before included. */
    GeneratedJournal until(final long activities) {
        limit = activities;
        return this;
    }

    @Override
    public boolean poll(final RecordHandler handler) {
        if (item >= limit) {
            return false;
        }
        final int length = next();
        handler.onRecord(++sequence, slot, 0, length);
        return true;
    }

    private int next() {
        if (sequence == 0) {
            return configuration();
        }
        if (sequence == 1) {
            return sessionOpen();
        }
        if (sequence == 2) {
            return dictionary(Workload.objectNames());
        }
        if (sequence < FIRST_PART + modelParts()) {
            return model((int) sequence - FIRST_PART);
        }
        return Workload.timestampMs(item) >= nextTickMs ? tick() : activity();
    }

    private int configuration() {
        final byte[] text = ConfigText.of(config).getBytes(StandardCharsets.UTF_8);
        final ConfigurationRecordEncoder record = new ConfigurationRecordEncoder()
                .wrapAndApplyHeader(slot, 0, header)
                .timeMs(-1)
                .engineVersion(EngineConfig.ENGINE_VERSION)
                .part(0)
                .parts(1)
                .putText(text, 0, text.length);
        return record.limit();
    }

    private int sessionOpen() {
        return new SessionOpenRecordEncoder()
                .wrapAndApplyHeader(slot, 0, header).timeMs(-1).session(SESSION).clientId(1).stream(1)
                        .sampleEvery(1)
                        .limit();
    }

    private int dictionary(final List<NameEntry> entries) {
        final DictionaryRecordEncoder record = new DictionaryRecordEncoder()
                .wrapAndApplyHeader(slot, 0, header)
                .timeMs(-1)
                .session(SESSION);
        final DictionaryRecordEncoder.EntriesEncoder group = record.entriesCount(entries.size());
        for (final NameEntry entry : entries) {
            group.next().kind((short) entry.kind()).number(entry.number()).name(entry.name());
        }
        return record.limit();
    }

    private int modelParts() {
        return (model.length + PART_BYTES - 1) / PART_BYTES;
    }

    private int model(final int part) {
        final int from = part * PART_BYTES;
        return new ModelRecordEncoder()
                .wrapAndApplyHeader(slot, 0, header)
                .timeMs(-1)
                .part(part)
                .parts(modelParts())
                .putBytes(model, from, Math.min(PART_BYTES, model.length - from))
                .limit();
    }

    private int tick() {
        final long timeMs = nextTickMs;
        nextTickMs += bucketMs;
        tick.wrapAndApplyHeader(slot, 0, header).timeMs(timeMs).plan((short) 0);
        return tick.limit();
    }

    private int activity() {
        final long most = Math.min(limit - item, slotRecords);
        int count = 1;
        while (count < most && Workload.timestampMs(item + count) < nextTickMs) {
            count++;
        }
        activity.wrapAndApplyHeader(slot, 0, header)
                .timeMs(Workload.timestampMs(item + count - 1))
                .session(SESSION)
                .firstSequence(item + 1)
                .recordsCount(count);
        int offset = activity.limit();
        for (int index = 0; index < count; index++) {
            workload.encode(item + index, slot, offset);
            offset += ActivityLayout.BLOCK_LENGTH;
        }
        item += count;
        return offset;
    }

    @Override
    public void close() {}
}
