package io.forerun.client;

/**
 * One activity row: a flyweight that the caller makes once and a source fills again and again. Fields are
 * public because every source writes and every consumer reads all of them for each row; a row says nothing after the next
 * call of {@code next}. Texts are interned by the sources as far as their caches reach, so that equal names are mostly the
 * same instance. Not thread safe.
 */
public final class ActivityRow {
    /** Milliseconds since 1970, from 1990 to 2200. */
    public long timestampMs;

    /** Who; never empty. The user id is the XXH64 of this text. */
    public String user = "";

    /** Request type; never empty, at most 256 bytes of UTF-8 like all texts but the user. */
    public String action = "";

    /** The data that was accessed, "" where unknown. */
    public String object = "";

    /** Where the user is, "" where unknown. */
    public String region = "";

    /** Class of device, "" where unknown. */
    public String device = "";

    /** The service that handled the request, "" for none. */
    public String service = "";

    /** Processor time, 0 where unknown; this and the four below lie within 0 to 2^32 - 1. */
    public long cpuUs;

    /** Memory held while the request ran. */
    public long memoryKib;

    /** Time on a GPU. */
    public long gpuUs;

    /** Size of the answer. */
    public long bytes;

    /** How long the request took. */
    public long durationUs;

    /**
     * The row is the first, or jumps more than an hour ahead of all before it, and the rows behind it bear that out. False
     * on every other row.
     */
    public boolean gapConfirmed;

    /** Sets every field but timestamp, user and action to unknown. */
    public void clearOptional() {
        object = "";
        region = "";
        device = "";
        service = "";
        cpuUs = 0;
        memoryKib = 0;
        gpuUs = 0;
        bytes = 0;
        durationUs = 0;
        gapConfirmed = false;
    }

    /** Takes over every field of another row. */
    public void copyFrom(final ActivityRow other) {
        timestampMs = other.timestampMs;
        user = other.user;
        action = other.action;
        object = other.object;
        region = other.region;
        device = other.device;
        service = other.service;
        cpuUs = other.cpuUs;
        memoryKib = other.memoryKib;
        gpuUs = other.gpuUs;
        bytes = other.bytes;
        durationUs = other.durationUs;
        gapConfirmed = other.gapConfirmed;
    }
}
