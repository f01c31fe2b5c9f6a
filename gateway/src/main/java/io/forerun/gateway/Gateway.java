package io.forerun.gateway;

import io.forerun.codec.RejectCode;
import io.forerun.core.Reply;
import io.forerun.forecast.ForecastTable;
import io.forerun.pipeline.FatalException;
import io.forerun.pipeline.Outlet;
import io.forerun.pipeline.Sequencer;
import io.forerun.prewarm.UserDue;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The protocol's server. Made before the pipeline, as the outlet that hears its replies; listens once {@link #listen} gives it
 * the way in. As an outlet it runs on the publish thread and only notes what to send.
 */
public final class Gateway implements Outlet, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
    private static final int CORES_PER_LOOP = 4;
    private static final int WATER_MARK_BYTES = 1 << 20;

    private final GatewayConfig config;
    private final ConnectionTable connections = new ConnectionTable();
    private final AtomicInteger channels = new AtomicInteger();
    private final AtomicLong nextSession = new AtomicLong();
    private final AtomicLongArray rejects = new AtomicLongArray(256);
    private final List<Connection> dueFollowers = new CopyOnWriteArrayList<>();
    private final AtomicLong dueDropped = new AtomicLong();
    private final List<Connection> dirty = new ArrayList<>(); // Publish thread only.
    private volatile ForecastTable table;
    private volatile boolean stopping;
    private EventLoopGroup loops;
    private Channel server;
    private Sequencer sequencer;
    private Connection newest; // Publish thread only: acknowledgements come in runs of one session.

    /** A gateway that does not listen yet. */
    public Gateway(final GatewayConfig config) {
        this.config = config;
    }

    /**
     * Binds and accepts.
     *
     * @param way into the ring
     * @param firstSession first session number not yet used in the journal
     * @throws GatewayException if the port is taken or the certificate cannot be used
     */
    public void listen(final Sequencer way, final long firstSession) {
        sequencer = way;
        nextSession.set(firstSession);
        final boolean epoll = Epoll.isAvailable();
        loops = new MultiThreadIoEventLoopGroup(
                Math.max(1, Runtime.getRuntime().availableProcessors() / CORES_PER_LOOP),
                new DefaultThreadFactory("forerun-gateway", true),
                epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
        final Class<? extends ServerChannel> kind =
                epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
        try {
            server = new ServerBootstrap()
                    .group(loops)
                    .channel(kind)
                    .option(ChannelOption.SO_REUSEADDR, true)
                    .childOption(ChannelOption.TCP_NODELAY, true)
                    .childOption(
                            ChannelOption.WRITE_BUFFER_WATER_MARK,
                            new WriteBufferWaterMark(WATER_MARK_BYTES / 2, WATER_MARK_BYTES))
                    .childHandler(new ConnectionInitializer(this, sequencer, TlsContext.of(config)))
                    .bind(config.host(), config.port())
                    .syncUninterruptibly()
                    .channel();
        } catch (final RuntimeException failed) {
            loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            throw failed;
        } catch (final Exception cannotBind) { // Netty throws the checked cause past the compiler.
            loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            throw new GatewayException(
                    "gateway.port: value=" + config.host() + ":" + config.port() + ", cannot listen there: "
                            + cannotBind.getMessage(),
                    cannotBind);
        }
        sequencer.onRelease(this::resumeAll);
    }

    /** The port listened on. */
    public int port() {
        return ((InetSocketAddress) server.localAddress()).getPort();
    }

    /** Rejects sent so far for a reason; SLOW_READER: connections cut off. */
    public long rejects(final RejectCode code) {
        return rejects.get(code.value());
    }

    GatewayConfig config() {
        return config;
    }

    long nowMs() {
        return System.currentTimeMillis();
    }

    void count(final RejectCode code) {
        rejects.incrementAndGet(code.value());
    }

    void failed(final Throwable cause) {
        if (cause instanceof FatalException) {
            LOG.debug("connection closed: the pipeline stopped");
        } else {
            LOG.info("connection closed: {}", cause.toString());
        }
    }

    /** True where there is room for one more connection; called once for each. */
    boolean admit() {
        if (stopping || channels.incrementAndGet() > config.maxConnections()) {
            channels.decrementAndGet();
            return false;
        }
        return true;
    }

    /** Compares in constant time with every token. */
    boolean accepts(final String token) {
        boolean accepted = config.tokens().isEmpty();
        final byte[] shown = token.getBytes(StandardCharsets.UTF_8);
        for (final String known : config.tokens()) {
            accepted |= MessageDigest.isEqual(shown, known.getBytes(StandardCharsets.UTF_8));
        }
        return accepted;
    }

    Connection open(final Channel channel, final EgressPublisher publisher) {
        final Connection connection =
                new Connection(channel, nextSession.getAndIncrement(), publisher, config.window());
        connections.add(connection);
        return connection;
    }

    void closed(final Connection connection) {
        channels.decrementAndGet();
        if (connection != null) {
            connections.remove(connection);
            dueFollowers.remove(connection);
        }
    }

    ByteBuf groupForecast(final EgressPublisher publisher, final long queryId, final String group) {
        final ForecastTable newestTable = table;
        final int series = newestTable == null ? -1 : newestTable.indexOf(group);
        return series < 0
                ? publisher.reject(RejectCode.UNKNOWN_GROUP, queryId, unknownGroup(newestTable, group))
                : publisher.groupForecast(queryId, newestTable, series);
    }

    private static String unknownGroup(final ForecastTable table, final String group) {
        if (table == null) {
            return "no forecast yet: no bucket was closed since the server has records;"
                    + " records of the past need a server with --clock event";
        }
        final List<String> names = table.names();
        return "group=" + group + ", allowed=" + String.join(", ", names.subList(0, Math.min(8, names.size())))
                + (names.size() > 8 ? ", ... (" + names.size() + ")" : "");
    }

    @Override
    public void ack(
            final long session,
            final long lastSequence,
            final long duplicates,
            final long[] refused,
            final boolean endOfInput) {
        if (newest == null || newest.session() != session) {
            newest = connections.find(session);
        }
        if (newest != null && newest.ack(lastSequence, duplicates, refused, endOfInput)) {
            dirty.add(newest);
        }
    }

    @Override
    public void reply(final Reply reply) {
        switch (reply) {
            case Reply.ToSession toSession -> {
                final Connection connection = connections.find(toSession.session());
                if (connection != null) {
                    connection.reply(toSession);
                    dirty.add(connection);
                    if (toSession instanceof final Reply.PrewarmAnswer answer && answer.probability() > 0) {
                        follow(connection);
                    }
                }
            }
            case Reply.TablePublished published -> table = published.table();
            case Reply.DecisionsMade made -> {
                for (final Connection connection : connections.all()) {
                    if (connection.decisions(made.decisions())) {
                        dirty.add(connection);
                    }
                }
            }
            case Reply.OutcomeKnown ignored -> {} // Followers hear of decisions; outcomes they ask for.
            case Reply.PlanRequested ignored -> {}
        }
    }

    private void follow(final Connection connection) {
        if (!dueFollowers.contains(connection)) {
            dueFollowers.add(connection);
        }
        if (connections.find(connection.session()) == null) { // It went while it was added.
            dueFollowers.remove(connection);
        }
    }

    /** True while a client follows users who are due; asked on the engine's thread. */
    @Override
    public boolean hearsDue() {
        return !dueFollowers.isEmpty();
    }

    @Override
    public void due(final UserDue user) {
        for (int index = 0; index < dueFollowers.size(); index++) {
            final Connection connection = dueFollowers.get(index);
            switch (connection.due(user)) {
                case FIRST -> dirty.add(connection);
                case FULL -> dueDropped.incrementAndGet();
                case TAKEN -> {}
            }
        }
    }

    /** Users who were due and left out, as a client did not read. */
    public long dueDropped() {
        return dueDropped.get();
    }

    @Override
    public void flush() {
        for (int index = 0; index < dirty.size(); index++) {
            dirty.get(index).flush();
        }
        dirty.clear();
    }

    private void resumeAll() {
        for (final Connection connection : connections.all()) {
            connection.channel().eventLoop().execute(() -> {
                final var context = connection.channel().pipeline().context(IngressAdapter.class);
                if (context != null) {
                    ((IngressAdapter) context.handler()).resume(context);
                }
            });
        }
    }

    /** Takes no more connections, tells clients, closes them, ends the event loops. Before the pipeline is closed. */
    @Override
    public void close() {
        stopping = true;
        if (server != null) {
            server.close().syncUninterruptibly();
            for (final Connection connection : connections.all()) {
                connection
                        .channel()
                        .eventLoop()
                        .execute(() -> connection.reject(RejectCode.STOPPING, 0, "the server stops"));
            }
            loops.shutdownGracefully(100, 2_000, TimeUnit.MILLISECONDS).syncUninterruptibly();
        }
    }
}
