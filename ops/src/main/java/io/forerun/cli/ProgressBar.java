package io.forerun.cli;

import java.util.Locale;

/** A line on standard error that is drawn again as work goes on; where that is not a terminal, a line now and then. */
final class ProgressBar {
    private static final int WIDTH = 30;
    private static final long TERMINAL_NS = 100_000_000L;
    private static final long FILE_NS = 5_000_000_000L;

    private final boolean terminal =
            System.console() != null && System.console().isTerminal();
    private final boolean quiet;
    private final String what;
    private final long startNs = System.nanoTime();
    private long nextNs = startNs;

    ProgressBar(final String what, final boolean quiet) {
        this.what = what;
        this.quiet = quiet;
    }

    /**
     * Draws if it is time.
     *
     * @param share done, 0 to 1; NaN where unknown
     * @param count things done, for the rate
     * @param note shown behind the figures
     */
    void update(final double share, final long count, final String note) {
        final long nowNs = System.nanoTime();
        if (!quiet && nowNs >= nextNs) {
            nextNs = nowNs + (terminal ? TERMINAL_NS : FILE_NS);
            draw(share, count, note, nowNs);
        }
    }

    private void draw(final double share, final long count, final String note, final long nowNs) {
        final double seconds = Math.max(1e-3, (nowNs - startNs) / 1e9);
        final String bar = Double.isNaN(share)
                ? ""
                : "[" + "#".repeat((int) (share * WIDTH)) + ".".repeat(WIDTH - (int) (share * WIDTH)) + "] "
                        + String.format(Locale.ROOT, "%3.0f %% ", share * 100);
        final String line =
                String.format(Locale.ROOT, "%s %s%,d records, %,.0f/s %s", what, bar, count, count / seconds, note);
        System.err.print(terminal ? "\r" + line + "\u001b[K" : line + System.lineSeparator());
    }

    /** Draws the end and leaves the line. */
    void finish(final long count, final String note) {
        if (!quiet) {
            draw(1, count, note, System.nanoTime());
            if (terminal) {
                System.err.println();
            }
        }
    }
}
