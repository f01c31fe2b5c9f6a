/**
 * The profile table: one off-heap row of two cache lines per user, found by id. A run of records is located first ({@link
 * io.forerun.profile.ProfileTable#locate}), in passes that let cache misses overlap, and then updated row by row through {@link
 * io.forerun.profile.ProfileRows}.
 *
 * <pre>
 *   user id --hash--> home page (Homes) --16-bit tags in the page's header (Pages)--> row in the same page or in the user's second one
 * </pre>
 *
 * <p>Called by core, on the engine thread alone. Memory: pages of 4 KiB with 31 rows each, 93 % full at most; the table grows by
 * one page at a time.
 */
package io.forerun.profile;
