/**
 * Looks at journals from outside a server: what is in them, whether a replay gives the hashes that were written down, and what a
 * model of users learns from them ({@link io.forerun.replay.Retraining}).
 *
 * <p>Called by the commands, on their thread; a journal may be read while a server writes it.
 */
package io.forerun.replay;
