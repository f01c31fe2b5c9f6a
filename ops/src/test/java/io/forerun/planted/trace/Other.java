package io.forerun.planted.trace;

import io.forerun.planted.memory.Memory;

/** Closes a cycle, in the direction that is allowed. */
public final class Other {
    Memory memory;
}
