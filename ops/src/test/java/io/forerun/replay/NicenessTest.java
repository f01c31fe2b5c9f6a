package io.forerun.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NicenessTest {
    private static final String IDLE = "5";

    @Test
    void shouldStandBackFromTheFirstMoment() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/chrt")), "no chrt");
        final Process cat = new ProcessBuilder(Niceness.standingBack(List.of("cat", "/proc/self/stat"))).start();
        assertEquals(IDLE, NicenessProbe.policy(cat.inputReader().readLine()));
    }

    @Test
    void shouldTouchAllThreadsOfTheProcess() throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc/self/task")), "not on Linux");
        final Process probe = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        NicenessProbe.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        final List<String> printed = probe.inputReader().lines().toList();
        final List<String> policies = printed.subList(1, printed.size());
        assertEquals(0, probe.waitFor());
        assertEquals("1000", printed.getFirst(), "the first to go");
        assertTrue(policies.size() > 3, "also those that compile and collect: " + policies);
        assertEquals(Set.of(IDLE), Set.copyOf(policies));
    }
}
