package io.forerun.server;

import io.forerun.provision.utilisation.CloudWatchUtilisation;
import io.forerun.provision.utilisation.ClusterMetrics;
import io.forerun.provision.utilisation.PrometheusConfig;
import io.forerun.provision.utilisation.PrometheusUtilisation;
import io.forerun.provision.utilisation.UtilisationSource;
import java.util.List;
import java.util.Optional;

/** Where the server reads what nodes measure. */
public sealed interface Utilisation {
    /** Nowhere: clients may still report it. */
    record None() implements Utilisation {}

    /** Prometheus. */
    record Prometheus(PrometheusConfig config, int intervalMs) implements Utilisation {}

    /** The metrics of a Kubernetes cluster. */
    record Cluster(List<ClusterMetrics.Pods> pods, int intervalMs) implements Utilisation {}

    /** CloudWatch. */
    record CloudWatch(List<CloudWatchUtilisation.Group> groups, String endpoint, int intervalMs)
            implements Utilisation {}

    /** Opens it; empty where nothing is read. */
    default Optional<UtilisationSource> open() {
        return switch (this) {
            case None() -> Optional.empty();
            case Prometheus(final PrometheusConfig config, final int interval) ->
                Optional.of(new PrometheusUtilisation(config));
            case Cluster(final List<ClusterMetrics.Pods> pods, final int interval) ->
                Optional.of(ClusterMetrics.open(pods));
            case CloudWatch(
                    final List<CloudWatchUtilisation.Group> groups,
                    final String endpoint,
                    final int interval) -> Optional.of(new CloudWatchUtilisation(groups, endpoint));
        };
    }

    /** Time between two readings. */
    default int intervalMs() {
        return 0;
    }
}
