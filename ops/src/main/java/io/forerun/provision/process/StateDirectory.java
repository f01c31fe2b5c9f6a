package io.forerun.provision.process;

import io.forerun.provision.RaisedFloor;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files that outlive us. Each change of state is the appearance of one file, so a crash leaves the state before or after it,
 * and a listing never misses a worker. Survives the end of the process, not that of the machine: then there are no workers
 * either, and another boot id says so.
 */
final class StateDirectory implements AutoCloseable {
    private static final Pattern SLOT = Pattern.compile("([0-9]{1,18})\\.start");

    private static final String NEXT = "next";
    private static final String START = "start";
    private static final String RUN = "run";
    private static final String STOP = "stop";

    private final Path root;
    private final FileChannel lock;
    private long nextId;

    private StateDirectory(final Path root, final FileChannel lock) throws IOException {
        this.root = root;
        this.lock = lock;
        final Path next = root.resolve(NEXT);
        nextId = Files.exists(next) ? Long.parseLong(Files.readString(next).strip()) : 1;
    }

    /** Opens it, as the only one. */
    static StateDirectory open(final Path root) throws IOException {
        Files.createDirectories(root);
        final FileChannel lock =
                FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean held = false;
        try {
            held = lock.tryLock() != null;
        } catch (final OverlappingFileLockException ours) { // Held by this very process.
            held = false;
        }
        if (!held) {
            lock.close();
            throw new IllegalArgumentException(
                    "process.directory: value=" + root + ", in use by another server; allowed=one of its own");
        }
        return new StateDirectory(root, lock);
    }

    Path root() {
        return root;
    }

    /** All workers by id. */
    List<Slot> slots() throws IOException {
        final List<Slot> slots = new ArrayList<>();
        try (Stream<Path> files = Files.list(root)) {
            for (final Path file : (Iterable<Path>) files::iterator) {
                final Matcher name = SLOT.matcher(file.getFileName().toString());
                if (name.matches()) {
                    slots.add(read(file, Long.parseLong(name.group(1))));
                }
            }
        }
        slots.sort(Comparator.comparingLong(Slot::id));
        return slots;
    }

    private Slot read(final Path file, final long id) throws IOException {
        final String[] words = Files.readString(file).strip().split(" ");
        final Slot slot = new Slot(id, Slot.Phase.START, words[0], Integer.parseInt(words[1]));
        if (Files.exists(file(slot, STOP))) {
            return slot.in(Slot.Phase.STOP);
        }
        return Files.exists(file(slot, RUN)) ? slot.in(Slot.Phase.RUN) : slot;
    }

    /** Writes down that a worker shall be started. Its id was never used before: a late child of a crash cannot take it. */
    Slot intend(final String target, final int port) throws IOException {
        final Slot slot = new Slot(nextId++, Slot.Phase.START, target, port);
        write(root.resolve(NEXT), Long.toString(nextId));
        write(file(slot, START), target + ' ' + port);
        return slot;
    }

    /** Takes an intention back; false where the child was faster. */
    boolean withdraw(final Slot slot) throws IOException {
        try {
            Files.createFile(file(slot, RUN));
        } catch (final FileAlreadyExistsException taken) {
            return false;
        }
        forget(slot);
        return true;
    }

    /** Writes down that a worker shall end. */
    void retire(final Slot slot) throws IOException {
        Files.writeString(file(slot, STOP), "");
    }

    /** Removes what is known of a worker that ended; its first file goes last, so that this may be interrupted. */
    void forget(final Slot slot) throws IOException {
        for (final String extension : List.of(STOP, "pid", "log", RUN, START)) {
            Files.deleteIfExists(file(slot, extension));
        }
    }

    /** Who a worker is; empty before the child took its slot. */
    Optional<Identity> identity(final Slot slot) throws IOException {
        try {
            return Identity.parse(Files.readString(file(slot, "pid")));
        } catch (final NoSuchFileException early) {
            return Optional.empty();
        }
    }

    /** No name of a target has a plus, so that two have never the same file. */
    private Path floorFile(final String target) {
        return root.resolve(target.replace('/', '+') + ".floor");
    }

    /** The raised minimum of a target. */
    Optional<RaisedFloor> floor(final String target) throws IOException {
        try {
            return RaisedFloor.parse(Files.readString(floorFile(target)).strip());
        } catch (final NoSuchFileException none) {
            return Optional.empty();
        }
    }

    /** Annotates a target, or takes its annotation away. */
    void annotate(final String target, final Optional<RaisedFloor> floor) throws IOException {
        final Path file = floorFile(target);
        if (floor.isPresent()) {
            write(file, floor.get().text());
        } else {
            Files.deleteIfExists(file);
        }
    }

    /** The file of a worker with an extension. */
    Path file(final Slot slot, final String extension) {
        return root.resolve(slot.id() + "." + extension);
    }

    private static void write(final Path file, final String text) throws IOException {
        final Path whole = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(whole, text + '\n');
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
