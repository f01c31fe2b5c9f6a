package io.forerun.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class NicenessTest {
    private static final Path STAT = Path.of("/proc/thread-self/stat");

    /** The 19th figure of proc(5), counted from the name in brackets, which may hold spaces. */
    private static int niceness() throws IOException {
        final String stat = Files.readString(STAT);
        return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[16]);
    }

    @Test
    void shouldTouchTheCallingThreadAlone() throws Exception {
        assumeTrue(Files.exists(STAT), "not on Linux");
        final int before = niceness();
        final FutureTask<Integer> task = new FutureTask<>(() -> Niceness.standBack() ? niceness() : -1);
        final Thread nice = new Thread(task);
        nice.start();
        nice.join();
        assertEquals(19, task.get());
        assertEquals(before, niceness());
    }
}
