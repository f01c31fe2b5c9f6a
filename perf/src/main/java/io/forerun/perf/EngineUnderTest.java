package io.forerun.perf;

import io.forerun.core.EngineConfig;
import io.forerun.core.EngineStatus;
import io.forerun.pipeline.JournalReplay;
import io.forerun.simd.Kernels;

/** An engine that takes a workload from encoded slots as the engine's thread does, ticks included, without threads. */
final class EngineUnderTest implements AutoCloseable {
    private final GeneratedJournal journal;
    private final TimedReader reader;
    private final JournalReplay replay = new JournalReplay(Kernels.preferred());

    EngineUnderTest(final Workload workload, final int slotRecords) {
        this(workload, slotRecords, ServerUnderTest.ENGINE, new byte[0]);
    }

    EngineUnderTest(final Workload workload, final int slotRecords, final EngineConfig config) {
        this(workload, slotRecords, config, new byte[0]);
    }

    /** With a model of users in force; empty for none. */
    EngineUnderTest(final Workload workload, final int slotRecords, final byte[] model) {
        this(workload, slotRecords, ServerUnderTest.ENGINE, model);
    }

    EngineUnderTest(final Workload workload, final int slotRecords, final EngineConfig config, final byte[] model) {
        journal = new GeneratedJournal(workload, config, slotRecords, model);
        reader = new TimedReader(journal, this::goOn);
    }

    /** What a sequencer sees to between two ticks where there are too few records for it: one slice of the former's work. */
    private boolean goOn() {
        return replay.goOn();
    }

    /** Takes the time anew from here on. */
    EngineUnderTest timed(final Latency clock, final Latency cpu) {
        return timed(clock, cpu, null);
    }

    /** The same with the slowest steps kept. */
    EngineUnderTest timed(final Latency clock, final Latency cpu, final SlowestSteps steps) {
        reader.reset(clock, cpu, steps);
        return this;
    }

    /** Goes on until so many activities were taken in all; returns nanoseconds since the time was taken anew. */
    long run(final long activities) {
        journal.until(activities);
        replay.run(reader);
        return reader.ns();
    }

    long tickNs() {
        return reader.tickNs();
    }

    EngineStatus status() {
        return replay.engine().status();
    }

    long learnedHash() {
        return replay.engine().learnedHash();
    }

    @Override
    public void close() {
        replay.engine().close();
    }
}
