/**
 * Looks at journals from outside a server: what is in them, and whether a replay gives the hashes that were written down.
 *
 * <p>Called by the commands, on their thread; a journal may be read while a server writes it.
 */
package io.forerun.replay;
