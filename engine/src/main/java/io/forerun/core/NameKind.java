package io.forerun.core;

/** What a dictionary names; ordinals are those of the wire. */
public enum NameKind {
    ACTION,
    OBJECT,
    REGION,
    DEVICE,
    SERVICE;

    private static final NameKind[] BY_CODE = values();

    /** Kind of a code that was checked at the edge. */
    public static NameKind of(final int code) {
        return BY_CODE[code];
    }
}
