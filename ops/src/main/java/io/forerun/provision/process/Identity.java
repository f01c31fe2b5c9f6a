package io.forerun.provision.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Which process a pid meant when it was written down. A pid alone is given again after its process ended; with its start time and
 * the boot of the machine it is not. Where the system has no /proc, start and boot are empty and the pid has to do.
 *
 * @param pid process id
 * @param start clock ticks from boot to its start
 * @param boot id of the boot
 */
record Identity(long pid, String start, String boot) {
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

    /** Place of the start time among the fields behind the name, the state being the first. */
    private static final int START = 19;

    /** What a worker wrote of itself; empty where that is not whole. */
    static Optional<Identity> parse(final String text) {
        final String[] words = text.strip().split(" ", -1);
        return words.length != 3 || !words[0].matches("[0-9]{1,18}")
                ? Optional.empty()
                : Optional.of(new Identity(Long.parseLong(words[0]), words[1], words[2]));
    }

    /** Whether that process runs still. */
    boolean alive() {
        if (!ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false)) {
            return false;
        }
        if (start.isEmpty()) {
            return true;
        }
        try {
            final String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            final String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return !fields[0].equals("Z")
                    && fields[START].equals(start)
                    && Files.readString(BOOT).strip().equals(boot);
        } catch (final IOException gone) { // It ended between the two looks.
            return false;
        }
    }

    /** Asks it to end. */
    void terminate() {
        if (alive()) {
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
        }
    }

    /** Ends it. */
    void kill() {
        if (alive()) {
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        }
    }
}
