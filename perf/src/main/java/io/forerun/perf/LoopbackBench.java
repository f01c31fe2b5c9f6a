package io.forerun.perf;

import io.forerun.client.ActivityRow;
import io.forerun.client.ClientConfig;
import io.forerun.client.ForerunClient;
import io.forerun.client.SendSummary;
import io.forerun.core.Engine;
import io.forerun.journal.ChronicleJournal;
import io.forerun.journal.JournalConfig;
import io.forerun.journal.JournalReader;
import io.forerun.pipeline.ActivityLayout;
import io.forerun.pipeline.ClockMode;
import io.forerun.pipeline.JournalReplay;
import io.forerun.pipeline.PipelineConfig;
import io.forerun.simd.Kernels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How many records a second go from a client over loopback through gateway, ring, journal and engine and back as
 * acknowledgements? And how many does a replay of that journal take?
 *
 * <p>Client and server share this process, so the cores are shared, too. Each lap is a new server on a new journal; the first
 * records of the users are sent outside of the time taken.
 */
final class LoopbackBench {
    private final Workload workload;
    private final Workload.Rows rows;
    private final ClockMode clock;
    private final Path directory;

    LoopbackBench(final Workload workload, final ClockMode clock, final Path directory) {
        this.workload = workload;
        this.rows = new Workload.Rows(workload);
        this.clock = clock;
        this.directory = directory;
    }

    private int records() {
        return workload.count() - workload.users();
    }

    private Path journal(final int lap) {
        return directory.resolve("lap" + lap);
    }

    /** Measures sending; the first lap is left out. Leaves the last lap's journal for {@link #replay}. */
    Figure send(final int laps) throws IOException {
        final double[] perSecond = new double[laps];
        final double[] limit = new double[laps];
        List<Map.Entry<String, Double>> busy = List.of();
        for (int lap = 0; lap <= laps; lap++) {
            try (ChronicleJournal journal = ChronicleJournal.open(journal(lap), JournalConfig.DEFAULT);
                    ServerUnderTest server =
                            new ServerUnderTest(PipelineConfig.DEFAULT.withClock(clock), journal, new AckWatch());
                    ForerunClient client =
                            ForerunClient.connect(ClientConfig.of("127.0.0.1", server.port(), "bench", 1))) {
                send(client, 0, workload.users());
                final ThreadTimes times = ThreadTimes.start();
                final long startNs = System.nanoTime();
                final SendSummary summary = send(client, workload.users(), workload.count());
                final double seconds = (System.nanoTime() - startNs) / 1e9;
                busy = times.busy();
                Answers.require("acknowledged", summary.acknowledged(), workload.count());
                Answers.require("refused", summary.rejected().size(), 0);
                perSecond[Math.max(0, lap - 1)] = records() / seconds;
            }
            limit[Math.max(0, lap - 1)] = SocketLimit.perSecond(records(), ActivityLayout.BLOCK_LENGTH);
            if (lap < laps) {
                TemporaryDirectory.delete(journal(lap));
            }
        }
        return Figure.of(
                "throughput",
                records(),
                new Laps(perSecond),
                "plain socket, same bytes, dropped",
                new Laps(limit),
                busy);
    }

    private SendSummary send(final ForerunClient client, final int from, final int to) {
        final ActivityRow row = new ActivityRow();
        for (int item = from; item < to; item++) {
            rows.fill(item, row);
            client.send(row);
        }
        return client.finish();
    }

    /** Measures replays of the journal that {@code send(laps)} left; the first lap is left out. */
    Figure replay(final int sendLaps, final int laps) {
        final double[] perSecond = new double[laps];
        final double[] limit = new double[laps];
        for (int lap = 0; lap <= laps; lap++) {
            perSecond[Math.max(0, lap - 1)] = replayed(journal(sendLaps));
            limit[Math.max(0, lap - 1)] = read(journal(sendLaps));
        }
        return Figure.of(
                "replay",
                workload.count(),
                new Laps(perSecond),
                "journal read, records dropped",
                new Laps(limit),
                List.of());
    }

    private double replayed(final Path journal) {
        try (JournalReader reader = ChronicleJournal.source(journal).reader()) {
            final long startNs = System.nanoTime();
            final JournalReplay replay = new JournalReplay(Kernels.preferred()).run(reader);
            final double seconds = (System.nanoTime() - startNs) / 1e9;
            try (Engine engine = replay.engine()) {
                Answers.require("accepted", engine.status().accepted(), workload.count());
                Answers.require("users", engine.status().users(), workload.users());
                Answers.require("checkpoints", replay.checkpoints(), 1);
                Answers.require("mismatches", replay.mismatches(), 0);
            }
            return workload.count() / seconds;
        }
    }

    private double read(final Path journal) {
        try (JournalReader reader = ChronicleJournal.source(journal).reader()) {
            final long startNs = System.nanoTime();
            while (reader.poll((sequence, buffer, offset, length) -> {})) {
                // Read, checked, dropped.
            }
            return workload.count() * 1e9 / (System.nanoTime() - startNs);
        }
    }
}
