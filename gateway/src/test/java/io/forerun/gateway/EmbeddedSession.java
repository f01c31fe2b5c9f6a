package io.forerun.gateway;

import io.forerun.core.Reply;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.flow.FlowControlHandler;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * A connection without a socket, driven step by step on the test's thread: the handlers of {@link ConnectionInitializer} on a
 * gateway that hears nothing of the pipeline, so that a test says itself when the Welcome comes.
 */
final class EmbeddedSession implements AutoCloseable {
    private final Gateway deaf;
    private final List<ByteBuf> written = new ArrayList<>();
    private final long session;
    final EmbeddedChannel channel;

    EmbeddedSession(final Gateway deaf, final RunningServer server) {
        this.deaf = deaf;
        session = nextSession(deaf, server);
        channel = channel(deaf, server);
    }

    /** A gateway whose sessions do not collide with those of the server's own. */
    static Gateway deafGateway(final RunningServer server) {
        final Gateway deaf = new Gateway(RunningServer.ANY_PORT);
        deaf.listen(server.sequencer(), 1_000_000);
        server.sequencer().onRelease(() -> {});
        return deaf;
    }

    private static EmbeddedChannel channel(final Gateway deaf, final RunningServer server) {
        final EmbeddedChannel made = new EmbeddedChannel();
        made.config().setAllocator(UnpooledByteBufAllocator.DEFAULT);
        made.pipeline()
                .addLast(
                        ConnectionInitializer.frames(),
                        new FlowControlHandler(),
                        new IngressAdapter(deaf, server.sequencer(), new EgressPublisher(made.alloc(), deaf::count)));
        return made;
    }

    /** An observer is told its number at once; the next Hello gets the next. */
    private static long nextSession(final Gateway deaf, final RunningServer server) {
        final EmbeddedChannel observer = channel(deaf, server);
        observer.writeInbound(Unpooled.wrappedBuffer(Wire.hello(1, 0)));
        final long number = messages(observer).get(0).body().getLong(0);
        observer.finishAndReleaseAll();
        return number + 1;
    }

    /** Hands bytes in and waits until all are taken, or the connection ended. */
    void write(final byte[] bytes, final int from, final int to) {
        final ByteBuf chunk = Unpooled.directBuffer(to - from).writeBytes(bytes, from, to - from);
        written.add(chunk);
        channel.writeInbound(chunk);
        while (channel.isActive() && !channel.config().isAutoRead()) { // The ring was full.
            Thread.onSpinWait();
            channel.advanceTimeBy(1, java.util.concurrent.TimeUnit.MILLISECONDS);
            channel.runScheduledPendingTasks();
            channel.runPendingTasks();
        }
    }

    void write(final byte[] bytes) {
        write(bytes, 0, bytes.length);
    }

    /** Says Hello and is welcomed. */
    void open(final long stream) {
        write(Wire.hello(9, stream));
        welcome();
    }

    void welcome() {
        deaf.reply(new Reply.Welcome(session, 0));
        deaf.flush();
        channel.runPendingTasks();
    }

    /** What was said since the last call. */
    List<WireClient.Message> said() {
        return messages(channel);
    }

    private static List<WireClient.Message> messages(final EmbeddedChannel channel) {
        final List<WireClient.Message> said = new ArrayList<>();
        for (ByteBuf frame = channel.readOutbound(); frame != null; frame = channel.readOutbound()) {
            final byte[] bytes = new byte[frame.readableBytes()];
            frame.readBytes(bytes).release();
            final ByteBuffer message = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            said.add(new WireClient.Message(
                    message.getShort(6),
                    message.getShort(4),
                    message.slice(12, bytes.length - 12).order(ByteOrder.LITTLE_ENDIAN)));
        }
        return said;
    }

    /** True where no byte handed in is still held; ends the connection. */
    boolean releasesAll() {
        channel.finishAndReleaseAll();
        return written.stream().allMatch(chunk -> chunk.refCnt() == 0);
    }

    @Override
    public void close() {
        channel.finishAndReleaseAll();
    }
}
