package io.forerun.gateway;

import io.forerun.codec.ActivityBatchDecoder;
import io.forerun.codec.DecisionSubscribeDecoder;
import io.forerun.codec.DictionaryDecoder;
import io.forerun.codec.EndOfInputDecoder;
import io.forerun.codec.ForecastQueryDecoder;
import io.forerun.codec.ForgetUserDecoder;
import io.forerun.codec.HeartbeatDecoder;
import io.forerun.codec.HelloDecoder;
import io.forerun.codec.OperatorCommandDecoder;
import io.forerun.codec.RejectCode;
import io.forerun.codec.UtilisationReportDecoder;
import io.forerun.core.Reply;
import io.forerun.pipeline.ActivityLayout;
import io.forerun.pipeline.Sequencer;
import io.forerun.pipeline.UtilisationEntry;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.timeout.IdleState;
import io.netty.handler.timeout.IdleStateEvent;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Decodes frames of one connection and calls the sequencer: the only place where bytes from outside are interpreted. Records
 * that find no room wait here, one frame at a time, and the socket is not read meanwhile. Event loop only.
 */
final class IngressAdapter extends ChannelInboundHandlerAdapter {
    private static final long RETRY_MS = 1;
    private static final long OBSERVER = 0;

    private final Gateway gateway;
    private final Sequencer sequencer;
    private final EgressPublisher publisher;
    private final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
    private final MessageReader reader = new MessageReader(buffer);
    private final HelloDecoder hello = new HelloDecoder();
    private final ActivityBatchDecoder batch = new ActivityBatchDecoder();
    private final UtilisationReportDecoder utilisation = new UtilisationReportDecoder();
    private final EndOfInputDecoder endOfInput = new EndOfInputDecoder();
    private final DictionaryAdapter dictionary;
    private final QuestionAdapter questions;
    private Connection connection;
    private ByteBuf waiting;
    private long waitingSequence;
    private boolean waitingConfirmed;
    private int waitingOffset;
    private int waitingCount;
    private boolean retrying;
    private boolean observer;
    private boolean ended; // Before there was a connection to end.

    IngressAdapter(final Gateway gateway, final Sequencer sequencer, final EgressPublisher publisher) {
        this.gateway = gateway;
        this.sequencer = sequencer;
        this.publisher = publisher;
        this.dictionary = new DictionaryAdapter(sequencer, buffer, reader);
        this.questions = new QuestionAdapter(gateway, sequencer, publisher, buffer, reader);
    }

    @Override
    public void channelRead(final ChannelHandlerContext context, final Object message) {
        final ByteBuf frame = (ByteBuf) message;
        try {
            if (!ended && (connection == null || !connection.ending())) {
                wrap(frame);
                onFrame(context, frame);
            }
        } catch (final BadFrameException bad) {
            reject(context, bad.code(), bad.getMessage());
        } finally {
            frame.release();
        }
    }

    private void wrap(final ByteBuf frame) {
        if (frame.hasMemoryAddress()) {
            buffer.wrap(frame.memoryAddress() + frame.readerIndex(), frame.readableBytes());
        } else {
            buffer.wrap(frame.nioBuffer());
        }
    }

    private void onFrame(final ChannelHandlerContext context, final ByteBuf frame) throws BadFrameException {
        final int template = reader.begin(frame.readableBytes());
        if (template == HelloDecoder.TEMPLATE_ID) {
            onHello(context);
            return;
        }
        if (connection == null) {
            throw new BadFrameException(RejectCode.HELLO_EXPECTED, "template=" + template + " before Hello");
        }
        switch (template) {
            case ActivityBatchDecoder.TEMPLATE_ID -> onBatch(context, frame);
            case DictionaryDecoder.TEMPLATE_ID -> {
                requireIdentity();
                dictionary.onDictionary(connection.session());
            }
            case UtilisationReportDecoder.TEMPLATE_ID -> onUtilisation();
            case EndOfInputDecoder.TEMPLATE_ID -> {
                requireIdentity();
                reader.root(EndOfInputDecoder.BLOCK_LENGTH);
                reader.finish();
                endOfInput.wrapAndApplyHeader(buffer, 0, reader.header());
                sequencer.endOfInput(connection.session(), endOfInput.lastSequence());
            }
            case ForecastQueryDecoder.TEMPLATE_ID -> questions.onForecastQuery(context, connection);
            case DecisionSubscribeDecoder.TEMPLATE_ID -> questions.onSubscribe(context, connection);
            case OperatorCommandDecoder.TEMPLATE_ID -> questions.onOperator(context, connection);
            case ForgetUserDecoder.TEMPLATE_ID -> questions.onForget(context, connection);
            case HeartbeatDecoder.TEMPLATE_ID -> reader.root(HeartbeatDecoder.BLOCK_LENGTH);
            default -> throw new BadFrameException(RejectCode.TEMPLATE, "template=" + template + " is not for servers");
        }
    }

    private void onHello(final ChannelHandlerContext context) throws BadFrameException {
        if (connection != null) {
            throw new BadFrameException(RejectCode.HELLO_EXPECTED, "a second Hello on one connection");
        }
        reader.root(HelloDecoder.BLOCK_LENGTH);
        hello.wrapAndApplyHeader(buffer, 0, reader.header());
        final int version = hello.protocolVersion();
        final int sampleEvery = hello.sampleEvery();
        final String token = reader.text(256, "token");
        reader.text(256, "client name");
        reader.finish();
        if (version < 1) {
            throw new BadFrameException(RejectCode.VERSION, "protocol version=" + version + ", allowed=1 and up");
        }
        MessageReader.require(sampleEvery >= 1 && sampleEvery <= 10_000, "sampleEvery", sampleEvery, "1 to 10000");
        if (!gateway.accepts(token)) {
            throw new BadFrameException(RejectCode.AUTHENTICATION, "token is not one of the server's");
        }
        connection = gateway.open(context.channel(), publisher);
        if (hello.stream() == OBSERVER) {
            observer = true;
            connection.reply(new Reply.Welcome(connection.session(), 0));
            connection.write();
            return;
        }
        final boolean open = sequencer.sessionOpen(connection.session(), hello.clientId(), hello.stream(), sampleEvery);
        if (!open) {
            throw new BadFrameException(RejectCode.STOPPING, "the server is stopping");
        }
        connection.trustGaps(hello.allowGap() == 1);
    }

    private void onBatch(final ChannelHandlerContext context, final ByteBuf frame) throws BadFrameException {
        requireIdentity();
        if (!connection.welcomed()) {
            throw new BadFrameException(RejectCode.HELLO_EXPECTED, "records before Welcome");
        }
        reader.root(ActivityBatchDecoder.BLOCK_LENGTH);
        batch.wrapAndApplyHeader(buffer, 0, reader.header());
        final long firstSequence = batch.firstSequence();
        final boolean confirmed = batch.gapConfirmed() == 1 || connection.trustsGaps();
        final int count = reader.group(ActivityLayout.BLOCK_LENGTH, Frames.MAX_BATCH);
        final int offset = reader.position();
        reader.skip(count * ActivityLayout.BLOCK_LENGTH, "records");
        reader.finish();
        MessageReader.require(firstSequence >= 1, "firstSequence", firstSequence, "1 and up");
        MessageReader.require(count >= 1, "records", count, "1 to " + Frames.MAX_BATCH);
        if (!connection.hasCredit(firstSequence, count)) {
            throw new BadFrameException(
                    RejectCode.CREDIT, count + " records from sequence=" + firstSequence + " on are beyond the window");
        }
        if (firstSequence > connection.expected()) {
            onGap(context, firstSequence);
            return;
        }
        connection.passedOn(firstSequence + count - 1);
        final int taken = sequencer.activity(connection.session(), firstSequence, confirmed, buffer, offset, count);
        if (taken < count) {
            waiting = frame.retain();
            waitingSequence = firstSequence + taken;
            waitingConfirmed = confirmed;
            waitingOffset = offset + taken * ActivityLayout.BLOCK_LENGTH;
            waitingCount = count - taken;
            readWhileItFits(context);
            retryLater(context);
        }
    }

    /** Answered here, as the engine would: records that it will not take must not move event time on their way to it. */
    private void onGap(final ChannelHandlerContext context, final long firstSequence) {
        final long expected = connection.expected();
        final String text = "batch starts at " + firstSequence + ", expected=" + expected;
        if (expected == 1) {
            reject(context, RejectCode.UNKNOWN_STREAM, text);
        } else {
            context.writeAndFlush(publisher.reject(RejectCode.GAP, expected, text), context.voidPromise());
        }
    }

    private void requireIdentity() throws BadFrameException {
        if (observer) {
            throw new BadFrameException(RejectCode.HELLO_EXPECTED, "records or names of an observer (stream 0)");
        }
    }

    /** Reads on where the last frame found room, and the client reads its answers. */
    private void readWhileItFits(final ChannelHandlerContext context) {
        context.channel()
                .config()
                .setAutoRead(waiting == null && context.channel().isWritable());
    }

    /** Tries again with the records that found no room; called by the event loop when there may be some. */
    void resume(final ChannelHandlerContext context) {
        if (waiting == null) {
            return;
        }
        wrap(waiting);
        final int taken = sequencer.activity(
                connection.session(), waitingSequence, waitingConfirmed, buffer, waitingOffset, waitingCount);
        waitingSequence += taken;
        waitingOffset += taken * ActivityLayout.BLOCK_LENGTH;
        waitingCount -= taken;
        if (waitingCount == 0) {
            waiting.release();
            waiting = null;
            readWhileItFits(context);
        } else {
            retryLater(context);
        }
    }

    private void retryLater(final ChannelHandlerContext context) {
        if (!retrying) {
            retrying = true;
            final Runnable retry = () -> {
                retrying = false;
                resume(context);
            };
            context.executor().schedule(retry, RETRY_MS, TimeUnit.MILLISECONDS);
        }
    }

    private void onUtilisation() throws BadFrameException {
        reader.root(UtilisationReportDecoder.BLOCK_LENGTH);
        reader.finish();
        utilisation.wrapAndApplyHeader(buffer, 0, reader.header());
        sequencer.utilisation(
                connection.session(),
                new UtilisationEntry(
                        utilisation.timestampMs(),
                        utilisation.service(),
                        utilisation.region(),
                        utilisation.nodes(),
                        utilisation.cpuMilli(),
                        utilisation.memoryMib(),
                        utilisation.gpuMilli(),
                        utilisation.requests()));
    }

    @Override
    public void userEventTriggered(final ChannelHandlerContext context, final Object event) {
        if (event instanceof IdleStateEvent idle) {
            if (idle.state() == IdleState.READER_IDLE
                    && context.channel().config().isAutoRead()) {
                reject(
                        context,
                        RejectCode.IDLE,
                        "no whole message within " + gateway.config().idleTimeoutMs() + " ms");
            } else if (idle.state() == IdleState.WRITER_IDLE
                    && connection != null
                    && context.channel().isWritable()) {
                context.writeAndFlush(publisher.heartbeat(gateway.nowMs()), context.voidPromise());
            }
        }
    }

    @Override
    public void channelWritabilityChanged(final ChannelHandlerContext context) {
        readWhileItFits(context);
        if (!context.channel().isWritable()) {
            context.executor()
                    .schedule(() -> cutSlowReader(context), gateway.config().idleTimeoutMs(), TimeUnit.MILLISECONDS);
        } else if (connection != null) {
            connection.write();
        }
    }

    private void cutSlowReader(final ChannelHandlerContext context) {
        if (!context.channel().isWritable() && context.channel().isActive()) {
            gateway.count(RejectCode.SLOW_READER);
            context.close(); // No Reject: there is no room for one.
        }
    }

    @Override
    public void channelInactive(final ChannelHandlerContext context) {
        if (waiting != null) {
            waiting.release();
            waiting = null;
        }
        gateway.closed(connection);
        if (connection != null && !observer) {
            sequencer.sessionClose(connection.session());
        }
    }

    @Override
    public void exceptionCaught(final ChannelHandlerContext context, final Throwable cause) {
        if (cause instanceof TooLongFrameException) {
            reject(
                    context,
                    RejectCode.FRAME_LENGTH,
                    "announced frame is longer than " + (Frames.MAX_FRAME - Frames.LENGTH_BYTES) + " bytes");
        } else {
            gateway.failed(cause);
            context.close();
        }
    }

    private void reject(final ChannelHandlerContext context, final RejectCode code, final String text) {
        if (connection != null) {
            connection.reject(code, 0, text);
        } else if (!ended) {
            ended = true;
            Connection.end(context.channel(), publisher.reject(code, 0, text));
        }
    }
}
