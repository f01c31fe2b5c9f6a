package io.forerun.demo.live;

import io.forerun.plan.Fleet;
import io.forerun.plan.ReactiveLoop;
import io.forerun.provision.Goal;
import io.forerun.provision.Order;
import io.forerun.provision.ProvisionException;
import io.forerun.provision.process.ProcessProvisioner;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Scales as the horizontal pod autoscaler would: every second, to what the last second's requests would have needed. */
final class ReactiveScaler implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReactiveScaler.class);
    private static final long SYNC_NS = 1_000_000_000;

    private final Fleet fleet;
    private final ProcessProvisioner provisioner;
    private final ReactiveLoop loop;
    private final double perWorker;
    private final AtomicInteger arrived = new AtomicInteger();
    private final Thread thread;
    private volatile boolean stopped;

    /** Begins with the least. */
    ReactiveScaler(final Fleet fleet, final LivePool pool, final LiveConfig live) {
        this.fleet = fleet;
        provisioner = ProcessProvisioner.open(fleet, pool.config());
        loop = new ReactiveLoop(fleet.limits().stabilisationMs());
        perWorker = live.perWorkerSecond() * live.reactiveTarget();
        thread = Thread.ofPlatform().daemon().name("forerun-live-scaler").start(this::run);
    }

    /** A request came. */
    void arrived() {
        arrived.incrementAndGet();
    }

    private void run() {
        long nextNs = System.nanoTime();
        while (!stopped) {
            final int wanted = loop.step(System.currentTimeMillis(), arrived.getAndSet(0) / perWorker);
            scale(Math.clamp(wanted, fleet.limits().minNodes(), fleet.limits().maxNodes()));
            nextNs += SYNC_NS;
            LockSupport.parkNanos(Math.max(0, nextNs - System.nanoTime()));
        }
    }

    private void scale(final int workers) {
        final long nowMs = System.currentTimeMillis();
        try {
            if (provisioner.observe(nowMs).of(0).total() != workers) {
                provisioner.apply(new Order(0, 0, fleet.target(0).name(), new Goal.Nodes(workers)), nowMs);
            }
        } catch (final ProvisionException refused) {
            LOG.warn("reactive: {}", refused.getMessage());
        }
    }

    /** Ends all of its workers. */
    @Override
    public void close() {
        stopped = true;
        try {
            thread.join();
        } catch (final InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        Ending.of(provisioner, fleet);
    }
}
