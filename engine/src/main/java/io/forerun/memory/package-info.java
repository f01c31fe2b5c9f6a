/**
 * Off-heap memory. A {@link io.forerun.memory.Slab} owns bytes, the {@link io.forerun.memory.MemoryLedger} knows every open slab
 * by name, everything else is a view.
 *
 * <p>Called by: profile, forecast, core, pipeline. Threads: a slab may be opened and closed by any thread; its bytes have
 * no owner here, the caller decides who writes. This is the only package that touches {@code Arena}.
 */
package io.forerun.memory;
