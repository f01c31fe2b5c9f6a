package io.forerun.perf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The system's account of the calling thread, so that what a step costs by itself can be told from what others did to it: time it
 * waited for a core though it could have run (schedstats of Linux), time that the host took from this machine's cores, pages the thread
 * was given, how often it slept, and collections of all threads' garbage. Sums that only grow; 0 where the system does not tell. For the thread that
 * opened it.
 */
final class ThreadAccount implements AutoCloseable {
    private static final Path MACHINE = Path.of("/proc/stat");
    private static final long MS_PER_TICK = 10; // USER_HZ, of which there are 100 a second wherever Java runs.
    private static final int STOLEN = 8; // The word of the first line, "cpu" and figures.
    private static final Path SCHEDULER = Path.of("/proc/thread-self/schedstat");
    private static final int OF_THREAD = 1; // RUSAGE_THREAD.
    private static final int USAGE_LENGTH = 18;
    private static final int FAULTS_AT = 8; // ru_minflt, in longs.
    private static final int SLEEPS_AT = 16; // ru_nvcsw.
    private static final Optional<MethodHandle> USAGE = usage();

    private final List<GarbageCollectorMXBean> collectors = ManagementFactory.getGarbageCollectorMXBeans();
    private final ByteBuffer text = ByteBuffer.allocateDirect(256);
    private final long[] usage = new long[USAGE_LENGTH];
    private final MemorySegment usageBytes = MemorySegment.ofArray(usage);
    private final FileChannel scheduler;
    private final FileChannel machine;

    /** Of the calling thread. */
    ThreadAccount() {
        try {
            scheduler = Files.isReadable(SCHEDULER) ? FileChannel.open(SCHEDULER) : null;
            machine = Files.isReadable(MACHINE) ? FileChannel.open(MACHINE) : null;
        } catch (final IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @SuppressWarnings("restricted")
    private static Optional<MethodHandle> usage() {
        final Linker linker = Linker.nativeLinker();
        return linker.defaultLookup()
                .find("getrusage")
                .filter(unused -> Files.isReadable(SCHEDULER)) // Linux, whose layout is read.
                .map(address -> linker.downcallHandle(
                        address,
                        FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS),
                        Linker.Option.critical(true))); // The account is written to the heap.
    }

    /** Nanoseconds waited for a core: the second of the three numbers. */
    long waitedNs() {
        return word(scheduler, 1);
    }

    /** Milliseconds, in steps of ten, in which the host let others run instead of this machine's cores; reading it takes its time. */
    long stolenMs() {
        return word(machine, STOLEN) * MS_PER_TICK;
    }

    /** A word of a file's first line as a number; words are counted from 0. Allocates nothing, as it is asked at each step. */
    private long word(final FileChannel file, final int index) {
        if (file == null) {
            return 0;
        }
        text.clear();
        try {
            file.read(text, 0);
        } catch (final IOException failed) {
            throw new UncheckedIOException(failed);
        }
        text.flip();
        int at = 0;
        for (int word = 0; word < index; word++) {
            at = skip(skip(at, false), true);
        }
        long number = 0;
        for (final int end = skip(at, false); at < end; at++) {
            number = 10 * number + text.get(at) - '0';
        }
        return number;
    }

    private int skip(final int from, final boolean isBlank) {
        int at = from;
        while (at < text.limit() && text.get(at) <= ' ' == isBlank) {
            at++;
        }
        return at;
    }

    /** Pages that the system gave or found when the thread touched them. */
    long faults() {
        return usage(FAULTS_AT);
    }

    /** How often the thread gave its core away to wait for something, such as the end of what all threads have to stand still for. */
    long sleeps() {
        return usage(SLEEPS_AT);
    }

    private long usage(final int at) {
        try {
            return USAGE.isPresent() && (int) USAGE.get().invokeExact(OF_THREAD, usageBytes) == 0 ? usage[at] : 0;
        } catch (final Throwable impossible) { // A call of numbers throws nothing.
            throw new IllegalStateException("getrusage", impossible);
        }
    }

    /** Milliseconds in which garbage was collected. */
    long collectedMs() {
        long sum = 0;
        for (final GarbageCollectorMXBean collector : collectors) {
            sum += collector.getCollectionTime();
        }
        return sum;
    }

    @Override
    public void close() {
        try {
            if (scheduler != null) {
                scheduler.close();
            }
            if (machine != null) {
                machine.close();
            }
        } catch (final IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
