package io.forerun.perf;

import io.forerun.codec.journal.MessageHeaderDecoder;
import io.forerun.codec.journal.TickRecordDecoder;
import io.forerun.journal.JournalReader;
import io.forerun.journal.RecordHandler;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.agrona.DirectBuffer;

/**
 * Takes the time of what is done with each record of a journal, and nothing of what reading it costs: by the clock, which counts
 * what others do to this machine, and by the system's account of this thread, which does not.
 */
final class TimedReader implements JournalReader {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final JournalReader reader;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final RecordHandler timed = this::onRecord;
    private RecordHandler handler;
    private Latency byClock = Latency.of("not reported");
    private Latency byCpu = Latency.of("not reported");
    private long ns;
    private long tickNs;

    TimedReader(final JournalReader reader) {
        this.reader = reader;
    }

    /** Begins anew. */
    void reset(final Latency clock, final Latency cpu) {
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
        final long startCpuNs = THREADS.getCurrentThreadCpuTime();
        final long startNs = System.nanoTime();
        handler.onRecord(sequence, buffer, offset, length);
        final long tookNs = System.nanoTime() - startNs;
        byCpu.record(THREADS.getCurrentThreadCpuTime() - startCpuNs);
        byClock.record(tookNs);
        ns += tookNs;
        header.wrap(buffer, offset);
        if (header.templateId() == TickRecordDecoder.TEMPLATE_ID) {
            tickNs += tookNs;
        }
    }

    /** Nanoseconds of all records since the begin. */
    long ns() {
        return ns;
    }

    /** Nanoseconds of the ticks among them. */
    long tickNs() {
        return tickNs;
    }

    @Override
    public void close() {
        reader.close();
    }
}
