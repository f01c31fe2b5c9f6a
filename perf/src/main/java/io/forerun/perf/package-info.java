/**
 * Measures the program against what the machine can do: {@code forerun bench}. Each figure stands beside a limit that is
 * taken in the same run, alternating with it, and each run checks its answer, so that a fast wrong one fails.
 *
 * <p>Called from the command line; nothing imports it. Runs on the main thread, which is also the client's.
 */
package io.forerun.perf;
