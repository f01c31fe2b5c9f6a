package io.forerun.gateway;

import io.forerun.pipeline.Sequencer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.timeout.IdleStateHandler;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;

/** Puts a connection's handlers together; refuses it at once where there are too many. */
final class ConnectionInitializer extends ChannelInitializer<Channel> {
    private static final int HEARTBEATS_PER_TIMEOUT = 3;

    private final Gateway gateway;
    private final Sequencer sequencer;
    private final SslContext tls;

    ConnectionInitializer(final Gateway gateway, final Sequencer sequencer, final SslContext tls) {
        this.gateway = gateway;
        this.sequencer = sequencer;
        this.tls = tls;
    }

    @Override
    protected void initChannel(final Channel channel) {
        if (!gateway.admit()) {
            channel.close();
            return;
        }
        final int timeoutMs = gateway.config().idleTimeoutMs();
        final ChannelPipeline handlers = channel.pipeline();
        if (tls != null) {
            handlers.addLast(tls.newHandler(channel.alloc()));
        }
        handlers.addLast(frames());
        // Behind the frame decoder: half a frame is silence, and what was decoded waits here while reading is off.
        handlers.addLast(new FlowControlHandler());
        handlers.addLast(new IdleStateHandler(timeoutMs, timeoutMs / HEARTBEATS_PER_TIMEOUT, 0, TimeUnit.MILLISECONDS));
        handlers.addLast(new IngressAdapter(gateway, sequencer, new EgressPublisher(channel.alloc(), gateway::count)));
    }

    /** Fails on the announced length, before anything of that length is allocated. */
    static LengthFieldBasedFrameDecoder frames() {
        return new LengthFieldBasedFrameDecoder(
                ByteOrder.LITTLE_ENDIAN, Frames.MAX_FRAME, 0, Frames.LENGTH_BYTES, 0, Frames.LENGTH_BYTES, true);
    }
}
