package io.forerun.journal;

/**
 * How a journal is written.
 *
 * @param durability what an acknowledgement waits for; the pipeline reads it to decide when to call {@link Journal#sync()}
 * @param rollMs a new file is begun after this long, 1 s and up
 * @param rollBytes a new file is begun when the present one holds this much, 64 KiB to 4 GiB; retention works in whole files
 * @param blockBytes how much of a file is mapped and reserved on the disk at once, 64 KiB to 1 GiB, a power of two
 */
public record JournalConfig(Durability durability, long rollMs, long rollBytes, long blockBytes) {
    /** Files of one hour or 1 GiB, whichever comes first. */
    public static final JournalConfig DEFAULT = new JournalConfig(Durability.WRITTEN, 3_600_000L, 1L << 30, 64L << 20);

    /** What an acknowledged record survives. */
    public enum Durability {
        /** The death of the process. */
        WRITTEN,
        /** The loss of power. */
        SYNCED
    }

    private static final long MIN_BYTES = 64L << 10;
    private static final long MAX_ROLL_BYTES = 4L << 30;
    private static final long MAX_BLOCK_BYTES = 1L << 30;

    /** Checks the values. */
    public JournalConfig {
        if (durability == null) {
            throw new IllegalArgumentException("journal: durability=null, allowed=WRITTEN or SYNCED");
        }
        if (rollMs < 1_000) {
            throw new IllegalArgumentException("roll_ms: value=" + rollMs + ", allowed=1000 and up");
        }
        if (rollBytes < MIN_BYTES || rollBytes > MAX_ROLL_BYTES) {
            throw new IllegalArgumentException(
                    "roll_bytes: value=" + rollBytes + ", allowed=" + MIN_BYTES + " to " + MAX_ROLL_BYTES);
        }
        if (blockBytes < MIN_BYTES || blockBytes > MAX_BLOCK_BYTES || Long.bitCount(blockBytes) != 1) {
            throw new IllegalArgumentException("block_bytes: value=" + blockBytes + ", allowed=a power of two from "
                    + MIN_BYTES + " to " + MAX_BLOCK_BYTES);
        }
    }

    /** The same with another durability. */
    public JournalConfig withDurability(final Durability other) {
        return new JournalConfig(other, rollMs, rollBytes, blockBytes);
    }
}
