package io.forerun.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.forerun.provision.aws.AwsConfig;
import io.forerun.provision.aws.Group;
import io.forerun.provision.control.ForbiddenWindow;
import io.forerun.provision.control.Gradual;
import io.forerun.provision.control.ReconcileConfig;
import io.forerun.provision.kubernetes.KubernetesConfig;
import io.forerun.provision.kubernetes.Workload;
import io.forerun.provision.process.ProcessConfig;
import io.forerun.provision.utilisation.CloudWatchUtilisation;
import io.forerun.provision.utilisation.ClusterMetrics;
import io.forerun.provision.utilisation.PrometheusConfig;
import io.forerun.provision.webhook.WebhookConfig;
import io.forerun.server.Provider;
import io.forerun.server.ProvisionConfig;
import io.forerun.server.ServerConfig;
import io.forerun.server.Utilisation;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvisionFileTest {
    @TempDir
    private Path directory;

    private ProvisionConfig read(final String yaml) throws IOException {
        final Path file = directory.resolve("forerun.yml");
        Files.writeString(file, yaml);
        return ConfigFile.read(file).provision();
    }

    @Test
    void shouldChangeNothingByDefault() throws IOException {
        assertEquals(ProvisionConfig.DRY_RUN, read("mode: full"));
    }

    /** The example that is installed says what holds without it. */
    @Test
    void shouldShowTheDefaultsInTheExample() throws IOException {
        final Path example = Path.of(System.getProperty("forerun.root", ".."), "ops", "deploy", "forerun.yml");
        final ServerConfig shown = ConfigFile.read(example);
        final ServerConfig usual = ConfigFile.read(null);
        assertEquals(usual.provision(), shown.provision());
        assertEquals(usual.gateway(), shown.gateway());
        assertEquals(usual.admin(), shown.admin());
        assertEquals(usual.journal(), shown.journal());
        assertEquals(usual.pipeline(), shown.pipeline());
        assertEquals(usual.retrain(), shown.retrain());
        assertEquals(usual.engine().withSecretSeed(1), shown.engine().withSecretSeed(1));
    }

    @Test
    void shouldReadEveryKey() throws IOException {
        final ProvisionConfig read = read("""
                provisioner: process
                provision:
                  interval_ms: 1_000
                  expiry_ms: 60_000
                  stale_ms: 2_000
                  observe: false
                  learn_lead_times: false
                  gradual: {out_percent: 50, in_percent: 10, settle_ms: 5, unhealthy_percent: 30, on_unstable: roll-back}
                  forbidden:
                    - {days: [fri, sat], from: "22:00", to: "06:00", zone: Europe/Berlin, change: all}
                process:
                  command: [worker, "--port={port}"]
                  health: http://127.0.0.1:{port}/health
                  drain: http://127.0.0.1:{port}/drain
                  first_port: 9_000
                  last_port: 9_009
                  start_ms: 1
                  drain_ms: 2
                  kill_ms: 3
                  directory: workers
                """);
        final ForbiddenWindow nights = new ForbiddenWindow(
                Set.of(DayOfWeek.FRIDAY, DayOfWeek.SATURDAY), 22 * 60, 6 * 60, ZoneId.of("Europe/Berlin"), true);
        final ReconcileConfig reconcile = new ReconcileConfig(
                1_000, 60_000, 2_000, false, false, new Gradual(50, 10, 5, 30, true), List.of(nights));
        final ProcessConfig process = new ProcessConfig(
                List.of("worker", "--port={port}"),
                "http://127.0.0.1:{port}/health",
                "http://127.0.0.1:{port}/drain",
                9_000,
                9_009,
                1,
                2,
                3,
                directory.resolve("workers"));
        assertEquals(new ProvisionConfig(new Provider.Processes(process), reconcile, new Utilisation.None()), read);
    }

    @Test
    void shouldReadWhoeverElseRunsNodes() throws IOException {
        Files.writeString(directory.resolve("secret"), "sixteen letters!\n");
        assertEquals(
                new Provider.Kubernetes(new KubernetesConfig(
                        List.of(
                                new Workload("cpu-2@eu-west", "prod", "shop", "web", "web"),
                                new Workload("cpu-4@eu-west", "", "default", "batch", "")),
                        10_000)),
                read("""
                        provisioner: kubernetes
                        kubernetes:
                          workloads:
                            - {target: cpu-2@eu-west, context: prod, namespace: shop, deployment: web, hpa: web}
                            - {target: cpu-4@eu-west, deployment: batch}
                        """).provider());
        assertEquals(
                new Provider.Aws(new AwsConfig(List.of(new Group("cpu-2@eu-west", "eu-west-1", "web")), 5_000, "")),
                read("""
                        provisioner: aws
                        aws: {timeout_ms: 5_000, groups: [{target: cpu-2@eu-west, region: eu-west-1, group: web}]}
                        """).provider());
        assertEquals(
                new Provider.Webhook(
                        new WebhookConfig(URI.create("https://pool.internal/forerun"), "sixteen letters!", 10_000)),
                read("""
                        provisioner: webhook
                        webhook: {url: "https://pool.internal/forerun", secret_file: secret}
                        """).provider());
    }

    @Test
    void shouldReadWhereUtilisationComesFrom() throws IOException {
        assertEquals(
                new Utilisation.Prometheus(
                        new PrometheusConfig(
                                URI.create("http://prometheus:9090"),
                                List.of(new PrometheusConfig.Queries(
                                        "web", "", "count(up)", "sum(cpu)", "", "", "sum(rate(requests[1m]))")),
                                10_000),
                        15_000),
                read("""
                        utilisation:
                          source: prometheus
                          url: http://prometheus:9090
                          services:
                            - {service: web, nodes: count(up), cpu_cores: sum(cpu), requests_per_second: "sum(rate(requests[1m]))"}
                        """).utilisation());
        assertEquals(
                new Utilisation.Cluster(
                        List.of(new ClusterMetrics.Pods("web", "eu", "shop", Map.of("app", "web"))), 30_000),
                read("""
                        utilisation:
                          source: kubernetes
                          interval_ms: 30_000
                          services: [{service: web, region: eu, namespace: shop, labels: [app=web]}]
                        """).utilisation());
        assertEquals(
                new Utilisation.CloudWatch(
                        List.of(new CloudWatchUtilisation.Group("", "", "eu-west-1", "web", 2)), "", 15_000),
                read("""
                        utilisation: {source: cloudwatch, groups: [{aws_region: eu-west-1, group: web, cores: 2}]}
                        """).utilisation());
    }

    @Test
    void shouldNameEveryMistakeByItsLine() {
        final BadInputException refused = assertThrows(BadInputException.class, () -> read("""
                provisioner: process
                provision:
                  interval_ms: 5
                  forbidden: [{from: "25:00", to: "06:00", days: [freitag], zone: Berlin}]
                process:
                  first_port: 9_000
                """));
        final String text = refused.getMessage();
        for (final String mistake : List.of(
                ":3: provision.interval_ms: value=5, allowed=100 to 600000",
                "provision.forbidden[0].from: value=25:00, allowed=00:00 to 24:00",
                "provision.forbidden[0].days: value=freitag, allowed=mon,",
                "provision.forbidden[0].zone: value=Berlin, allowed=a time zone",
                "process.command: value=[], allowed=a program and its arguments")) {
            assertEquals(true, text.contains(mistake), mistake + " in " + text);
        }
    }
}
