package io.forerun.gateway;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import javax.net.ssl.SSLException;

/** Makes the TLS context of a configuration. */
final class TlsContext {
    private TlsContext() {}

    /** Null where the configuration asks for plain TCP. */
    static SslContext of(final GatewayConfig config) {
        if (config.certificate() == null) {
            return null;
        }
        try {
            return SslContextBuilder.forServer(
                            config.certificate().toFile(), config.privateKey().toFile())
                    .protocols("TLSv1.3")
                    .build();
        } catch (final SSLException | IllegalArgumentException unusable) {
            throw new GatewayException(
                    "gateway.tls: certificate=" + config.certificate() + ", private_key=" + config.privateKey()
                            + ", cannot be used: " + unusable.getMessage(),
                    unusable);
        }
    }
}
