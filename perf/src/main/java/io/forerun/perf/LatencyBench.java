package io.forerun.perf;

import io.forerun.client.ActivityRow;
import io.forerun.client.ClientConfig;
import io.forerun.client.ForerunClient;
import io.forerun.client.SendSummary;
import io.forerun.journal.ChronicleJournal;
import io.forerun.journal.JournalConfig;
import io.forerun.pipeline.PipelineConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * How long does a record take from the moment it was due to be sent until the client has its acknowledgement, at a given rate?
 *
 * <p>The loop is open: when a record is due follows from the rate alone, so a server that stalls is charged for every record that
 * became due meanwhile (Tene: How NOT to Measure Latency, 2013). Client and server share this process and its cores. Each lap is
 * a new server on a new journal under the machine's clock; the first records of the users are sent outside of the time taken.
 */
final class LatencyBench {
    private static final long LONGEST_PARK_NS = 50_000;

    /** What training may do to the 99th percentile. */
    private static final double MOST_RATIO = 2;

    private final Workload workload;
    private final Workload.Rows rows;
    private final int perSecond;
    private final Path directory;

    /**
     * Ready to measure.
     *
     * @param perSecond records due in a second, 1 and up
     */
    LatencyBench(final Workload workload, final int perSecond, final Path directory) {
        this.workload = workload;
        this.rows = new Workload.Rows(workload);
        this.perSecond = perSecond;
        this.directory = directory;
    }

    private int records() {
        return workload.count() - workload.users();
    }

    /** Measures; the first lap is left out. */
    Figure run(final int laps) throws IOException {
        final Latency latency = Latency.of("from due to acknowledged");
        final Latency echo = Latency.of("plain socket, echo of a frame");
        final double[] reached = new double[laps];
        final double[] overEcho = new double[laps];
        for (int lap = 0; lap <= laps; lap++) {
            final Latency ofLap = Latency.of("lap");
            reached[Math.max(0, lap - 1)] = lap(lap, ofLap);
            final Latency echoOfLap = EchoLimit.latency(records(), perSecond);
            overEcho[Math.max(0, lap - 1)] = ofLap.us(99) / echoOfLap.us(99);
            if (lap > 0) {
                latency.ns().add(ofLap.ns());
                echo.ns().add(echoOfLap.ns());
            }
        }
        return figure(
                "latency",
                reached,
                latency,
                List.of(
                        Measure.plain("echo_p50_us", Laps.of(echo.us(50))),
                        Measure.plain("echo_p99_us", Laps.of(echo.us(99))),
                        Measure.plain("p99_over_echo_p99", new Laps(overEcho))));
    }

    /** Measures laps with training beside them, each after one without; the first of both are left out. */
    Figure runWhileRetraining(final int laps) throws IOException {
        final Latency latency = Latency.of("from due to acknowledged, with training beside");
        final Latency alone = Latency.of("without");
        final double[] reached = new double[laps];
        final double[] quiet = new double[laps];
        final double[] busy = new double[laps];
        final double[] ratio = new double[laps];
        final double[] trainedS = new double[laps];
        final Path trained = directory.resolve("trained");
        lap(trained, Latency.of("lap"));
        for (int lap = 0; lap <= laps; lap++) {
            final int place = Math.max(0, lap - 1);
            final Latency without = Latency.of("lap");
            final Latency with = Latency.of("lap");
            lap(lap, without);
            try (TrainingBeside training = TrainingBeside.start(trained)) {
                reached[place] = lap(lap, with);
                trainedS[place] = training.cpuS();
            }
            quiet[place] = without.us(99);
            busy[place] = with.us(99);
            ratio[place] = busy[place] / quiet[place];
            if (lap > 0) {
                latency.ns().add(with.ns());
                alone.ns().add(without.ns());
            }
        }
        return figure(
                "latency-retraining",
                reached,
                latency,
                List.of(
                        Measure.plain("training_cpu_s", new Laps(trainedS)),
                        Measure.plain("quiet_p99_us", new Laps(quiet)),
                        Measure.plain("busy_p99_us", new Laps(busy)),
                        Measure.plain("quiet_p999_us", Laps.of(alone.us(99.9))),
                        Measure.plain("busy_p999_us", Laps.of(latency.us(99.9))),
                        Measure.atMost("busy_over_quiet_p99", new Laps(ratio), MOST_RATIO)));
    }

    private Figure figure(
            final String what, final double[] reached, final Latency latency, final List<Measure> measures) {
        final double[] asked = new double[reached.length];
        Arrays.fill(asked, perSecond);
        return new Figure(
                what,
                perSecond,
                records(),
                new Laps(reached),
                "rate asked for",
                new Laps(asked),
                List.of(),
                latency,
                measures);
    }

    /** A lap on a journal of its own, which goes with it. */
    private double lap(final int lap, final Latency latency) throws IOException {
        final Path path = directory.resolve("latency" + lap);
        try {
            return lap(path, latency);
        } finally {
            TemporaryDirectory.delete(path);
        }
    }

    /** Sends a lap's records when they are due; returns how many a second were acknowledged. */
    private double lap(final Path path, final Latency latency) throws IOException {
        try (ChronicleJournal journal = ChronicleJournal.open(path, JournalConfig.DEFAULT);
                ServerUnderTest server = new ServerUnderTest(PipelineConfig.DEFAULT, journal, new AckWatch());
                ForerunClient client = ForerunClient.connect(ClientConfig.of("127.0.0.1", server.port(), "bench", 1))) {
            final ActivityRow row = new ActivityRow();
            for (int item = 0; item < workload.users(); item++) {
                send(client, row, item);
            }
            client.finish();
            final Schedule schedule = new Schedule(System.nanoTime(), perSecond);
            final AckTimes times = new AckTimes(schedule, workload.users(), latency);
            client.onAcknowledged(times::onAcknowledged);
            int item = workload.users();
            while (item < workload.count()) {
                while (item < workload.count() && schedule.isDue(item - workload.users(), System.nanoTime())) {
                    send(client, row, item++);
                }
                client.flush();
                schedule.park(item - workload.users(), LONGEST_PARK_NS);
            }
            final SendSummary summary = client.finish();
            final double seconds = (System.nanoTime() - schedule.startNs()) / 1e9;
            Answers.require("acknowledged", summary.acknowledged(), workload.count());
            Answers.require("refused", summary.rejected().size(), 0);
            Answers.require("times taken", latency.ns().getTotalCount(), records());
            return records() / seconds;
        }
    }

    private void send(final ForerunClient client, final ActivityRow row, final int item) {
        rows.fill(item, row);
        row.timestampMs = System.currentTimeMillis(); // As live traffic: in the bucket that is open.
        client.send(row);
    }

    /**
     * When each record is due.
     *
     * @param startNs when the first is
     * @param perSecond records in a second
     */
    record Schedule(long startNs, int perSecond) {
        long dueNs(final long record) {
            return startNs + record * 1_000_000_000L / perSecond;
        }

        boolean isDue(final long record, final long nowNs) {
            return nowNs - dueNs(record) >= 0;
        }

        /** Sleeps until a record is due, in short naps: a nap may last longer than it was asked to. */
        void park(final long record, final long longestNs) {
            final long leftNs = dueNs(record) - System.nanoTime();
            if (leftNs > 0) {
                LockSupport.parkNanos(Math.min(leftNs, longestNs));
            }
        }
    }

    /** Takes the time of every record that an acknowledgement covers; on the client's reading thread. */
    private static final class AckTimes {
        private final Schedule schedule;
        private final long before;
        private final Latency latency;
        private long taken;

        AckTimes(final Schedule schedule, final long before, final Latency latency) {
            this.schedule = schedule;
            this.before = before;
            this.latency = latency;
        }

        void onAcknowledged(final long sequence) {
            final long nowNs = System.nanoTime();
            for (; before + taken < sequence; taken++) {
                latency.record(nowNs - schedule.dueNs(taken));
            }
        }
    }
}
