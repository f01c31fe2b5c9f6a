package io.forerun.provision.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Shows that a call comes from who knows the secret and is new: HMAC-SHA256 (RFC 2104) over timestamp, method, path and body, one a
 * line. Whoever is called computes the same, compares in constant time, and refuses a timestamp more than five minutes off.
 */
final class Signature {
    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] secret;

    Signature(final String secret) {
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
    }

    /** Lower-case hex. */
    String of(final long timestampSeconds, final String method, final String path, final String body) {
        try {
            final Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            final String signed = timestampSeconds + "\n" + method + "\n" + path + "\n" + body;
            return HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (final GeneralSecurityException missing) { // Every JDK has it.
            throw new IllegalStateException(ALGORITHM, missing);
        }
    }
}
