/**
 * Passing state through one place: folded into a hash, written into a snapshot, put back from it. Every owner of state passes its
 * values in one fixed order through an {@link io.forerun.state.Archive}; what that does with them is its own affair.
 *
 * <pre>
 *                     +--> Digest       64 bits, to compare replays by
 *   owner.pass(...) --+--> StateWriter  blocks with a checksum each
 *                     +--> StateReader  the values come back
 * </pre>
 */
package io.forerun.state;
