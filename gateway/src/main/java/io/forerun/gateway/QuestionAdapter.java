package io.forerun.gateway;

import io.forerun.codec.Command;
import io.forerun.codec.DecisionSubscribeDecoder;
import io.forerun.codec.ForecastQueryDecoder;
import io.forerun.codec.ForgetUserDecoder;
import io.forerun.codec.OperatorCommandDecoder;
import io.forerun.codec.RejectCode;
import io.forerun.pipeline.QueryEntry;
import io.forerun.pipeline.Sequencer;
import io.netty.channel.ChannelHandlerContext;
import org.agrona.concurrent.UnsafeBuffer;

/** Checks questions and switches; answers from the last forecast or asks the engine, a few at a time. Event loop only. */
final class QuestionAdapter {
    private final Gateway gateway;
    private final Sequencer sequencer;
    private final EgressPublisher publisher;
    private final UnsafeBuffer buffer;
    private final MessageReader reader;
    private final ForecastQueryDecoder forecastQuery = new ForecastQueryDecoder();
    private final DecisionSubscribeDecoder subscribe = new DecisionSubscribeDecoder();
    private final OperatorCommandDecoder operator = new OperatorCommandDecoder();
    private final ForgetUserDecoder forget = new ForgetUserDecoder();

    QuestionAdapter(
            final Gateway gateway,
            final Sequencer sequencer,
            final EgressPublisher publisher,
            final UnsafeBuffer buffer,
            final MessageReader reader) {
        this.gateway = gateway;
        this.sequencer = sequencer;
        this.publisher = publisher;
        this.buffer = buffer;
        this.reader = reader;
    }

    void onForecastQuery(final ChannelHandlerContext context, final Connection connection) throws BadFrameException {
        reader.root(ForecastQueryDecoder.BLOCK_LENGTH);
        forecastQuery.wrapAndApplyHeader(buffer, 0, reader.header());
        final String group = reader.text(513, "group");
        reader.finish();
        final short subject = forecastQuery.subjectRaw();
        MessageReader.require(subject <= 1, "subject", subject, "0 or 1");
        if (subject == 0) {
            context.writeAndFlush(
                    gateway.groupForecast(publisher, forecastQuery.queryId(), group), context.voidPromise());
            return;
        }
        ask(
                context,
                connection,
                new QueryEntry(
                        connection.session(),
                        forecastQuery.queryId(),
                        QueryEntry.Kind.USER,
                        forecastQuery.userId(),
                        false));
    }

    void onSubscribe(final ChannelHandlerContext context, final Connection connection) throws BadFrameException {
        reader.root(DecisionSubscribeDecoder.BLOCK_LENGTH);
        reader.finish();
        subscribe.wrapAndApplyHeader(buffer, 0, reader.header());
        final short kind = subscribe.kindRaw();
        MessageReader.require(kind <= 1, "kind", kind, "0 or 1");
        MessageReader.require(kind == 0 || subscribe.follow() == 1, "follow", subscribe.follow(), "1 with kind 1");
        ask(
                context,
                connection,
                new QueryEntry(
                        connection.session(),
                        subscribe.queryId(),
                        kind == 0 ? QueryEntry.Kind.DECISIONS : QueryEntry.Kind.PREWARM,
                        subscribe.fromId(),
                        subscribe.follow() == 1));
    }

    private void ask(final ChannelHandlerContext context, final Connection connection, final QueryEntry query) {
        if (!connection.mayAsk()) {
            shed(context, query.queryId(), "questions open=" + Connection.MAX_OPEN_QUESTIONS);
        } else if (sequencer.query(query)) {
            connection.asked();
        } else {
            shed(context, query.queryId(), "the ring is busy");
        }
    }

    private void shed(final ChannelHandlerContext context, final long queryId, final String why) {
        context.writeAndFlush(publisher.reject(RejectCode.OVERLOADED, queryId, why), context.voidPromise());
    }

    void onOperator(final ChannelHandlerContext context, final Connection connection) throws BadFrameException {
        reader.root(OperatorCommandDecoder.BLOCK_LENGTH);
        reader.finish();
        operator.wrapAndApplyHeader(buffer, 0, reader.header());
        final short command = operator.commandRaw();
        final short mode = operator.modeRaw();
        MessageReader.require(command < Command.values().length - 1, "command", command, "0 to 4");
        MessageReader.require(mode <= 2, "mode", mode, "0 to 2");
        if (takes(context, connection, operator.queryId())) {
            sequencer.operator(connection.session(), operator.queryId(), command, mode);
        }
    }

    void onForget(final ChannelHandlerContext context, final Connection connection) throws BadFrameException {
        reader.root(ForgetUserDecoder.BLOCK_LENGTH);
        reader.finish();
        forget.wrapAndApplyHeader(buffer, 0, reader.header());
        if (takes(context, connection, forget.queryId())) {
            sequencer.forget(connection.session(), forget.queryId(), forget.userId());
        }
    }

    private boolean takes(final ChannelHandlerContext context, final Connection connection, final long queryId) {
        final boolean may = connection.mayAsk();
        if (may) {
            connection.asked();
        } else {
            shed(context, queryId, "questions open=" + Connection.MAX_OPEN_QUESTIONS);
        }
        return may;
    }
}
