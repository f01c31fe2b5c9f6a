package io.forerun.perf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Memory that this process has by the operating system's account. */
final class ResidentMemory {
    private static final Path ROLLUP = Path.of("/proc/self/smaps_rollup");
    private static final String LABEL = "Rss:";
    private static final long KIB = 1024;

    private ResidentMemory() {}

    /** Bytes resident; NaN where the system does not tell. */
    static double bytes() throws IOException {
        if (!Files.isReadable(ROLLUP)) {
            return Double.NaN;
        }
        return Files.readAllLines(ROLLUP).stream()
                .filter(line -> line.startsWith(LABEL))
                .mapToLong(line -> Long.parseLong(
                                line.substring(LABEL.length()).replace("kB", "").strip())
                        * KIB)
                .findFirst()
                .orElseThrow();
    }
}
