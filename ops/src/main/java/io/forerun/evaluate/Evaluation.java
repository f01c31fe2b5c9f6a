package io.forerun.evaluate;

import io.forerun.client.ActivityRow;
import io.forerun.evaluate.users.UserAccuracy;
import io.forerun.evaluate.users.UserScore;
import io.forerun.evaluate.users.UserTraining;
import io.forerun.trace.ActivitySource;
import io.forerun.trace.TraceException;
import io.forerun.trace.TraceFiles;
import io.forerun.trace.TraceFormat;
import java.nio.file.Path;
import java.util.List;

/** Evaluates one file. The caller's thread; forecasts also run on the common pool. */
public final class Evaluation {
    /** Shares of the work, as far as that can be told before: first reading, training, second reading. */
    private static final double SCANNED = 0.15;

    private static final double TRAINED = 0.4;
    private static final double COUNTED = 0.6;

    private final EvaluationConfig config;
    private final Progress progress;

    /** Prepares. */
    public Evaluation(final EvaluationConfig config, final Progress progress) {
        this.config = config;
        this.progress = progress;
    }

    /**
     * Runs to the end.
     *
     * @param trace a file, not a pipe: activity is read up to three times
     * @throws TraceException if it cannot be read
     * @throws IllegalArgumentException if times or series do not fit the file; the message is one line for people
     */
    public EvaluationResult run(final Path trace) throws TraceException {
        final String name = name(trace);
        if (TraceFiles.format(trace) != TraceFormat.DEMAND_CSV) {
            return activity(trace, name);
        }
        final List<Feed> feeds = DemandBins.of(TraceFiles.demand(trace), config);
        if (feeds.isEmpty()) {
            throw new TraceException(name, "no rows, allowed=1 and up");
        }
        return new EvaluationResult(name, new Judgement(config, feeds, progress).series(), null);
    }

    /** File and directory: many traces are called alike. */
    private static String name(final Path trace) {
        final int names = trace.getNameCount();
        return names < 2 ? trace.toString() : trace.subpath(names - 2, names).toString();
    }

    private EvaluationResult activity(final Path trace, final String name) throws TraceException {
        final ActivityScan scan;
        try (ActivitySource source = TraceFiles.open(trace)) {
            scan = ActivityScan.of(source, part(0, SCANNED));
        }
        final UserAccuracy users;
        final Feed feed;
        try (ActivityBins bins = new ActivityBins(name, scan, config)) {
            users = users(trace, bins);
            feed = bins.feed();
        }
        final List<SeriesAccuracy> series = new Judgement(config, List.of(feed), part(COUNTED, 1)).series();
        return new EvaluationResult(name, series, users);
    }

    private UserAccuracy users(final Path trace, final ActivityBins bins) throws TraceException {
        final Split split = bins.split();
        final UserTraining.Trained trained = config.trains() ? train(trace, split.testFromMs()) : null;
        bins.train(trained);
        try (ActivitySource source = TraceFiles.open(trace);
                UserScore users = new UserScore(split.testFromMs(), split.testToMs(), trained, config.usesChains())) {
            read(source, bins, users);
            return users.accuracy();
        }
    }

    private UserTraining.Trained train(final Path trace, final long testFromMs) throws TraceException {
        final UserTraining training = new UserTraining(testFromMs);
        final Progress part = part(SCANNED, TRAINED);
        try (ActivitySource source = TraceFiles.open(trace)) {
            final ActivityRow row = new ActivityRow();
            while (source.next(row)) {
                if (!config.isMasked(row.timestampMs)) {
                    training.add(row);
                }
            }
        }
        return training.run(
                pass -> part.update((double) pass.pass() / pass.passes(), pass.pass(), "passes of training"));
    }

    private void read(final ActivitySource source, final ActivityBins bins, final UserScore users)
            throws TraceException {
        final Progress part = part(config.trains() ? TRAINED : SCANNED, COUNTED);
        final ActivityRow row = new ActivityRow();
        long rows = 0;
        while (source.next(row)) {
            bins.add(row);
            if (!config.isMasked(row.timestampMs)) {
                users.add(row);
            }
            if ((++rows & 4_095) == 0) {
                part.update(source.progress(), rows, "next actions");
            }
        }
    }

    /** Progress within a part of the whole. */
    private Progress part(final double from, final double to) {
        return (share, count, note) -> progress.update(from + share * (to - from), count, note);
    }
}
