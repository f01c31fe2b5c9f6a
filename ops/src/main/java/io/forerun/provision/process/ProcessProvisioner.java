package io.forerun.provision.process;

import io.forerun.plan.Fleet;
import io.forerun.provision.Goal;
import io.forerun.provision.Holding;
import io.forerun.provision.Observation;
import io.forerun.provision.Observation.Seen;
import io.forerun.provision.Order;
import io.forerun.provision.ProvisionError;
import io.forerun.provision.ProvisionException;
import io.forerun.provision.Provisioner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Runs nodes as processes of this machine. */
public final class ProcessProvisioner implements Provisioner {
    private final Fleet fleet;
    private final Workers workers;
    private final boolean runsServices;
    private final Runnable step;

    private ProcessProvisioner(
            final Fleet fleet, final Workers workers, final boolean runsServices, final Runnable step) {
        this.fleet = fleet;
        this.runsServices = runsServices;
        this.workers = workers;
        this.step = step;
    }

    /**
     * Takes over what runs already.
     *
     * @throws IllegalArgumentException if another server holds the directory, or it cannot be used
     */
    public static ProcessProvisioner open(final Fleet fleet, final ProcessConfig config) {
        return open(fleet, config, () -> {});
    }

    /** The same, with something that is run between any two steps. */
    static ProcessProvisioner open(final Fleet fleet, final ProcessConfig config, final Runnable step) {
        if (config.runsServices() && !fleet.hasReplicas()) {
            throw new IllegalArgumentException("process.command: value=" + Slot.SERVICE
                    + ", allowed=where the fleet decides on replicas of a service");
        }
        try {
            return new ProcessProvisioner(fleet, Workers.adopt(config, step), config.runsServices(), step);
        } catch (final IOException unusable) {
            throw new IllegalArgumentException(
                    "process.directory: value=" + config.directory() + ", cannot be used: " + unusable.getMessage(),
                    unusable);
        }
    }

    @Override
    public String name() {
        return "process";
    }

    @Override
    public Observation observe(final long nowMs) throws ProvisionException {
        try {
            workers.look(nowMs);
            final List<Seen> seen = new ArrayList<>();
            for (int target = 0; target < fleet.targetCount(); target++) {
                seen.add(workers.seen(fleet.target(target).name(), nowMs));
            }
            step.run();
            return new Observation(seen);
        } catch (final IOException unreadable) {
            throw failed(unreadable);
        }
    }

    @Override
    public void apply(final Order order, final long nowMs) throws ProvisionException {
        try {
            workers.look(nowMs);
            settle(order, nowMs);
        } catch (final IOException refused) {
            throw failed(refused);
        }
    }

    /** A base is written before anything is added above it, and forgotten only after what was added is gone. */
    private void settle(final Order order, final long nowMs) throws IOException, ProvisionException {
        if (order.target() < fleet.nodeTargets() == runsServices) {
            throw new ProvisionException(new ProvisionError.Permanent(
                    "process.command runs " + (runsServices ? "services" : "nodes") + ", not " + order.name()));
        }
        final Seen now = workers.seen(order.name(), nowMs);
        final Holding wanted = new Holding(now.total(), now.floor()).after(order.goal());
        if (order.goal() instanceof Goal.Floor && wanted.floor().isPresent()) {
            workers.annotate(order.name(), wanted.floor());
        }
        step.run();
        final int most = Math.min(wanted.nodes(), fleet.nodeType(order.target()).quota());
        for (int missing = most - now.total(); missing > 0; missing--) {
            workers.start(order.name(), nowMs);
        }
        workers.stop(order.name(), now.total() - wanted.nodes(), nowMs);
        if (wanted.floor().isEmpty()) {
            workers.annotate(order.name(), wanted.floor());
        }
        step.run();
        if (wanted.nodes() > most) {
            throw new ProvisionException(
                    new ProvisionError.Quota((wanted.nodes() - most) + " nodes above the quota of " + most));
        }
    }

    private static ProvisionException failed(final IOException why) {
        return new ProvisionException(new ProvisionError.Transient(why.toString()), why);
    }

    /** Workers that run, those included that shall end. */
    public int workers() throws ProvisionException {
        try {
            return workers.pids().size();
        } catch (final IOException unreadable) {
            throw failed(unreadable);
        }
    }

    /** Pids of all workers, wanted or ending, for tests and operators. */
    Stream<Long> pids() throws IOException {
        return workers.pids().stream();
    }

    /** Leaves the workers running. */
    @Override
    public void close() {
        workers.close();
    }
}
