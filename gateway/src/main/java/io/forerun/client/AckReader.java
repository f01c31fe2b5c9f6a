package io.forerun.client;

import io.forerun.codec.AckDecoder;
import io.forerun.codec.HeartbeatEncoder;
import io.forerun.codec.MessageHeaderEncoder;
import io.forerun.codec.RejectCode;
import io.forerun.codec.RejectDecoder;
import java.io.IOException;
import java.net.SocketTimeoutException;
import org.agrona.concurrent.UnsafeBuffer;

/** Reads what the server says on one connection until it ends; sends a heartbeat when nothing came for a while. */
final class AckReader implements Runnable {
    private static final int HEARTBEAT_MS = 5_000;

    private final ServerLink link;
    private final AckState state;
    private final AckDecoder ack = new AckDecoder();
    private final RejectDecoder reject = new RejectDecoder();

    AckReader(final ServerLink link, final AckState state) {
        this.link = link;
        this.state = state;
    }

    @Override
    public void run() {
        try {
            link.readTimeoutMs(HEARTBEAT_MS);
            while (true) {
                readOne();
            }
        } catch (final IOException | ClientException ended) {
            state.onBroken(ended);
            link.close();
        }
    }

    private void readOne() throws IOException {
        final int template;
        try {
            template = link.read();
        } catch (final SocketTimeoutException quiet) {
            heartbeat();
            return;
        }
        if (template == AckDecoder.TEMPLATE_ID) {
            state.onAck(ack.wrapAndApplyHeader(link.received(), 0, link.header()));
        } else if (template == RejectDecoder.TEMPLATE_ID) {
            reject.wrapAndApplyHeader(link.received(), 0, link.header());
            final RejectCode code = reject.code();
            final String text = code + ": " + reject.text();
            if (code == RejectCode.STOPPING || code == RejectCode.IDLE || code == RejectCode.GAP) {
                throw new IOException(text); // Worth another connection: it begins where the server is.
            }
            throw new ClientException("server refuses: " + text);
        }
    }

    private void heartbeat() throws IOException {
        final UnsafeBuffer frame = new UnsafeBuffer(new byte[64]);
        final HeartbeatEncoder heartbeat = new HeartbeatEncoder();
        heartbeat
                .wrapAndApplyHeader(frame, Integer.BYTES, new MessageHeaderEncoder())
                .atMs(System.currentTimeMillis());
        link.write(frame, MessageHeaderEncoder.ENCODED_LENGTH + heartbeat.encodedLength());
    }
}
