/**
 * Who is due: users of whom the model in force expects an event within five minutes, in time to make ready what they will need.
 *
 * <pre>
 *   event --> hazard of the user's new state --> neural.DueStretches --> due at once    --> announced with the event
 *                                                                    --> due later      --> DueWheel --> announced at a tick
 * </pre>
 *
 * Off unless configured. Nothing is ever scanned: an event changes its own user's entry, a tick looks at the entries of its bucket.
 *
 * <p>Called by core on the engine thread.
 */
package io.forerun.prewarm;
