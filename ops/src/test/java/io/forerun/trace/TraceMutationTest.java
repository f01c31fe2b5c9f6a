package io.forerun.trace;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.client.ActivityRow;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Bytes changed, cut out and put in at random places of good traces: rows or one clear line, never anything else. */
class TraceMutationTest {
    private static final String[] GOOD = {
        "timestamp_ms,user,action,object,region,device,bytes,service,cpu_us\n"
                + "1500000000000,u,a,\"o,1\",eu,phone,12,web,7\n".repeat(30),
        "timestamp_ms,series,value\n" + "1500000000000,s,2.5\n1500000060000,\"t\"\"x\",3e1\n".repeat(20),
        ("10.0.0.1 - - [10/Oct/2000:13:55:36 -0700] \"GET /a/b?c HTTP/1.0\" 200 23 \"http://r/\" \"Mozilla (X11)\"\n"
                        + "h - frank [10/Oct/2000:13:55:37 +0000] \"POST /%20 HTTP/1.1\" 404 - \"-\" \"curl/8\"\n")
                .repeat(15)
    };
    /** A demand of 3e9 is valid and takes many rows. */
    private static final int MOST_ROWS = 1_000;

    private static final String SPICE = "\",\n\r\\[]-0 9:/é\0";

    @Test
    void shouldReadOrRefuseButNeverBreak() {
        int read = 0;
        int refused = 0;
        for (int seed = 0; seed < 3_000; seed++) {
            final SplittableRandom random = new SplittableRandom(seed);
            byte[] bytes = Traces.utf8(GOOD[random.nextInt(GOOD.length)]);
            bytes = random.nextInt(3) == 0 ? mutate(Traces.gzip(bytes), random) : mutate(bytes, random);
            try (ActivitySource source = Traces.open(bytes)) {
                final ActivityRow row = new ActivityRow();
                for (int rows = 0; rows < MOST_ROWS && source.next(row); rows++) {
                    assertFalse(row.user.isEmpty() || row.action.isEmpty(), "seed " + seed);
                    assertTrue(row.bytes >= 0 && row.bytes <= CsvFields.MAX_U32, "seed " + seed);
                    assertTrue(row.timestampMs >= CsvFields.MIN_TIMESTAMP_MS, "seed " + seed);
                }
                read++;
            } catch (final TraceException expected) {
                assertTrue(expected.getMessage().startsWith("t.csv:"), expected.getMessage());
                assertFalse(expected.getMessage().contains("\n"), expected.getMessage());
                refused++;
            } catch (final RuntimeException unexpected) {
                throw new AssertionError("seed " + seed, unexpected);
            }
        }
        assertTrue(read > 100 && refused > 500, "read " + read + " refused " + refused);
    }

    private static byte[] mutate(final byte[] good, final SplittableRandom random) {
        byte[] bytes = good.clone();
        for (int change = 1 + random.nextInt(3); change > 0 && bytes.length > 1; change--) {
            final int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] = Traces.utf8(SPICE)[random.nextInt(SPICE.length())];
                case 2 -> bytes = Arrays.copyOf(bytes, at);
                default -> {
                    final int end = Math.min(bytes.length, at + 1 + random.nextInt(40));
                    final byte[] cut = Arrays.copyOf(bytes, bytes.length - (end - at));
                    System.arraycopy(bytes, end, cut, at, bytes.length - end);
                    bytes = cut;
                }
            }
        }
        return bytes;
    }
}
