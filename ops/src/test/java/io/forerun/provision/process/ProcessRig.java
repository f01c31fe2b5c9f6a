package io.forerun.provision.process;

import io.forerun.plan.Fleet;
import io.forerun.provision.Fleets;
import io.forerun.provision.Observation;
import io.forerun.provision.Order;
import io.forerun.provision.ProvisionError;
import io.forerun.provision.ProvisionException;
import io.forerun.provision.Provisioner;
import io.forerun.provision.control.Rig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Real processes that do nothing but count themselves. */
final class ProcessRig implements Rig {
    private static final int FIRST_PORT = 21_000;
    private static final int LAST_PORT = 21_040;

    private final Path directory;
    private final boolean runsServices;
    private int lastPort = LAST_PORT;
    private ProvisionError error;
    private int changes;
    private boolean counting;

    ProcessRig(final Path directory) {
        this(directory, false);
    }

    /** Works with nodes, or with replicas of a service. */
    ProcessRig(final Path directory, final boolean runsServices) {
        this.directory = directory;
        this.runsServices = runsServices;
    }

    @Override
    public Fleet fleet() {
        return runsServices ? Fleets.withReplicas() : Fleets.two();
    }

    @Override
    public int target() {
        return runsServices ? 2 : 0;
    }

    static ProcessConfig config(final Path directory, final int lastPort) {
        return config(directory, lastPort, "");
    }

    /** The same with something that workers do first. */
    static ProcessConfig config(final Path directory, final int lastPort, final String first) {
        final String worker = first + "echo {id} >> " + directory.resolve("started") + "; exec sleep 600";
        return new ProcessConfig(
                List.of("sh", "-c", worker),
                "",
                "",
                FIRST_PORT,
                lastPort,
                60_000,
                0,
                10_000,
                directory.resolve("state"));
    }

    @Override
    public Provisioner open(final Steps steps) {
        counting = true;
        final ProcessProvisioner real =
                ProcessProvisioner.open(fleet(), config(directory, lastPort, first()), steps::made);
        return new Provisioner() {
            @Override
            public String name() {
                return real.name();
            }

            @Override
            public Observation observe(final long nowMs) throws ProvisionException {
                return real.observe(nowMs);
            }

            @Override
            public void apply(final Order order, final long nowMs) throws ProvisionException {
                if (error != null) {
                    throw new ProvisionException(error);
                }
                changes++;
                real.apply(order, nowMs);
            }

            @Override
            public void close() {
                real.close();
            }
        };
    }

    private String first() {
        return runsServices ? "echo {service} >> " + directory.resolve("services") + "; " : "";
    }

    /** Names of the services that workers said they are of. */
    List<String> services() throws IOException {
        return Files.readAllLines(directory.resolve("services")).stream()
                .distinct()
                .toList();
    }

    @Override
    public void settle() {
        await(this::settled);
    }

    static void await(final BooleanSupplier condition) {
        final long giveUpNs = System.nanoTime() + 10_000_000_000L;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > giveUpNs) {
                throw new AssertionError("workers neither came up nor went away within 10 s");
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    private boolean settled() {
        return Stream.of(Slot.Phase.values())
                .allMatch(phase -> slots(phase).allMatch(slot -> switch (phase) {
                    case START -> false;
                    case RUN -> counted(slot);
                    case STOP -> !alive(slot);
                }));
    }

    /** Whether its command has begun, too, and not only the child that becomes it. */
    private boolean counted(final Slot slot) {
        try {
            final Path started = directory.resolve("started");
            return !counting
                    || Files.exists(started) && Files.readAllLines(started).contains(Long.toString(slot.id()));
        } catch (final IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private Stream<Slot> slots(final Slot.Phase phase) {
        try (Stream<Path> files = Files.list(directory.resolve("state"))) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".start"))
                    .map(name -> new Slot(Long.parseLong(name.substring(0, name.indexOf('.'))), phase, "small@eu", 1))
                    .filter(slot -> phase == phase(slot))
                    .toList()
                    .stream();
        } catch (final IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private Slot.Phase phase(final Slot slot) {
        if (Files.exists(file(slot, "stop"))) {
            return Slot.Phase.STOP;
        }
        return Files.exists(file(slot, "run")) ? Slot.Phase.RUN : Slot.Phase.START;
    }

    private Path file(final Slot slot, final String extension) {
        return directory.resolve("state").resolve(slot.id() + "." + extension);
    }

    private boolean alive(final Slot slot) {
        try {
            return Identity.parse(Files.readString(file(slot, "pid")))
                    .map(Identity::alive)
                    .orElse(false);
        } catch (final IOException gone) {
            return false;
        }
    }

    @Override
    public int started() {
        try {
            final Path started = directory.resolve("started");
            return Files.exists(started) ? Files.readAllLines(started).size() : 0;
        } catch (final IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public int present() {
        return (int) slots(Slot.Phase.RUN).filter(this::alive).count();
    }

    int presentOrEnding() {
        return present() + (int) slots(Slot.Phase.STOP).filter(this::alive).count();
    }

    /** Waits until no worker lives. */
    void ended() {
        await(() -> slots(Slot.Phase.START).findAny().isEmpty() && present() == 0);
    }

    @Override
    public int changes() {
        return changes;
    }

    @Override
    public void allow(final int nodes) {
        lastPort = FIRST_PORT + nodes - 1;
    }

    @Override
    public void refuse(final ProvisionError everyChange) {
        error = everyChange;
    }

    @Override
    public long comeUpMs() {
        return 5_000;
    }

    @Override
    public void close() {
        slots(Slot.Phase.RUN).forEach(this::kill);
        slots(Slot.Phase.STOP).forEach(this::kill);
    }

    private void kill(final Slot slot) {
        try {
            Identity.parse(Files.readString(file(slot, "pid"))).ifPresent(Identity::kill);
        } catch (final IOException gone) {
            return;
        }
    }
}
