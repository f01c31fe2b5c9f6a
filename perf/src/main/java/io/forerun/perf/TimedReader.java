package io.forerun.perf;

import io.forerun.codec.journal.MessageHeaderDecoder;
import io.forerun.codec.journal.TickRecordDecoder;
import io.forerun.journal.JournalReader;
import io.forerun.journal.RecordHandler;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.BooleanSupplier;
import org.agrona.DirectBuffer;

/**
 * Takes the time of what is done with each record of a journal, and nothing of what reading it costs: by the clock, which counts
 * what others do to this machine, and by the system's account of this thread, which does not.
 */
final class TimedReader implements JournalReader {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final JournalReader reader;
    private final BooleanSupplier slice;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final RecordHandler timed = this::onRecord;
    private RecordHandler handler;
    private Latency byClock = Latency.of("not reported");
    private Latency byCpu = Latency.of("not reported");
    private SlowestSteps slowest;
    private long ns;
    private long tickNs;
    private long startNs;
    private long startCpuNs;

    /** {@code slice} does a part of a tick's work that was left for later, and tells whether there was any. */
    TimedReader(final JournalReader reader, final BooleanSupplier slice) {
        this.reader = reader;
        this.slice = slice;
    }

    /** Begins anew; {@code steps} may be null. */
    void reset(final Latency clock, final Latency cpu, final SlowestSteps steps) {
        slowest = steps;
        byClock = clock;
        byCpu = cpu;
        ns = 0;
        tickNs = 0;
    }

    @Override
    public boolean poll(final RecordHandler next) {
        handler = next;
        return reader.poll(timed);
    }

    private void onRecord(final long sequence, final DirectBuffer buffer, final int offset, final int length) {
        header.wrap(buffer, offset);
        final boolean isTick = header.templateId() == TickRecordDecoder.TEMPLATE_ID;
        if (isTick) {
            finishTick();
        }
        begin();
        handler.onRecord(sequence, buffer, offset, length);
        end(isTick);
    }

    /** Works off what is left of the tick before, slice by slice, each on its own account. */
    private void finishTick() {
        begin();
        while (slice.getAsBoolean()) {
            end(true);
            begin();
        }
    }

    private void begin() {
        if (slowest != null) {
            slowest.begin();
        }
        startCpuNs = THREADS.getCurrentThreadCpuTime();
        startNs = System.nanoTime();
    }

    private void end(final boolean ofTick) {
        final long tookNs = System.nanoTime() - startNs;
        final long cpuNs = THREADS.getCurrentThreadCpuTime() - startCpuNs;
        if (slowest != null) {
            slowest.end(ofTick, tookNs, cpuNs);
        }
        byCpu.record(cpuNs);
        byClock.record(tookNs);
        ns += tookNs;
        tickNs += ofTick ? tookNs : 0;
    }

    /** Nanoseconds of all records since the begin. */
    long ns() {
        return ns;
    }

    /** Nanoseconds of the ticks among them; with many groups part of their work is done with later records. */
    long tickNs() {
        return tickNs;
    }

    @Override
    public void close() {
        reader.close();
    }
}
