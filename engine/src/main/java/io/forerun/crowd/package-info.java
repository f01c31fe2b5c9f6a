/**
 * The users who are in session now, and what they will ask for next: counted without a scan, carried on by the chains.
 *
 * <pre>
 *  event -> leave (old row) ... enter (new row)      SessionRing: users by slot of silence and last action, exact integers
 *  tick  -> flow: users in session -> chain of their group -> events by action and step
 *                 users to come    -> first actions  -> chain -> proportions by step
 * </pre>
 *
 * <p>Called by {@code core} on the engine's thread; what a flow says is immutable.
 */
package io.forerun.crowd;
