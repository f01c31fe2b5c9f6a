package io.forerun.server;

import io.forerun.client.ClientConfig;
import io.forerun.client.ClientException;
import io.forerun.client.ForerunClient;
import io.forerun.client.Measured;
import io.forerun.gateway.GatewayConfig;
import io.forerun.provision.utilisation.UtilisationFeed;
import java.security.SecureRandom;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what nodes measure into the server, as any client would, so that it is journalled; and tells the control loop whether it is
 * fresh. Where TLS is on, it only tells.
 */
final class UtilisationReading implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(UtilisationReading.class);

    private final Utilisation source;
    private final int staleMs;
    private final Optional<UtilisationFeed> feed;
    private Optional<ClientConfig> identity = Optional.empty();
    private ForerunClient client;

    UtilisationReading(final ProvisionConfig config) {
        source = config.utilisation();
        staleMs = config.reconcile().staleMs();
        feed = source.open().map(opened -> new UtilisationFeed(opened, System::currentTimeMillis, this::report));
    }

    /** Reads from here on; the gateway listens already. */
    void start(final GatewayConfig gateway, final int port) {
        if (gateway.certificate() == null) {
            final ClientConfig anybody = ClientConfig.of(
                            gateway.host(), port, "utilisation", new SecureRandom().nextLong() | 1)
                    .withReconnectMs(1_000);
            identity = Optional.of(
                    gateway.tokens().isEmpty()
                            ? anybody
                            : anybody.withToken(gateway.tokens().getFirst()));
        }
        feed.ifPresent(reading -> reading.start(source.intervalMs()));
    }

    /** Whether utilisation is known well enough to take something away; always where it is not read at all. */
    boolean fresh(final long nowMs) {
        return feed.map(reading -> reading.fresh(nowMs, staleMs)).orElse(true);
    }

    private void report(final Measured measured) {
        if (identity.isEmpty()) {
            return;
        }
        try {
            if (client == null) {
                client = ForerunClient.connect(identity.get());
            }
            client.report(measured);
        } catch (final ClientException gone) { // The server is stopping, or refuses: the next report connects anew.
            LOG.warn("utilisation was not taken: {}", gone.getMessage());
            disconnect();
        }
    }

    private void disconnect() {
        if (client != null) {
            client.close();
            client = null;
        }
    }

    @Override
    public void close() {
        feed.ifPresent(UtilisationFeed::close);
        disconnect();
    }
}
