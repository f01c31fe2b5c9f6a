package io.forerun.cli;

import io.forerun.demo.live.LiveConfig;
import io.forerun.demo.live.LiveDemo;
import io.forerun.demo.live.LiveResult;
import io.forerun.demo.live.LiveWorker;
import io.forerun.demo.live.PoolFigures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Runs the live demo and says how it went. */
final class LiveReport {
    private LiveReport() {}

    static int run(final long seed) throws IOException {
        final Path directory = Files.createTempDirectory("forerun-live");
        try {
            final LiveConfig config = LiveConfig.of(seed, worker(), directory);
            final ProgressBar bar = new ProgressBar("demo", false);
            final LiveResult result = new LiveDemo(
                            config,
                            (sent, share, forerun, reactive) ->
                                    bar.update(share, sent, forerun + " workers, reactive " + reactive))
                    .run();
            bar.finish(result.forerun().requests(), "requests measured");
            System.out.print(text(config, result));
        } finally {
            Directories.delete(directory);
        }
        return 0;
    }

    /** A worker is a small process of this program's own: 24 MiB of heap, the quick compiler. */
    private static List<String> worker() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx24m",
                "-cp",
                System.getProperty("java.class.path"),
                LiveWorker.class.getName());
    }

    static String text(final LiveConfig config, final LiveResult result) {
        final StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%nA service of worker processes, %d ms a request, one at a time, %.1f s from start to first request.%n"
                        + "Load: %d to about %d requests a second and back every %d s; measured: %d of %d periods.%n%n"
                        + "  %-26s %9s %15s %8s %8s %8s %12s %6s%n",
                config.serviceMs(),
                config.warmUpMs() / 1e3,
                (int) config.lowPerSecond(),
                (int) config.highPerSecond(),
                config.periodMs() / 1_000,
                config.periods() - LiveConfig.UNMEASURED,
                config.periods(),
                "",
                "requests",
                "over " + config.slowMs() + " ms",
                "p50 ms",
                "p99 ms",
                "max ms",
                "worker-min",
                "most"));
        line(text, "forerun", config.forerunTarget(), result.forerun());
        line(text, "reactive", config.reactiveTarget(), result.reactive());
        return text.append(
                        result.forerunWon()
                                ? "\nForerun: fewer slow requests at no more worker-minutes.\n"
                                : "\nNot better on both: see above.\n")
                .toString();
    }

    private static void line(final StringBuilder text, final String name, final double target, final PoolFigures pool) {
        text.append(String.format(
                Locale.ROOT,
                "  %-26s %,9d %,7d %6.2f %% %8.0f %8.0f %8.0f %12.2f %6d%n",
                String.format(Locale.ROOT, "%s (target %.0f %%)", name, 100 * target),
                pool.requests(),
                pool.slow(),
                100.0 * pool.slow() / Math.max(1, pool.requests()),
                pool.p50Ms(),
                pool.p99Ms(),
                pool.maxMs(),
                pool.workerMinutes(),
                pool.mostWorkers()));
    }
}
