package io.forerun.server;

import io.forerun.admin.AdminServer;
import io.forerun.core.WarmUp;
import io.forerun.gateway.Gateway;
import io.forerun.journal.ChronicleJournal;
import io.forerun.pipeline.ClockMode;
import io.forerun.pipeline.FailStop;
import io.forerun.pipeline.Outlet;
import io.forerun.pipeline.Pipeline;
import io.forerun.plan.Fleet;
import io.forerun.plan.FleetPlanner;
import io.forerun.provision.control.ControlLoop;
import io.forerun.simd.Kernels;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A whole server in this process: journal, pipeline, control loop, gateway; closed in the order that loses nothing. */
public final class Server implements AutoCloseable {
    private static final long PLANNING_NS = 1_000_000_000;

    private final ChronicleJournal journal;
    private final Gateway gateway;
    private final AdminServer admin;
    private final ControlLoop control;
    private final Retrainer retrainer;
    private final Snapshotter snapshotter;
    private final Pipeline pipeline;
    private final UtilisationReading utilisation;
    private boolean closed;

    private Server(
            final ChronicleJournal journal,
            final Gateway gateway,
            final AdminServer admin,
            final ControlLoop control,
            final Retrainer retrainer,
            final Snapshotter snapshotter,
            final Pipeline pipeline,
            final UtilisationReading utilisation) {
        this.journal = journal;
        this.gateway = gateway;
        this.admin = admin;
        this.control = control;
        this.retrainer = retrainer;
        this.snapshotter = snapshotter;
        this.pipeline = pipeline;
        this.utilisation = utilisation;
    }

    /**
     * Looks whether its ports are free, opens the journal, warms up, recovers, listens.
     *
     * @param config what to run
     * @param failStop told of failures
     * @param listeners hear what the engine says, too
     */
    public static Server launch(final ServerConfig config, final FailStop failStop, final List<Outlet> listeners) {
        FreePorts.require(config);
        final ChronicleJournal journal = ChronicleJournal.open(config.journalDirectory(), config.journal());
        try {
            return launch(config, failStop, listeners, journal);
        } catch (final RuntimeException refused) {
            journal.close();
            throw refused;
        }
    }

    private static Server launch(
            final ServerConfig config,
            final FailStop failStop,
            final List<Outlet> listeners,
            final ChronicleJournal journal) {
        WarmUp.once(config.engine(), Kernels.preferred());
        final Gateway gateway = new Gateway(config.gateway());
        final AdminServer admin =
                new AdminServer(config.admin(), config.pipeline().clock());
        final Retrainer retrainer = new Retrainer(config.journalDirectory(), retrain(config));
        final Snapshotter snapshotter = new Snapshotter(journal, config.journalDirectory(), snapshot(config));
        final UtilisationReading utilisation = new UtilisationReading(config.provision());
        final ControlLoop control = new ControlLoop(controlSetup(config, utilisation), failStop);
        final List<Outlet> outlets = new ArrayList<>(List.of(gateway, control, admin.outlet(), retrainer, snapshotter));
        outlets.addAll(listeners);
        final Pipeline pipeline;
        try {
            pipeline = Pipeline.launch(
                    new Pipeline.Setup(
                            config.pipeline(),
                            config.engine(),
                            Kernels.preferred(),
                            System::currentTimeMillis,
                            failStop),
                    journal,
                    outlets);
        } catch (final RuntimeException refused) {
            control.close();
            throw refused;
        }
        control.start(pipeline.sequencer());
        retrainer.start(pipeline.sequencer(), pipeline.recoveredModel());
        snapshotter.start();
        final Server server =
                new Server(journal, gateway, admin, control, retrainer, snapshotter, pipeline, utilisation);
        System.gc(); // What lives as long as the server is moved now, while nobody waits for it.
        try {
            gateway.listen(pipeline.sequencer(), pipeline.firstFreeSession());
            utilisation.start(config.gateway(), gateway.port());
            admin.listen(pipeline.sequencer(), gateway, config.gateway(), failStop, control::health, retrainer::health);
        } catch (final RuntimeException refused) {
            server.close();
            throw refused;
        }
        return server;
    }

    /** Runs in event time repeat exactly: there a model comes from the file alone, not from a thread that takes its time. */
    private static RetrainConfig retrain(final ServerConfig config) {
        return config.pipeline().clock() == ClockMode.INGRESS ? config.retrain() : RetrainConfig.NEVER;
    }

    /** In event time hours pass in seconds. */
    private static SnapshotConfig snapshot(final ServerConfig config) {
        return config.pipeline().clock() == ClockMode.INGRESS ? config.snapshot() : SnapshotConfig.AT_STOPS;
    }

    private static ControlLoop.Setup controlSetup(final ServerConfig config, final UtilisationReading utilisation) {
        final Fleet fleet = config.engine().fleet();
        final boolean live = config.pipeline().clock() == ClockMode.INGRESS;
        return new ControlLoop.Setup(
                fleet,
                new FleetPlanner(Server::planningTime),
                config.provision().provider().open(fleet),
                config.provision().reconcile(),
                live ? System::currentTimeMillis : null,
                utilisation::fresh);
    }

    /** A plan's effort is counted in steps; the clock only ends what takes absurdly long, as on a machine that swaps. */
    private static BooleanSupplier planningTime() {
        final long startNs = System.nanoTime();
        return () -> System.nanoTime() - startNs > PLANNING_NS;
    }

    /** The port that clients connect to. */
    public int port() {
        return gateway.port();
    }

    /** The port of dashboard and API; negative where there is none. */
    public int adminPort() {
        return admin.port();
    }

    /** Clients first, then the control loop, then what is in the ring, then the journal. A second call does nothing. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            admin.close();
            utilisation.close();
            gateway.close();
            control.close();
            retrainer.close();
            snapshotter.close();
            pipeline.close();
            journal.close();
        }
    }
}
