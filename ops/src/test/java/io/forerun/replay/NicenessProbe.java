package io.forerun.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;

/** A process that stands back, starts one more thread, and prints how soon it would go where memory runs short and the policy of each of its threads. */
final class NicenessProbe {
    private NicenessProbe() {}

    public static void main(final String[] arguments) throws Exception {
        Niceness.standBack();
        final FutureTask<List<String>> task = new FutureTask<>(NicenessProbe::policies);
        new Thread(task).start();
        System.out.println(Files.readString(Path.of("/proc/self/oom_score_adj")).strip());
        task.get().forEach(System.out::println);
    }

    private static List<String> policies() throws IOException {
        try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
            return threads.map(NicenessProbe::policy).toList();
        }
    }

    /** The 41st figure of proc(5), counted from the name in brackets, which may hold spaces. */
    static String policy(final String stat) {
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ")[38];
    }

    private static String policy(final Path thread) {
        try {
            return policy(Files.readString(thread.resolve("stat")));
        } catch (final IOException ended) {
            return "5"; // A thread that is gone does not stand in anybody's way.
        }
    }
}
