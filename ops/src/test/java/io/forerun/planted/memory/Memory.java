package io.forerun.planted.memory;

/** Stands below all. */
public final class Memory {}
