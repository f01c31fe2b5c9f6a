/**
 * The profile table: one off-heap row per user, found by id, never copied. A run of records is located first ({@link
 * io.forerun.profile.ProfileTable#locate}), in passes that let cache misses overlap, and then updated row by row.
 *
 * <p>Called by core, on the engine thread alone. Memory: 64 bytes a row, in chunks of 1 MiB, and an index of 8-byte entries
 * in 256 segments that grow one by one, so that growth never stops the world.
 */
package io.forerun.profile;
