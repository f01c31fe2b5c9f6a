package io.forerun.replay;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Lets a thread stand back behind all others: the priorities of Java mean nothing on Linux, where each thread has a niceness of its own
 * (sched(7)). A thread cannot take it back, so it is for threads that do nothing else.
 */
public final class Niceness {
    private static final Path LINUX = Path.of("/proc/thread-self");
    private static final String FUNCTION = "setpriority";
    private static final int OF_THREAD = 0; // PRIO_PROCESS, which on Linux is a thread.
    private static final int CALLER = 0;
    private static final int NICEST = 19;

    private Niceness() {}

    /** Makes the calling thread the nicest; false where the system does not know how, and all stays as it was. */
    @SuppressWarnings("restricted")
    public static boolean standBack() {
        final Linker linker = Linker.nativeLinker();
        final FunctionDescriptor shape = FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
        if (!Files.exists(LINUX)) { // Elsewhere the same call is about the whole process.
            return false;
        }
        return linker.defaultLookup()
                .find(FUNCTION)
                .map(address -> isSet(linker.downcallHandle(address, shape)))
                .orElse(false);
    }

    private static boolean isSet(final MethodHandle setPriority) {
        try {
            return (int) setPriority.invokeExact(OF_THREAD, CALLER, NICEST) == 0;
        } catch (final Throwable impossible) { // A call of three numbers throws nothing.
            throw new IllegalStateException(FUNCTION, impossible);
        }
    }
}
