package io.forerun.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.forerun.client.ActivityRow;
import io.forerun.trace.synthetic.PopulationConfig;
import io.forerun.trace.synthetic.SyntheticPopulation;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** Rows cost no memory once the names are known. */
class AllocationTest {
    private static final int WARM_ROWS = 60_000;
    private static final int ROWS = 100_000;

    @Test
    void shouldReadActivityWithoutAllocation() throws TraceException {
        final StringBuilder text = new StringBuilder("timestamp_ms,user,action,object,region,device,bytes\n");
        for (int row = 0; row < WARM_ROWS + ROWS; row++) {
            text.append(1_500_000_000_000L + row)
                    .append(",user")
                    .append(row % 500)
                    .append(",a,\"o\"\"x\",r,d,5\n");
        }
        try (ActivitySource source = Traces.open(text.toString())) {
            assertEquals(0, bytesPerRow(source), 0.1);
        }
    }

    @Test
    void shouldReadLogsWithoutAllocation() throws TraceException {
        final String line =
                "10.1.1.%d - - [10/Oct/2000:13:55:36 -0700] \"GET /a%d/x HTTP/1.1\" 200 23 \"-\" \"curl/8\"\n";
        final StringBuilder block = new StringBuilder();
        for (int row = 0; row < 100; row++) {
            block.append(line.formatted(row, row % 7));
        }
        try (ActivitySource source = Traces.open(block.toString().repeat((WARM_ROWS + ROWS) / 100))) {
            assertEquals(0, bytesPerRow(source), 0.1);
        }
    }

    @Test
    void shouldPlayDemandWithoutAllocation() throws TraceException {
        final StringBuilder text = new StringBuilder("timestamp_ms,series,value\n");
        for (int bucket = 0; bucket < (WARM_ROWS + ROWS) / 100; bucket++) {
            text.append(1_500_000_000_000L + bucket * 60_000L).append(",s,100\n");
        }
        try (ActivitySource source = Traces.open(text.toString())) {
            assertEquals(0, bytesPerRow(source), 0.1);
        }
    }

    /** New objects get names now and then, and the columns of sessions grow to the peak: little, not nothing. */
    @Test
    void shouldGenerateNearlyWithoutAllocation() throws TraceException {
        try (ActivitySource source =
                new SyntheticPopulation(PopulationConfig.DEFAULT.withDays(2).withSize(1_000, 100_000))) {
            final double bytes = bytesPerRow(source);
            assertTrue(bytes < 16, "bytes per row " + bytes);
        }
    }

    private static double bytesPerRow(final ActivitySource source) throws TraceException {
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final ActivityRow row = new ActivityRow();
        for (int count = 0; count < WARM_ROWS; count++) {
            assertTrue(source.next(row));
        }
        final long before = threads.getCurrentThreadAllocatedBytes();
        for (int count = 0; count < ROWS; count++) {
            if (!source.next(row)) {
                throw new AssertionError("ends after " + count + " rows");
            }
        }
        return (threads.getCurrentThreadAllocatedBytes() - before) / (double) ROWS;
    }
}
