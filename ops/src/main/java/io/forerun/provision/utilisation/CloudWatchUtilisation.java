package io.forerun.provision.utilisation;

import io.forerun.client.Measured;
import io.forerun.provision.ProvisionError;
import io.forerun.provision.ProvisionException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClientBuilder;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

/** Utilisation of Auto Scaling groups as CloudWatch has it: mean CPU and instances in service; it knows no memory or requests. */
public final class CloudWatchUtilisation implements UtilisationSource {
    private static final Duration REACH = Duration.ofMinutes(10);
    private static final int PERIOD_SECONDS = 60;
    private static final double MILLI_PER_PERCENT = 10;

    /**
     * One group.
     *
     * @param service that it serves, empty for all
     * @param region of ours, empty for all
     * @param awsRegion where it is
     * @param name of the group
     * @param cores of one instance
     */
    public record Group(String service, String region, String awsRegion, String name, double cores) {}

    private final List<Group> groups;
    private final String endpoint;
    private final Map<String, CloudWatchClient> clients = new HashMap<>();

    /** Asks nothing yet; an empty endpoint is AWS. */
    public CloudWatchUtilisation(final List<Group> groups, final String endpoint) {
        this.groups = List.copyOf(groups);
        this.endpoint = endpoint;
    }

    @Override
    public String name() {
        return "cloudwatch";
    }

    @Override
    public List<Measured> read(final long nowMs) throws ProvisionException {
        final List<Measured> read = new ArrayList<>();
        try {
            for (final Group group : groups) {
                final OptionalDouble cpu = newest(group, "AWS/EC2", "CPUUtilization", nowMs);
                final OptionalDouble nodes = newest(group, "AWS/AutoScaling", "GroupInServiceInstances", nowMs);
                if (cpu.isPresent() && nodes.isPresent()) {
                    final double milli = cpu.getAsDouble() * MILLI_PER_PERCENT * group.cores() * nodes.getAsDouble();
                    read.add(new Measured(
                            nowMs,
                            group.service(),
                            group.region(),
                            (int) Math.round(nodes.getAsDouble()),
                            Math.round(milli),
                            0,
                            0,
                            0));
                }
            }
            return read;
        } catch (final SdkException refused) {
            throw new ProvisionException(error(refused), refused);
        }
    }

    private static ProvisionError error(final SdkException refused) {
        final String text = String.valueOf(refused.getMessage());
        return refused instanceof final AwsServiceException answered
                ? ProvisionError.ofHttpStatus(answered.statusCode(), text)
                : new ProvisionError.Transient(text);
    }

    /** The newest mean over a minute; empty where there was none for a while. */
    private OptionalDouble newest(final Group group, final String namespace, final String metric, final long nowMs) {
        final Instant now = Instant.ofEpochMilli(nowMs);
        final List<Datapoint> points = clients.computeIfAbsent(group.awsRegion(), this::connect)
                .getMetricStatistics(request -> request.namespace(namespace)
                        .metricName(metric)
                        .dimensions(Dimension.builder()
                                .name("AutoScalingGroupName")
                                .value(group.name())
                                .build())
                        .startTime(now.minus(REACH))
                        .endTime(now)
                        .period(PERIOD_SECONDS)
                        .statistics(Statistic.AVERAGE))
                .datapoints();
        return points.stream()
                .max((one, other) -> one.timestamp().compareTo(other.timestamp()))
                .map(point -> OptionalDouble.of(point.average()))
                .orElse(OptionalDouble.empty());
    }

    private CloudWatchClient connect(final String awsRegion) {
        final CloudWatchClientBuilder builder =
                CloudWatchClient.builder().region(Region.of(awsRegion)).httpClient(UrlConnectionHttpClient.create());
        return endpoint.isEmpty()
                ? builder.build()
                : builder.endpointOverride(URI.create(endpoint)).build();
    }

    @Override
    public void close() {
        clients.values().forEach(CloudWatchClient::close);
    }
}
