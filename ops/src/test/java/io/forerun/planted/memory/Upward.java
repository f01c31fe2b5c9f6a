package io.forerun.planted.memory;

import io.forerun.planted.trace.Other;

/** Imports from above. */
final class Upward {
    Other other;
}
