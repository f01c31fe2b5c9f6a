package io.forerun.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.gateway.GatewayConfig;
import io.forerun.gateway.RunningServer;
import io.forerun.journal.MemoryJournal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
    private static final char[] PASSWORD = "password".toCharArray();
    private static final String ALIAS = "server";

    @TempDir
    private Path directory;

    /** A fresh self-signed certificate, made by the JDK's own tool. */
    private KeyStore selfSigned(final String subjectName)
            throws IOException, InterruptedException, GeneralSecurityException {
        final Path store = directory.resolve("store.p12");
        final Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=forerun",
                        "-ext",
                        "SAN=" + subjectName,
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("keytool.log").toFile())
                .start();
        assertEquals(0, keytool.waitFor(), () -> "keytool failed, see its output in " + directory);
        final KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        return keys;
    }

    private Path pem(final String kind, final byte[] bytes) throws IOException {
        final String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return Files.writeString(
                directory.resolve(kind.replace(' ', '-') + ".pem"),
                "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
    }

    private RunningServer server(final KeyStore keys) throws IOException, GeneralSecurityException {
        final GatewayConfig config = new GatewayConfig(
                "127.0.0.1",
                0,
                List.of(),
                2_000,
                10_000,
                10,
                pem("CERTIFICATE", keys.getCertificate(ALIAS).getEncoded()),
                pem("PRIVATE KEY", keys.getKey(ALIAS, PASSWORD).getEncoded()));
        return RunningServer.eventTime(config, new MemoryJournal());
    }

    private static SSLSocketFactory trusting(final KeyStore keys) throws IOException, GeneralSecurityException {
        final KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(ALIAS, keys.getCertificate(ALIAS));
        final TrustManagerFactory managers = TrustManagerFactory.getInstance("PKIX");
        managers.init(trusted);
        final SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context.getSocketFactory();
    }

    private static ClientConfig to(final String host, final RunningServer server) {
        return ClientConfig.of(host, server.port(), "tls", 3).withReconnectMs(0);
    }

    @Test
    void shouldCarryRecordsToAHostThatTheCertificateNames()
            throws IOException, InterruptedException, GeneralSecurityException {
        final KeyStore keys = selfSigned("ip:127.0.0.1");
        final SSLSocketFactory trusting = trusting(keys);
        try (RunningServer server = server(keys)) {
            try (ForerunClient client =
                    ForerunClient.connect(to("127.0.0.1", server).withTls(trusting))) {
                assertEquals(new SendSummary(5_000, 5_000, 0, Map.of()), new Rows(5_000).sendAll(client, item -> {}));
            }
            assertFails("", to("127.0.0.1", server)); // In plain text.
            final SSLSocketFactory suspicious = (SSLSocketFactory) SSLSocketFactory.getDefault();
            assertFails("path", to("127.0.0.1", server).withTls(suspicious));
            assertFails("No name matching localhost", to("localhost", server).withTls(trusting));
        }
    }

    private static void assertFails(final String why, final ClientConfig config) {
        final ClientException failed = assertThrows(
                ClientException.class, () -> ForerunClient.connect(config).close());
        assertTrue(
                failed.getMessage().contains("cannot be reached: ")
                        && failed.getMessage().contains(why),
                failed.getMessage());
    }
}
