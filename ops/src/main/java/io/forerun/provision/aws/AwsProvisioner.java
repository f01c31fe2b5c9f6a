package io.forerun.provision.aws;

import io.forerun.plan.Fleet;
import io.forerun.provision.Observation;
import io.forerun.provision.Observation.Seen;
import io.forerun.provision.Order;
import io.forerun.provision.ProvisionError;
import io.forerun.provision.ProvisionException;
import io.forerun.provision.Provisioner;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.AutoScalingClientBuilder;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;

/** Runs nodes as instances of Auto Scaling groups. Credentials come from where the SDK looks for them. */
public final class AwsProvisioner implements Provisioner {
    private final Fleet fleet;
    private final Map<String, GroupPool> pools = new HashMap<>();
    private final Map<String, AutoScalingClient> clients = new HashMap<>();

    private AwsProvisioner(final Fleet fleet) {
        this.fleet = fleet;
    }

    /** Nothing is asked of AWS yet. */
    public static AwsProvisioner open(final Fleet fleet, final AwsConfig config) {
        final AwsProvisioner provisioner = new AwsProvisioner(fleet);
        for (final Group group : config.groups()) {
            if (fleet.targetIndex(group.target()) < 0) {
                throw new IllegalArgumentException(
                        "aws.groups.target: value=" + group.target() + ", allowed=a target of the fleet");
            }
            final AutoScalingClient client =
                    provisioner.clients.computeIfAbsent(group.region(), region -> client(region, config));
            provisioner.pools.put(group.target(), new GroupPool(client, group));
        }
        return provisioner;
    }

    private static AutoScalingClient client(final String region, final AwsConfig config) {
        final Duration timeout = Duration.ofMillis(config.timeoutMs());
        final AutoScalingClientBuilder builder = AutoScalingClient.builder()
                .region(Region.of(region))
                .httpClient(UrlConnectionHttpClient.builder()
                        .connectionTimeout(timeout)
                        .socketTimeout(timeout)
                        .build())
                // The reconciler repeats, and knows when.
                .overrideConfiguration(override -> override.retryStrategy(retry -> retry.maxAttempts(1)));
        return config.endpoint().isEmpty()
                ? builder.build()
                : builder.endpointOverride(URI.create(config.endpoint())).build();
    }

    @Override
    public String name() {
        return "aws";
    }

    @Override
    public Observation observe(final long nowMs) throws ProvisionException {
        final List<Seen> seen = new ArrayList<>();
        for (int target = 0; target < fleet.targetCount(); target++) {
            final GroupPool pool = pools.get(fleet.target(target).name());
            seen.add(pool == null ? Seen.NOTHING : GroupPool.seen(found(pool)));
        }
        return new Observation(seen);
    }

    @Override
    public void apply(final Order order, final long nowMs) throws ProvisionException {
        final GroupPool pool = pools.get(order.name());
        if (pool == null) {
            throw new ProvisionException(new ProvisionError.Permanent("no group for " + order.name()));
        }
        final AutoScalingGroup now = found(pool);
        final Optional<ProvisionError> refusal;
        try {
            refusal = pool.settle(
                    now, order.goal(), fleet.nodeType(order.target()).quota());
        } catch (final SdkException refused) {
            throw new ProvisionException(Refusals.of(refused), refused);
        }
        if (refusal.isPresent()) {
            throw new ProvisionException(refusal.get());
        }
    }

    private static AutoScalingGroup found(final GroupPool pool) throws ProvisionException {
        try {
            return pool.find()
                    .orElseThrow(() -> new ProvisionException(
                            new ProvisionError.Permanent("no Auto Scaling group of that name: " + pool.name())));
        } catch (final SdkException refused) {
            throw new ProvisionException(Refusals.of(refused), refused);
        }
    }

    @Override
    public void close() {
        clients.values().forEach(AutoScalingClient::close);
    }
}
