package io.forerun.client;

import io.forerun.codec.AckDecoder;
import io.forerun.codec.HeartbeatEncoder;
import io.forerun.codec.MessageHeaderEncoder;
import io.forerun.codec.RejectCode;
import io.forerun.codec.RejectDecoder;
import java.io.IOException;
import java.net.SocketTimeoutException;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Reads what the server says on one connection until it ends; sends a heartbeat when nothing came for a while. A server says
 * something at least every third of its idle timeout; one that is waited for and silent for a minute is taken for dead.
 */
final class AckReader implements Runnable {
    private static final int HEARTBEAT_MS = 5_000;
    private static final int SILENT_BEATS = 12;

    private final int heartbeatMs;
    private int silentBeats;
    private final ServerLink link;
    private final AckState state;
    private final AckDecoder ack = new AckDecoder();
    private final RejectDecoder reject = new RejectDecoder();

    AckReader(final ServerLink link, final AckState state) {
        this(link, state, HEARTBEAT_MS);
    }

    AckReader(final ServerLink link, final AckState state, final int heartbeatMs) {
        this.link = link;
        this.state = state;
        this.heartbeatMs = heartbeatMs;
    }

    @Override
    public void run() {
        try {
            link.readTimeoutMs(heartbeatMs);
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
            silentBeats = state.isOwed() ? silentBeats + 1 : 0;
            if (silentBeats >= SILENT_BEATS) {
                throw new IOException("the server is silent for " + silentBeats * heartbeatMs + " ms");
            }
            heartbeat();
            return;
        }
        silentBeats = 0;
        if (template == AckDecoder.TEMPLATE_ID) {
            ack.wrapAndApplyHeader(link.received(), 0, link.header());
            state.tell(ack.lastSequence()); // First, so that whoever waits for the state finds the listener informed.
            state.onAck(ack);
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
