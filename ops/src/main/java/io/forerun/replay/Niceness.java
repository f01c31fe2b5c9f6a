package io.forerun.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Lets this process stand back behind all others, as one that does nothing but train: the priorities of Java mean nothing on Linux,
 * where each thread has a policy and a niceness of its own (sched(7)), also those that compile and collect. It cannot be taken back.
 */
public final class Niceness {
    private static final Path THREADS = Path.of("/proc/self/task");
    private static final Path FIRST_TO_GO = Path.of("/proc/self/oom_score_adj");
    private static final Path CHRT = Path.of("/usr/bin/chrt");
    private static final int OF_THREAD = 0; // PRIO_PROCESS, which on Linux is a thread.
    private static final int NICEST = 19;
    private static final int IDLE = 5; // SCHED_IDLE.

    private static final Optional<MethodHandle> SET_POLICY =
            function("sched_setscheduler", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS);
    private static final Optional<MethodHandle> SET_PRIORITY =
            function("setpriority", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);

    private Niceness() {}

    @SuppressWarnings("restricted")
    private static Optional<MethodHandle> function(final String name, final ValueLayout... arguments) {
        final Linker linker = Linker.nativeLinker();
        return linker.defaultLookup()
                .find(name)
                .map(address -> linker.downcallHandle(
                        address,
                        FunctionDescriptor.of(ValueLayout.JAVA_INT, arguments),
                        Linker.Option.critical(true))); // A number on the heap is handed over.
    }

    /**
     * From here on every thread of this process, and those that they start, run only where a core would be idle; the nicest where
     * the system refuses that. Where memory runs short, this process is the first to go.
     *
     * @return false where it does not know either, and all stays as it was
     */
    public static boolean standBack() {
        if (!Files.isDirectory(THREADS)) { // Elsewhere the same calls are about other things.
            return false;
        }
        yieldMemory();
        final Set<Integer> seen = new HashSet<>();
        boolean isDone = true;
        List<Integer> fresh = threads(seen);
        while (!fresh.isEmpty()) { // One not yet asked may have started another meanwhile.
            for (final int thread : fresh) {
                isDone &= isIdle(thread) || isNicest(thread);
            }
            fresh = threads(seen);
        }
        return isDone;
    }

    private static void yieldMemory() {
        try {
            Files.writeString(FIRST_TO_GO, "1000");
        } catch (final IOException refused) {
            // Then the system chooses by size, as ever.
        }
    }

    /** A command whose process stands back from its first moment, not only once it does so itself, where there is chrt(1). */
    static List<String> standingBack(final List<String> command) {
        if (!Files.isExecutable(CHRT)) {
            return command;
        }
        final List<String> changed = new ArrayList<>(List.of(CHRT.toString(), "--idle", "0"));
        changed.addAll(command);
        return changed;
    }

    /** Threads of this process that were not seen before; now they are. */
    private static List<Integer> threads(final Set<Integer> seen) {
        try (Stream<Path> files = Files.list(THREADS)) {
            return files.map(file -> Integer.parseInt(file.getFileName().toString()))
                    .filter(seen::add)
                    .toList();
        } catch (final IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static boolean isIdle(final int thread) {
        final MemorySegment priority = MemorySegment.ofArray(new int[1]);
        try {
            return SET_POLICY.isPresent() && (int) SET_POLICY.get().invokeExact(thread, IDLE, priority) == 0;
        } catch (final Throwable impossible) { // A call of numbers throws nothing.
            throw new IllegalStateException("sched_setscheduler", impossible);
        }
    }

    private static boolean isNicest(final int thread) {
        try {
            return SET_PRIORITY.isPresent() && (int) SET_PRIORITY.get().invokeExact(OF_THREAD, thread, NICEST) == 0;
        } catch (final Throwable impossible) { // A call of three numbers throws nothing.
            throw new IllegalStateException("setpriority", impossible);
        }
    }
}
