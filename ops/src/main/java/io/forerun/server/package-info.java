/**
 * A whole server in one process: what is wired to what, and in which order it starts and stops.
 *
 * <p>Called by the commands and the demo.
 */
package io.forerun.server;
