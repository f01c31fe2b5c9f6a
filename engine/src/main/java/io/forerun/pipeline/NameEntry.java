package io.forerun.pipeline;

/**
 * One dictionary entry, checked at the edge.
 *
 * @param kind ordinal of {@link io.forerun.core.NameKind}
 * @param number the client's number
 * @param name 1 to 256 bytes in UTF-8
 */
public record NameEntry(int kind, int number, String name) {}
