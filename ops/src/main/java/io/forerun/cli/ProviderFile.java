package io.forerun.cli;

import io.forerun.provision.aws.AwsConfig;
import io.forerun.provision.aws.Group;
import io.forerun.provision.kubernetes.KubernetesConfig;
import io.forerun.provision.kubernetes.Workload;
import io.forerun.provision.process.ProcessConfig;
import io.forerun.provision.webhook.WebhookConfig;
import io.forerun.server.Provider;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The part of a configuration that says who runs the nodes: for each provider a section of its name. */
final class ProviderFile {
    /** All providers; the first is the default. */
    static final List<String> NAMES = List.of("dry-run", "simulated", "process", "kubernetes", "aws", "webhook");

    /** A provider that takes longer for one call is taken for silent. */
    private static final int CALL_MS = 10_000;

    private final Path directory;

    ProviderFile(final Path directory) {
        this.directory = directory;
    }

    Optional<? extends Provider> read(final YamlSection root, final String name) {
        return switch (name) {
            case "simulated" -> Optional.of(new Provider.Simulated());
            case "process" -> process(root.section(name));
            case "kubernetes" -> kubernetes(root.section(name));
            case "aws" -> aws(root.section(name));
            case "webhook" -> webhook(root.section(name));
            default -> Optional.of(new Provider.DryRun());
        };
    }

    private Optional<Provider> process(final YamlSection in) {
        final List<String> command = in.texts("command");
        final String health = in.text("health", "");
        final String drain = in.text("drain", "");
        final int first = in.integer("first_port", 7_500);
        final int last = in.integer("last_port", 7_999);
        final int start = in.integer("start_ms", 60_000);
        final int drainMs = in.integer("drain_ms", 10_000);
        final int kill = in.integer("kill_ms", 10_000);
        final Path state = directory.resolve(in.text("directory", "forerun-workers"));
        in.finish();
        return in.build(() -> new Provider.Processes(
                new ProcessConfig(command, health, drain, first, last, start, drainMs, kill, state)));
    }

    private static Optional<Provider> kubernetes(final YamlSection in) {
        final int timeout = in.integer("timeout_ms", CALL_MS);
        final List<Workload> workloads = new ArrayList<>();
        for (final YamlSection each : in.sections("workloads")) {
            final String target = each.text("target");
            final String context = each.text("context", "");
            final String namespace = each.text("namespace", "default");
            final String deployment = each.text("deployment");
            final String hpa = each.text("hpa", "");
            each.finish();
            each.build(() -> new Workload(target, context, namespace, deployment, hpa))
                    .ifPresent(workloads::add);
        }
        in.finish();
        return in.build(() -> new Provider.Kubernetes(new KubernetesConfig(workloads, timeout)));
    }

    private static Optional<Provider> aws(final YamlSection in) {
        final int timeout = in.integer("timeout_ms", CALL_MS);
        final String endpoint = in.text("endpoint", "");
        final List<Group> groups = new ArrayList<>();
        for (final YamlSection each : in.sections("groups")) {
            final String target = each.text("target");
            final String region = each.text("region");
            final String name = each.text("group");
            each.finish();
            each.build(() -> new Group(target, region, name)).ifPresent(groups::add);
        }
        in.finish();
        return in.build(() -> new Provider.Aws(new AwsConfig(groups, timeout, endpoint)));
    }

    private Optional<Provider> webhook(final YamlSection in) {
        final String url = in.text("url");
        final String secretFile = in.text("secret_file");
        final int timeout = in.integer("timeout_ms", CALL_MS);
        in.finish();
        final String secret = secretFile.isEmpty() ? "" : secret(in, directory.resolve(secretFile));
        return in.build(() -> new Provider.Webhook(new WebhookConfig(URI.create(url), secret, timeout)));
    }

    private static String secret(final YamlSection in, final Path file) {
        try {
            return Files.readString(file).strip();
        } catch (final IOException unreadable) {
            in.refuse("secret_file", file.toString(), "a file that can be read");
            return "";
        }
    }
}
