package io.forerun.provision.process;

import io.forerun.provision.Observation.Seen;
import io.forerun.provision.ProvisionError;
import io.forerun.provision.ProvisionException;
import io.forerun.provision.RaisedFloor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The workers of a state directory: found, started, checked, ended. */
final class Workers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);

    private final ProcessConfig config;
    private final StateDirectory state;
    private final WorkerLauncher launcher;
    private final Ports ports;
    private final HealthCheck health = new HealthCheck();
    private final Runnable step;
    private final Map<Long, Worker> known = new HashMap<>();
    private final Map<Long, Process> children = new HashMap<>();
    private List<Slot> slots = List.of();
    private Optional<String> diedEarly = Optional.empty();

    private Workers(final ProcessConfig config, final StateDirectory state, final Runnable step) {
        this.config = config;
        this.state = state;
        this.step = step;
        launcher = new WorkerLauncher(config, state.root());
        ports = new Ports(config.firstPort(), config.lastPort());
    }

    /** Takes over a directory: intentions that no child has taken yet are withdrawn, all others are kept. */
    static Workers adopt(final ProcessConfig config, final Runnable step) throws IOException {
        final StateDirectory state = StateDirectory.open(config.directory());
        for (final Slot slot : state.slots()) {
            if (slot.phase() == Slot.Phase.START) {
                state.withdraw(slot);
            }
        }
        return new Workers(config, state, step);
    }

    /** Reads the directory, buries the dead, checks the living, ends the unwanted. */
    void look(final long nowMs) throws IOException {
        final Map<Long, String> urls = new TreeMap<>();
        for (final Slot slot : state.slots()) {
            switch (slot.phase()) {
                case START -> buryUnborn(slot);
                case RUN -> {
                    if (!alive(slot)) {
                        bury(slot);
                    } else {
                        urls.put(slot.id(), slot.fill(config.health()));
                    }
                }
                case STOP -> end(slot, nowMs);
            }
        }
        final Set<Long> healthy = config.health().isEmpty() ? urls.keySet() : health.healthy(urls);
        slots = state.slots();
        for (final Slot slot : slots) {
            final Worker worker = worker(slot, nowMs);
            if (slot.phase() == Slot.Phase.RUN && urls.containsKey(slot.id())) {
                worker.checked(healthy.contains(slot.id()), nowMs);
                if (worker.lost(nowMs, config.startMs())) {
                    LOG.warn("worker {} of {} does not serve: it is replaced", slot.id(), slot.target());
                    state.retire(slot);
                    end(slot.in(Slot.Phase.STOP), nowMs);
                }
            }
        }
        slots = state.slots();
    }

    private Worker worker(final Slot slot, final long nowMs) {
        return known.computeIfAbsent(slot.id(), unknown -> new Worker(nowMs));
    }

    private boolean alive(final Slot slot) throws IOException {
        return state.identity(slot).map(Identity::alive).orElse(false);
    }

    /** A child that ended before it took its slot never will. */
    private void buryUnborn(final Slot slot) throws IOException {
        final Process child = children.get(slot.id());
        if ((child == null || !child.isAlive()) && state.withdraw(slot)) {
            diedEarly = Optional.of("worker " + slot.id() + " could not be started");
            forget(slot);
        }
    }

    private void bury(final Slot slot) throws IOException {
        final Worker worker = known.get(slot.id());
        final Process child = children.get(slot.id());
        final String code = child == null || child.isAlive() ? "" : " with code " + child.exitValue();
        LOG.warn("worker {} of {} ended{}", slot.id(), slot.target(), code);
        if (worker != null && !worker.served()) {
            diedEarly = Optional.of("worker " + slot.id() + " ended" + code + " before it served");
        }
        state.forget(slot);
        forget(slot);
    }

    private void end(final Slot slot, final long nowMs) throws IOException {
        final Worker worker = worker(slot, nowMs);
        final Optional<Identity> identity = state.identity(slot);
        if (identity.isEmpty() || !identity.get().alive()) {
            state.forget(slot);
            forget(slot);
            return;
        }
        final long forMs = worker.stoppedForMs(nowMs);
        if (!config.drain().isEmpty() && worker.firstDrain()) {
            health.drain(slot.fill(config.drain()));
        }
        if (forMs >= config.termMs() && worker.firstTerm()) {
            identity.get().terminate();
        } else if (forMs >= config.termMs() + config.killMs()) {
            identity.get().kill();
        }
    }

    private void forget(final Slot slot) {
        known.remove(slot.id());
        children.remove(slot.id());
    }

    /** One target, as of the last look. */
    Seen seen(final String target, final long nowMs) throws IOException {
        int running = 0;
        int ordered = 0;
        int unhealthy = 0;
        for (final Slot slot : wanted(target)) {
            final Worker worker = worker(slot, nowMs);
            if (worker.serves()) {
                running++;
            } else {
                ordered++;
                unhealthy += worker.unhealthy(nowMs, config.startMs()) ? 1 : 0;
            }
        }
        return Seen.own(running, ordered, unhealthy, state.floor(target));
    }

    private List<Slot> wanted(final String target) {
        return slots.stream()
                .filter(slot -> slot.phase() != Slot.Phase.STOP && slot.target().equals(target))
                .toList();
    }

    /** Starts one more. */
    void start(final String target, final long nowMs) throws IOException, ProvisionException {
        if (diedEarly.isPresent()) { // Told once, so that starting again waits longer and longer.
            final String why = diedEarly.get() + ", see its output in " + state.root();
            diedEarly = Optional.empty();
            throw new ProvisionException(new ProvisionError.Transient(why));
        }
        final int port = ports.free(slots);
        final Slot slot = state.intend(target, port);
        step.run();
        children.put(slot.id(), launcher.launch(slot));
        step.run();
        worker(slot, nowMs);
        slots = state.slots();
    }

    /** Lets some go: those that never served first, then the youngest. */
    void stop(final String target, final int nodes, final long nowMs) throws IOException {
        final List<Slot> candidates = new ArrayList<>(wanted(target));
        candidates.sort(Comparator.comparing((Slot slot) -> worker(slot, nowMs).serves())
                .thenComparing(Comparator.comparingLong(Slot::id).reversed()));
        for (final Slot slot : candidates.subList(0, Math.clamp(nodes, 0, candidates.size()))) {
            if (slot.phase() == Slot.Phase.START && state.withdraw(slot)) {
                forget(slot);
            } else {
                state.retire(slot);
                step.run();
                end(slot.in(Slot.Phase.STOP), nowMs);
            }
            step.run();
        }
        slots = state.slots();
    }

    void annotate(final String target, final Optional<RaisedFloor> floor) throws IOException {
        state.annotate(target, floor);
    }

    List<Long> pids() throws IOException {
        final List<Long> pids = new ArrayList<>();
        for (final Slot slot : state.slots()) {
            state.identity(slot).ifPresent(identity -> pids.add(identity.pid()));
        }
        return pids;
    }

    @Override
    public void close() {
        health.close();
        try {
            state.close();
        } catch (final IOException stuck) {
            LOG.warn("lock of {} was not given back cleanly", state.root(), stuck);
        }
    }
}
