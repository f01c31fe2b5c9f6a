package io.forerun.cli;

import io.forerun.provision.utilisation.CloudWatchUtilisation;
import io.forerun.provision.utilisation.ClusterMetrics;
import io.forerun.provision.utilisation.PrometheusConfig;
import io.forerun.server.Utilisation;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The part of a configuration that says where utilisation is read. */
final class UtilisationFile {
    private static final List<String> SOURCES = List.of("none", "prometheus", "kubernetes", "cloudwatch");
    private static final int INTERVAL_MS = 15_000;
    private static final int QUERY_MS = 10_000;

    private UtilisationFile() {}

    static Optional<Utilisation> read(final YamlSection in) {
        final String source = in.oneOf("source", SOURCES);
        final int interval = in.integer("interval_ms", INTERVAL_MS);
        final Optional<Utilisation> read = switch (source) {
            case "prometheus" -> prometheus(in, interval);
            case "kubernetes" -> cluster(in, interval);
            case "cloudwatch" -> cloudWatch(in, interval);
            default -> Optional.of(new Utilisation.None());
        };
        in.finish();
        if (interval < 1_000) {
            in.refuse("interval_ms", Integer.toString(interval), "1000 and up");
        }
        return read;
    }

    private static Optional<Utilisation> prometheus(final YamlSection in, final int interval) {
        final String url = in.text("url");
        final int timeout = in.integer("timeout_ms", QUERY_MS);
        final List<PrometheusConfig.Queries> services = new ArrayList<>();
        for (final YamlSection each : in.sections("services")) {
            services.add(new PrometheusConfig.Queries(
                    each.text("service", ""),
                    each.text("region", ""),
                    each.text("nodes"),
                    each.text("cpu_cores", ""),
                    each.text("memory_bytes", ""),
                    each.text("gpus", ""),
                    each.text("requests_per_second", "")));
            each.finish();
        }
        return in.build(
                () -> new Utilisation.Prometheus(new PrometheusConfig(URI.create(url), services, timeout), interval));
    }

    private static Optional<Utilisation> cluster(final YamlSection in, final int interval) {
        final List<ClusterMetrics.Pods> services = new ArrayList<>();
        for (final YamlSection each : in.sections("services")) {
            final Map<String, String> labels = new LinkedHashMap<>();
            for (final String label : each.texts("labels")) {
                final int at = label.indexOf('=');
                if (at < 1) {
                    each.refuse("labels", label, "key=value");
                } else {
                    labels.put(label.substring(0, at), label.substring(at + 1));
                }
            }
            services.add(new ClusterMetrics.Pods(
                    each.text("service", ""), each.text("region", ""), each.text("namespace", "default"), labels));
            each.finish();
        }
        return in.build(() -> new Utilisation.Cluster(services, interval));
    }

    private static Optional<Utilisation> cloudWatch(final YamlSection in, final int interval) {
        final String endpoint = in.text("endpoint", "");
        final List<CloudWatchUtilisation.Group> groups = new ArrayList<>();
        for (final YamlSection each : in.sections("groups")) {
            groups.add(new CloudWatchUtilisation.Group(
                    each.text("service", ""),
                    each.text("region", ""),
                    each.text("aws_region"),
                    each.text("group"),
                    each.number("cores")));
            each.finish();
        }
        return in.build(() -> new Utilisation.CloudWatch(groups, endpoint, interval));
    }
}
