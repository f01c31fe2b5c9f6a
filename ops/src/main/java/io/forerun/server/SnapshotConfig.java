package io.forerun.server;

import java.util.List;

/**
 * When a server's state is written beside its journal, so that a start need not read all of it, and how much journal stays.
 *
 * @param everyMs engine time from one snapshot to the next, a minute and up; 0 for at stops only
 * @param keepBytes journal files that only hold what snapshots know are removed while there are more bytes than this; 0 to keep all
 * @param program command that starts this program, without a subcommand; a snapshot is taken by a process of its own
 */
public record SnapshotConfig(long everyMs, long keepBytes, List<String> program) {
    /** Four a day, where nothing else is asked for. */
    public static final int USUAL_MS = 21_600_000;

    /** At stops only, and all of the journal is kept. */
    public static final SnapshotConfig AT_STOPS = new SnapshotConfig(0, 0, List.of());

    private static final long LEAST_MS = 60_000;

    public SnapshotConfig {
        if (everyMs != 0 && everyMs < LEAST_MS) {
            throw new IllegalArgumentException(
                    "snapshot.every_ms: value=" + everyMs + ", allowed=0 or " + LEAST_MS + " and up");
        }
        if (keepBytes < 0) {
            throw new IllegalArgumentException("journal.keep_gib: value=" + keepBytes + " bytes, allowed=0 and up");
        }
        if (everyMs != 0 && program.isEmpty()) {
            throw new IllegalArgumentException("snapshot.program: value=none, allowed=a command");
        }
        program = List.copyOf(program);
    }
}
