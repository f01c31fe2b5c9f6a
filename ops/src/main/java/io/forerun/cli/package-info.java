/**
 * The {@code forerun} command: one class per subcommand, what they share (configuration, JSON, tables, progress), and the
 * only place that loads configuration or touches standard output.
 *
 * <p>Bad input of any kind becomes one line on standard error and exit code 2; a broken invariant exit code 70.
 */
package io.forerun.cli;
