package io.forerun.provision.utilisation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.forerun.client.Measured;
import io.forerun.provision.ProvisionError;
import io.forerun.provision.ProvisionException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UtilisationTest {
    private static final String PODS = "/apis/metrics.k8s.io/v1beta1/namespaces/shop/pods?labelSelector=app%3Dweb";

    /** Answers by path and query; what is not among them is not found. */
    private final Map<String, String> answers = new ConcurrentHashMap<>();

    private HttpServer http;

    @BeforeEach
    void start() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
        http.createContext("/", call -> {
            try (call) {
                final String answer = answers.get(call.getRequestURI().toString());
                final byte[] bytes = (answer == null ? "{\"kind\": \"Status\", \"code\": 404}" : answer)
                        .getBytes(StandardCharsets.UTF_8);
                call.getResponseHeaders().set("Content-Type", "application/json");
                call.sendResponseHeaders(answer == null ? 404 : 200, bytes.length);
                call.getResponseBody().write(bytes);
            }
        });
        http.start();
    }

    @AfterEach
    void stop() {
        http.stop(0);
    }

    private String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    private void vector(final String query, final String... samples) {
        final List<String> results = new ArrayList<>();
        for (final String sample : samples) {
            results.add("{\"metric\": {\"value\": \"x\"}, \"value\": [1764150000.5, \"" + sample + "\"]}");
        }
        answers.put(
                "/api/v1/query?query=" + query,
                "{\"status\": \"success\", \"data\": {\"resultType\": \"vector\", \"result\": ["
                        + String.join(",", results) + "]}}");
    }

    private PrometheusUtilisation prometheus() {
        return new PrometheusUtilisation(new PrometheusConfig(
                URI.create(url()),
                List.of(new PrometheusConfig.Queries("web", "eu", "nodes", "cpu", "memory", "", "rps")),
                5_000));
    }

    @Test
    void shouldReadWhatPrometheusSays() throws ProvisionException {
        vector("nodes", "3");
        vector("cpu", "2.5", "99");
        vector("memory", "1048576000");
        answers.put(
                "/api/v1/query?query=rps",
                "{\"status\": \"success\", \"data\": {\"resultType\": \"scalar\", \"result\": [1764150000, \"1.5\"]}}");
        try (PrometheusUtilisation source = prometheus()) {
            assertEquals(List.of(new Measured(7, "web", "eu", 3, 2_500, 1_000, 0, 90)), source.read(7));
        }
    }

    @Test
    void shouldTakeNoNodesForNoUtilisation() throws ProvisionException {
        vector("nodes");
        try (PrometheusUtilisation source = prometheus()) {
            assertEquals(List.of(), source.read(7));
            vector("nodes", "NaN");
            assertEquals(List.of(), source.read(7));
        }
    }

    @Test
    void shouldSayWhyPrometheusWasNotRead() {
        try (PrometheusUtilisation source = prometheus()) {
            final ProvisionException refused = assertThrows(ProvisionException.class, () -> source.read(7));
            assertTrue(refused.error() instanceof ProvisionError.Permanent, refused.getMessage());
            assertTrue(refused.getMessage().contains("query nodes"), refused.getMessage());
        }
    }

    @Test
    void shouldSumThePodsOfAService() throws ProvisionException {
        answers.put(PODS, """
                {"kind": "PodMetricsList", "apiVersion": "metrics.k8s.io/v1beta1", "items": [
                  {"metadata": {"name": "a"}, "containers": [
                    {"name": "web", "usage": {"cpu": "250m", "memory": "128Mi"}},
                    {"name": "side", "usage": {"cpu": "500000n", "memory": "2048Ki"}}]},
                  {"metadata": {"name": "b"}, "containers": [{"name": "web", "usage": {"cpu": "1", "memory": "1Gi"}}]}]}
                """);
        final Config config = new ConfigBuilder(Config.empty())
                .withMasterUrl(url())
                .withRequestRetryBackoffLimit(0)
                .build();
        try (ClusterMetrics source = new ClusterMetrics(
                new KubernetesClientBuilder().withConfig(config).build(),
                List.of(new ClusterMetrics.Pods("web", "eu", "shop", Map.of("app", "web"))))) {
            assertEquals(List.of(new Measured(7, "web", "eu", 2, 1_251, 1_154, 0, 0)), source.read(7));
        }
    }

    @Test
    void shouldKnowHowOldTheNewestReportIs() {
        final long[] nowMs = {1_000};
        final List<Measured> told = new ArrayList<>();
        vector("nodes", "3");
        vector("cpu", "1");
        vector("memory", "0");
        vector("rps", "0");
        try (UtilisationFeed feed = new UtilisationFeed(prometheus(), () -> nowMs[0], told::add)) {
            assertFalse(feed.fresh(1_000, 500), "nothing was read yet");
            feed.read();
            assertEquals(1, told.size());
            assertTrue(feed.fresh(1_500, 500));
            assertFalse(feed.fresh(1_501, 500));
            answers.clear();
            nowMs[0] = 2_000;
            feed.read();
            assertEquals(1, told.size());
            assertFalse(feed.fresh(2_000, 500), "what could not be read is no news");
        }
    }

    @Test
    void shouldGoOnAfterAnAnswerOfNoKnownForm() {
        final List<Measured> told = new ArrayList<>();
        final List<Measured> sound = List.of(new Measured(1, "", "", 1, 1, 1, 0, 1));
        final UtilisationSource source = new UtilisationSource() {
            private boolean asked;

            @Override
            public String name() {
                return "odd";
            }

            @Override
            public List<Measured> read(final long nowMs) {
                if (!asked) {
                    asked = true;
                    throw new IllegalStateException("no such field");
                }
                return sound;
            }

            @Override
            public void close() {}
        };
        try (UtilisationFeed feed = new UtilisationFeed(source, () -> 1_000, told::add)) {
            feed.read();
            assertFalse(feed.fresh(1_000, 500));
            feed.read();
            assertTrue(feed.fresh(1_000, 500));
        }
        assertEquals(1, told.size());
    }
}
