package io.forerun.provision;

/**
 * A minimum above what it was, as annotated at the provider.
 *
 * @param base minimum before the first raise
 * @param floor minimum now
 * @param expiresMs when anybody may give the base back
 */
public record RaisedFloor(int base, int floor, long expiresMs) {}
