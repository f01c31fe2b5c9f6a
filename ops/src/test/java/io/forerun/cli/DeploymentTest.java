package io.forerun.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.forerun.Manifests;
import io.forerun.admin.AdminConfig;
import io.forerun.gateway.GatewayConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What is deployed, held against what is built: paths of the distribution, options, ports, probes, users. */
class DeploymentTest {
    private static final String KUBERNETES = "ops/deploy/kubernetes/forerun.yml";

    @TempDir
    private Path directory;

    /** Fails where the command would refuse them. */
    private static void assertServes(final List<String> words) {
        assertEquals("serve", words.getFirst());
        new CommandLine(new ServeCommand())
                .parseArgs(words.subList(1, words.size()).toArray(String[]::new));
    }

    private static Container container() throws IOException {
        return pod().getContainers().getFirst();
    }

    private static PodSpec pod() throws IOException {
        return Manifests.only(StatefulSet.class).getSpec().getTemplate().getSpec();
    }

    @Test
    void shouldHaveManifestsThatBelongTogether() throws IOException {
        final Map<String, Long> kinds = Manifests.read(KUBERNETES).stream()
                .collect(Collectors.groupingBy(HasMetadata::getKind, TreeMap::new, Collectors.counting()));
        assertEquals(
                new TreeSet<>(List.of(
                        "ConfigMap",
                        "Namespace",
                        "NetworkPolicy",
                        "Role",
                        "RoleBinding",
                        "Service",
                        "ServiceAccount",
                        "StatefulSet")),
                kinds.keySet());
        final String account =
                Manifests.only(ServiceAccount.class).getMetadata().getName();
        final RoleBinding binding = Manifests.only(RoleBinding.class);
        assertEquals(account, pod().getServiceAccountName());
        assertEquals(account, binding.getSubjects().getFirst().getName());
        assertEquals(
                Manifests.only(Role.class).getMetadata().getName(),
                binding.getRoleRef().getName());
        assertTrue(pod().getSecurityContext().getRunAsNonRoot());
        assertTrue(container().getSecurityContext().getReadOnlyRootFilesystem());
        assertEquals(
                List.of("ALL"),
                container().getSecurityContext().getCapabilities().getDrop());
        final StatefulSet set = Manifests.only(StatefulSet.class);
        assertEquals(
                set.getSpec().getTemplate().getMetadata().getLabels(),
                set.getSpec().getSelector().getMatchLabels());
        assertEquals(
                set.getSpec().getTemplate().getMetadata().getLabels(),
                Manifests.only(Service.class).getSpec().getSelector());
    }

    @Test
    void shouldProbeWhatAnswers() throws IOException {
        final Map<String, Integer> ports = container().getPorts().stream()
                .collect(Collectors.toMap(ContainerPort::getName, ContainerPort::getContainerPort));
        assertEquals(Map.of("activity", GatewayConfig.DEFAULT.port(), "admin", AdminConfig.DEFAULT.port()), ports);
        final TreeMap<String, Map<String, Object>> documented = OpenApiTest.operations();
        for (final Probe probe : List.of(
                container().getStartupProbe(),
                container().getLivenessProbe(),
                container().getReadinessProbe())) {
            assertTrue(documented.containsKey("get " + probe.getHttpGet().getPath()), probe.toString());
            assertEquals(new IntOrString("admin"), probe.getHttpGet().getPort());
        }
        final Map<String, String> scraped = Manifests.only(StatefulSet.class)
                .getSpec()
                .getTemplate()
                .getMetadata()
                .getAnnotations();
        assertEquals(Integer.toString(ports.get("admin")), scraped.get("prometheus.io/port"));
        assertTrue(documented.containsKey("get " + scraped.get("prometheus.io/path")));
    }

    @Test
    void shouldStartWithAConfigurationThatIsGood() throws IOException {
        assertServes(container().getArgs());
        final Map<String, String> files = Manifests.only(ConfigMap.class).getData();
        assertEquals(List.of("forerun.yml"), List.copyOf(files.keySet()));
        final Path file = Files.writeString(directory.resolve("forerun.yml"), files.get("forerun.yml"));
        final Cli checked = Cli.run("check", "--config", file.toString());
        assertEquals(0, checked.exitCode(), checked.err());
        final Path example = Manifests.path("ops/deploy/forerun.yml");
        assertEquals(0, Cli.run("check", "--config", example.toString()).exitCode());
    }

    /** KEDA's metrics-api trigger reads a number at a place of a JSON answer; AdminApiTest shows that it is there. */
    @Test
    void shouldPointKedaAtATarget() throws IOException {
        final GenericKubernetesResource scaled = (GenericKubernetesResource)
                Manifests.read("ops/deploy/kubernetes/keda.yml").getFirst();
        assertEquals("ScaledObject", scaled.getKind());
        final Map<?, ?> metadata = scaled.get("spec", "triggers", 0, "metadata");
        final Matcher url = Pattern.compile("http://(\\w+)\\.(\\w+):(\\d+)/api/capacity/(.+)")
                .matcher((String) metadata.get("url"));
        assertTrue(url.matches(), metadata.toString());
        final HasMetadata service = Manifests.only(Service.class);
        assertEquals(service.getMetadata().getName(), url.group(1));
        assertEquals(service.getMetadata().getNamespace(), url.group(2));
        assertEquals(AdminConfig.DEFAULT.port(), Integer.parseInt(url.group(3)));
        assertTrue(Fleets.small().targetIndex(url.group(4)) >= 0, url.group(4));
        assertEquals("value", metadata.get("valueLocation"));
    }

    @Test
    void shouldBuildAnImageFromWhatTheDistributionHas() throws Exception {
        final Path distribution = distribution();
        final Map<String, String> lines = lines("ops/deploy/docker/Dockerfile", "^([A-Z]+) (.*)$");
        final String[] copied = lines.get("COPY").split(" ");
        assertEquals(distribution.getFileName(), Path.of(copied[0]));
        final String program = words(lines.get("ENTRYPOINT")).getFirst();
        assertTrue(Files.isExecutable(distribution.resolve(Path.of(copied[1]).relativize(Path.of(program)))));
        assertServes(words(lines.get("CMD")));
        assertEquals(container().getArgs(), words(lines.get("CMD")), "as the manifest has it");
        assertEquals(pod().getSecurityContext().getRunAsUser(), Long.valueOf(lines.get("USER")));
        assertTrue(lines.get("RUN").contains("--uid " + lines.get("USER") + " --home-dir " + lines.get("WORKDIR")));
        assertEquals(lines.get("WORKDIR"), lines.get("VOLUME"));
        assertTrue(container().getVolumeMounts().stream()
                .anyMatch(mount -> mount.getMountPath().equals(lines.get("VOLUME"))));
        assertEquals(GatewayConfig.DEFAULT.port() + " " + AdminConfig.DEFAULT.port(), lines.get("EXPOSE"));
    }

    @Test
    void shouldStartAUnitFromWhatTheDistributionHas() throws Exception {
        final Path distribution = distribution();
        final Map<String, String> lines = lines("ops/deploy/systemd/forerun.service", "^(\\w+)=(.*)$");
        final List<String> started = List.of(lines.get("ExecStart").split(" "));
        final Path home = Path.of(started.getFirst()).getParent();
        assertTrue(Files.isExecutable(distribution.resolve(home.relativize(Path.of(started.getFirst())))));
        assertServes(started.subList(1, started.size()));
        final Path documentation = Path.of(lines.get("Documentation").replace("file://", ""));
        assertTrue(Files.exists(distribution.resolve(home.relativize(documentation))), documentation.toString());
        assertEquals("/var/lib/" + lines.get("StateDirectory"), lines.get("WorkingDirectory"));
        assertTrue(lines.get("ExecStart").contains("--config /etc/" + lines.get("ConfigurationDirectory") + "/"));
        assertEquals(Integer.toString(Failures.BAD_INPUT), lines.get("RestartPreventExitStatus"));
        assertEquals("143", lines.get("SuccessExitStatus"), "a JVM's code after SIGTERM");
    }

    /** Everything of the distribution but its runtime, as the script lays it out. */
    private Path distribution() throws Exception {
        final Path home = directory.resolve("forerun");
        final Process script = new ProcessBuilder(
                        "bash", Manifests.path("ops/scripts/dist").toString(), "--layout", home.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("dist.log").toFile())
                .start();
        assertTrue(script.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, script.exitValue(), Files.readString(directory.resolve("dist.log")));
        return home;
    }

    private static Map<String, String> lines(final String file, final String form) throws IOException {
        final Map<String, String> lines = new TreeMap<>();
        final Matcher line = Pattern.compile(form, Pattern.MULTILINE).matcher(Files.readString(Manifests.path(file)));
        while (line.find()) {
            lines.put(line.group(1), line.group(2));
        }
        return lines;
    }

    /** The words of a Dockerfile's list. */
    private static List<String> words(final String list) {
        return Pattern.compile("\"([^\"]*)\"")
                .matcher(list)
                .results()
                .map(word -> word.group(1))
                .toList();
    }
}
