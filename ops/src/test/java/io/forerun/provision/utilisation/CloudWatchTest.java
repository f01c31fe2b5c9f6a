package io.forerun.provision.utilisation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.forerun.client.Measured;
import io.forerun.provision.ProvisionError;
import io.forerun.provision.ProvisionException;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against as much of CloudWatch's interface (Smithy RPC, CBOR after RFC 8949) as two metrics need. */
class CloudWatchTest {
    private static final long NOW_MS = 1_764_150_000_000L;
    private static final String OPERATION = "/service/GraniteServiceVersion20100801/operation/GetMetricStatistics";

    private HttpServer http;
    private int status = 200;

    /** Minutes before now, and a mean. */
    private record Point(int minutesAgo, double average) {}

    @BeforeEach
    void start() throws IOException {
        System.setProperty("aws.accessKeyId", "of-a-test");
        System.setProperty("aws.secretAccessKey", "of-a-test");
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
        http.createContext("/", call -> {
            try (call) {
                final String asked = new String(call.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1);
                assertEquals(OPERATION, call.getRequestURI().getPath());
                final byte[] answer = answer(asked);
                call.getResponseHeaders().set("smithy-protocol", "rpc-v2-cbor");
                call.getResponseHeaders().set("Content-Type", "application/cbor");
                call.sendResponseHeaders(status, answer.length);
                call.getResponseBody().write(answer);
            }
        });
        http.start();
    }

    @AfterEach
    void stop() {
        http.stop(0);
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
    }

    private static byte[] answer(final String asked) throws IOException {
        if (!asked.contains("workers")) {
            return cbor(List.of());
        }
        return asked.contains("CPUUtilization")
                ? cbor(List.of(new Point(3, 90), new Point(2, 50), new Point(4, 10)))
                : cbor(List.of(new Point(2, 5)));
    }

    /** A map of one list of maps of a time and a number. */
    private static byte[] cbor(final List<Point> points) throws IOException {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        final DataOutputStream out = new DataOutputStream(bytes);
        out.writeByte(0xA1);
        text(out, "Datapoints");
        out.writeByte(0x80 + points.size());
        for (final Point point : points) {
            out.writeByte(0xA2);
            text(out, "Timestamp");
            out.writeByte(0xC1);
            out.writeByte(0xFB);
            out.writeDouble(NOW_MS / 1e3 - 60 * point.minutesAgo());
            text(out, "Average");
            out.writeByte(0xFB);
            out.writeDouble(point.average());
        }
        return bytes.toByteArray();
    }

    private static void text(final DataOutputStream out, final String text) throws IOException {
        out.writeByte(0x60 + text.length());
        out.writeBytes(text);
    }

    private CloudWatchUtilisation source() {
        return new CloudWatchUtilisation(
                List.of(
                        new CloudWatchUtilisation.Group("web", "eu", "eu-west-1", "workers", 2),
                        new CloudWatchUtilisation.Group("web", "us", "eu-west-1", "silent", 2)),
                "http://127.0.0.1:" + http.getAddress().getPort());
    }

    @Test
    void shouldTakeTheNewestMinuteOfAGroup() throws ProvisionException {
        try (CloudWatchUtilisation source = source()) {
            assertEquals(
                    List.of(new Measured(NOW_MS, "web", "eu", 5, 5_000, 0, 0, 0)),
                    source.read(NOW_MS),
                    "half of five times two cores; nothing of the silent group");
        }
    }

    @Test
    void shouldSayWhyItWasNotRead() {
        status = 403;
        try (CloudWatchUtilisation source = source()) {
            final ProvisionException refused = assertThrows(ProvisionException.class, () -> source.read(NOW_MS));
            assertTrue(refused.error() instanceof ProvisionError.Permission, refused.getMessage());
        }
    }
}
