package io.forerun.pipeline;

import io.forerun.codec.journal.ActivityRecordDecoder;
import io.forerun.codec.journal.CheckpointRecordDecoder;
import io.forerun.codec.journal.ConfigurationRecordDecoder;
import io.forerun.codec.journal.MessageHeaderDecoder;
import io.forerun.core.ActivityListener;
import io.forerun.core.Egress;
import io.forerun.core.Engine;
import io.forerun.core.EngineConfig;
import io.forerun.core.Reply;
import io.forerun.journal.JournalException;
import io.forerun.journal.JournalReader;
import io.forerun.journal.JournalSource;
import io.forerun.plan.Planner;
import io.forerun.simd.Kernels;
import io.forerun.state.StateException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;
import java.util.List;
import java.util.function.UnaryOperator;
import org.agrona.DirectBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rebuilds an engine from a journal and compares it with the hashes that the journal holds. Used by recovery at every start
 * and by the replay command; publishes nothing unless told to. One thread.
 */
public final class JournalReplay {
    private static final Logger LOG = LoggerFactory.getLogger(JournalReplay.class);
    private static final Egress SILENT = new Egress() {
        @Override
        public void ack(
                final long session, final long sequence, final long trimmed, final long[] refused, final boolean end) {}

        @Override
        public void reply(final Reply reply) {}
    };

    private final Kernels kernels;
    private final Egress given;
    private final UnaryOperator<EngineConfig> change;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ConfigurationRecordDecoder configuration = new ConfigurationRecordDecoder();
    private final CheckpointRecordDecoder checkpoint = new CheckpointRecordDecoder();
    private final ActivityRecordDecoder activity = new ActivityRecordDecoder();
    private final ConfigurationParts parts = new ConfigurationParts();
    private ActivityListener listener;
    private Egress egress;
    private PlansAnew plans;
    private Engine engine;
    private RecordAdapter adapter;
    private long at;
    private long records;
    private long activities;
    private long untilMs = Long.MAX_VALUE;
    private long lastCheckpointAt = -1;
    private long expectedStateHash;
    private int checkpoints;
    private int mismatches;
    private boolean foreignEngine;
    private boolean ended;

    /** A replay that says nothing and changes nothing. */
    public JournalReplay(final Kernels kernels) {
        this(kernels, SILENT, UnaryOperator.identity());
    }

    /** A replay that says nothing, under another configuration than the journal's first. */
    public JournalReplay(final Kernels kernels, final UnaryOperator<EngineConfig> change) {
        this(kernels, SILENT, change);
    }

    /**
     * A replay with listeners.
     *
     * @param kernels arithmetic to use; every kind gives the same state
     * @param egress hears what the engine says
     * @param change applied to the journal's first configuration, for what-if replays
     */
    public JournalReplay(final Kernels kernels, final Egress egress, final UnaryOperator<EngineConfig> change) {
        this.kernels = kernels;
        given = egress;
        this.egress = egress;
        this.change = change;
    }

    /** Stops before the first record stamped later than this. */
    public JournalReplay until(final long timeMs) {
        untilMs = timeMs;
        return this;
    }

    /** Makes every plan anew, and follows that instead of the one that the journal holds. */
    public JournalReplay replanning(final Planner planner) {
        plans = new PlansAnew(planner, given);
        egress = plans;
        return this;
    }

    /** Tells a listener of every accepted activity record. */
    public JournalReplay listen(final ActivityListener to) {
        listener = to;
        return this;
    }

    /**
     * Replays all records of a journal.
     *
     * @throws FatalException if it does not begin with a configuration, or its first records were removed and no snapshot can be
     *     used
     */
    public JournalReplay run(final JournalSource source, final Start start) {
        final boolean isWhole = source.firstSequence() == 1;
        final List<Long> snapshots = source.snapshots().sequences();
        final List<Long> usable = start == Start.NEWEST ? snapshots : isWhole ? List.of() : snapshots.reversed();
        for (final long sequence : usable) {
            if (sequence >= source.firstSequence() && restore(source, sequence)) {
                try (JournalReader reader = source.reader(sequence + 1)) {
                    return run(reader);
                }
            }
        }
        if (!isWhole) {
            throw new FatalException(
                    "journal: first record=" + source.firstSequence() + ", allowed=1, or a snapshot that can be used",
                    null);
        }
        try (JournalReader reader = source.reader()) {
            return run(reader);
        }
    }

    /** Goes on from a snapshot, if it is sound, of this journal, and not of too late a time. */
    private boolean restore(final JournalSource source, final long sequence) {
        final Snapshot snapshot;
        try (ReadableByteChannel channel = source.snapshots().open(sequence)) {
            snapshot = Snapshot.read(channel, kernels, this::adapter);
        } catch (final StateException | JournalException | IOException | UncheckedIOException unusable) {
            LOG.warn("snapshot of record {} is not used: {}", sequence, unusable.getMessage());
            return false;
        }
        final Engine restored = snapshot.adapter().engine();
        final boolean isOf = snapshot.at().sum() == Snapshot.sum(source, sequence);
        if (!isOf || restored.nowMs() > untilMs) {
            LOG.warn("snapshot of record {} is not used: {}", sequence, isOf ? "too late" : "of another journal");
            restored.close();
            return false;
        }
        at = snapshot.at().sequence();
        adapter = snapshot.adapter();
        engine = restored;
        engine.listen(listener);
        final EngineConfig changed = change.apply(engine.config());
        if (!changed.equals(engine.config())) {
            engine.onConfiguration(changed);
        }
        return true;
    }

    private RecordAdapter adapter(final Engine of) {
        return plans == null ? new RecordAdapter(of) : new RecordAdapter(of, plans.with(of));
    }

    /** Writes a snapshot of the engine as it stands behind the newest record replayed, beside the journal that it came from. */
    public void write(final JournalSource source) {
        final Snapshot.At place = new Snapshot.At(at, Snapshot.sum(source, at));
        source.snapshots().write(at, channel -> Snapshot.write(channel, place, adapter));
        source.snapshots().keep(Snapshot.KEPT);
    }

    /** The newest record replayed; 0 before the first. */
    public long sequence() {
        return at;
    }

    /**
     * Replays all further records.
     *
     * @throws FatalException if the journal does not begin with a configuration
     */
    public JournalReplay run(final JournalReader reader) {
        while (!ended && reader.poll(this::onRecord)) {
            // Applied by the handler.
        }
        return this;
    }

    private void onRecord(final long sequence, final DirectBuffer buffer, final int offset, final int length) {
        header.wrap(buffer, offset);
        if (header.schemaId() != MessageHeaderDecoder.SCHEMA_ID
                || header.version() > MessageHeaderDecoder.SCHEMA_VERSION) {
            throw new FatalException(
                    "journal record " + sequence + ": schema=" + header.schemaId() + " version=" + header.version()
                            + ", allowed=schema " + MessageHeaderDecoder.SCHEMA_ID + " up to version "
                            + MessageHeaderDecoder.SCHEMA_VERSION,
                    null);
        }
        if (engine == null) {
            records++;
            begin(sequence, buffer, offset);
            at = sequence;
            return;
        }
        ended = buffer.getLong(offset + MessageHeaderDecoder.ENCODED_LENGTH, ByteOrder.LITTLE_ENDIAN) > untilMs;
        if (ended) {
            return;
        }
        records++;
        at = sequence;
        switch (header.templateId()) {
            case CheckpointRecordDecoder.TEMPLATE_ID -> compare(buffer, offset);
            case ActivityRecordDecoder.TEMPLATE_ID -> {
                activity.wrapAndApplyHeader(buffer, offset, header);
                activities += activity.records().count();
            }
            case ConfigurationRecordDecoder.TEMPLATE_ID -> {
                configuration.wrapAndApplyHeader(buffer, offset, header);
                foreignEngine |= configuration.engineVersion() != EngineConfig.ENGINE_VERSION;
            }
            default -> {}
        }
        adapter.onRecord(buffer, offset, length, egress);
    }

    /** Goes on by a slice with what a tick left to do, as is done after each record; false where nothing was left. */
    public boolean goOn() {
        return engine != null && engine.proceed(egress);
    }

    private void begin(final long sequence, final DirectBuffer buffer, final int offset) {
        if (header.templateId() != ConfigurationRecordDecoder.TEMPLATE_ID) {
            throw new FatalException("journal record " + sequence + ": a journal begins with its configuration", null);
        }
        configuration.wrapAndApplyHeader(buffer, offset, header);
        foreignEngine |= configuration.engineVersion() != EngineConfig.ENGINE_VERSION;
        if (parts.add(configuration)) {
            engine = new Engine(change.apply(parts.take()), kernels);
            engine.listen(listener);
            adapter = adapter(engine);
        }
    }

    private void compare(final DirectBuffer buffer, final int offset) {
        checkpoint.wrapAndApplyHeader(buffer, offset, header);
        checkpoints++;
        lastCheckpointAt = records;
        expectedStateHash = checkpoint.stateHash();
        if (checkpoint.learnedHash() != engine.learnedHash() || expectedStateHash != engine.stateHash()) {
            mismatches++;
        }
    }

    /** The engine as the journal left it; null where the journal is empty. The caller closes it. */
    public Engine engine() {
        return engine;
    }

    /** Plans made anew. */
    public long plans() {
        return plans == null ? 0 : plans.made();
    }

    /** Those among them that are not what the journal holds. */
    public long otherPlans() {
        return plans == null ? 0 : plans.others();
    }

    /** Journal records read. */
    public long records() {
        return records;
    }

    /** Activity records among them, duplicates and refused included. */
    public long activities() {
        return activities;
    }

    /** Checkpoints compared. */
    public int checkpoints() {
        return checkpoints;
    }

    /** Checkpoints whose hashes differed from the engine's. */
    public int mismatches() {
        return mismatches;
    }

    /** True where the journal's last record is a checkpoint: a clean stop. */
    public boolean endsWithCheckpoint() {
        return lastCheckpointAt == records && records > 0;
    }

    /** State hash of the last checkpoint; 0 where there is none. */
    public long expectedStateHash() {
        return expectedStateHash;
    }

    /** True where another version of the engine wrote to this journal: hashes cannot be compared. */
    public boolean foreignEngine() {
        return foreignEngine;
    }
}
