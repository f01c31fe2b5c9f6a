/**
 * Which action follows which: transition counts over all users and the next-action distribution drawn from them.
 *
 * <p>Called by core, on the engine thread. A user's own chain is kept in the profile row; here is what users share.
 */
package io.forerun.markov;
