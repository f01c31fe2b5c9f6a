/**
 * What feeds {@code send}, {@code demo}, {@code backtest} and {@code evaluate}: traces as a pull of activity rows.
 *
 * <pre>
 *   file, pipe --TraceInput--> LineReader --CsvFields--> ActivityCsv -+
 *              (gz by magic)   (64 KiB)   \-----------> DemandActivity+-> GapConfirming --> ActivitySource
 *                                          \----------> AccessLog  -+
 *   seed ----------------------------> synthetic.SyntheticPopulation ---------------------^
 * </pre>
 *
 * <p>{@link io.forerun.trace.TraceFiles} opens a file or standard input, finds compression and format from the bytes and
 * returns an {@link io.forerun.trace.ActivitySource}. Bad input ends with a {@link io.forerun.trace.TraceException} of one
 * line that names file, line, column, value and what is allowed.
 *
 * <p>Called by: cli, backtest. Threads: a source belongs to the one thread that pulls it; nothing here starts a thread.
 */
package io.forerun.trace;
