package io.forerun.provision.aws;

import io.forerun.provision.Goal;
import io.forerun.provision.Observation.Seen;
import io.forerun.provision.ProvisionError;
import io.forerun.provision.RaisedFloor;
import java.util.Optional;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;
import software.amazon.awssdk.services.autoscaling.model.Tag;

/** The instances of one group. Whatever AWS refuses comes as its SdkException. */
final class GroupPool {
    private static final String FLOOR_TAG = "forerun:floor";
    private static final String HEALTHY = "Healthy";

    private final AutoScalingClient client;
    private final Group group;

    GroupPool(final AutoScalingClient client, final Group group) {
        this.client = client;
        this.group = group;
    }

    String name() {
        return group.name();
    }

    /** Empty where there is no such group. */
    Optional<AutoScalingGroup> find() {
        return client
                .describeAutoScalingGroups(request -> request.autoScalingGroupNames(group.name()))
                .autoScalingGroups()
                .stream()
                .findFirst();
    }

    static Seen seen(final AutoScalingGroup group) {
        int serving = 0;
        int failing = 0;
        for (final Instance instance : group.instances()) {
            if (!HEALTHY.equals(instance.healthStatus())) {
                failing++;
            } else if (instance.lifecycleState() == LifecycleState.IN_SERVICE) {
                serving++;
            }
        }
        final int desired = group.desiredCapacity();
        final int running = Math.min(serving, desired);
        return new Seen(
                running, desired - running, Math.min(failing, desired - running), group.minSize(), floor(group));
    }

    static Optional<RaisedFloor> floor(final AutoScalingGroup group) {
        return group.tags().stream()
                .filter(tag -> FLOOR_TAG.equals(tag.key()))
                .map(tag -> RaisedFloor.parse(tag.value()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Asks for a goal, within a quota and the group's own bounds; what was refused of it. */
    Optional<ProvisionError> settle(final AutoScalingGroup now, final Goal goal, final int quota) {
        final int most = Math.min(quota, now.maxSize());
        return switch (goal) {
            case Goal.Nodes(final int nodes) -> nodes(now, nodes, most);
            case Goal.Floor(final int least, final long expiresMs) -> floor(now, least, expiresMs, most);
            case Goal.Restored() -> {
                final int base = floor(now).map(RaisedFloor::base).orElse(now.minSize());
                minimum(now, base);
                untag();
                yield Optional.empty();
            }
        };
    }

    private Optional<ProvisionError> nodes(final AutoScalingGroup now, final int nodes, final int most) {
        final Optional<RaisedFloor> raised = floor(now);
        final int least = raised.map(RaisedFloor::base).orElse(now.minSize());
        if (raised.isPresent()) {
            minimum(now, least);
            untag();
        }
        final int desired = Math.clamp(nodes, least, Math.max(least, most));
        if (desired != now.desiredCapacity()) {
            client.setDesiredCapacity(request -> request.autoScalingGroupName(group.name())
                    .desiredCapacity(desired)
                    .honorCooldown(false));
        }
        if (nodes > desired) {
            return above(nodes, most);
        }
        return nodes < desired
                ? Optional.of(new ProvisionError.Permanent(
                        "group " + group.name() + " keeps " + least + " at least, " + nodes + " wanted"))
                : Optional.empty();
    }

    /** The tag first: a minimum above its base is never without it. */
    private Optional<ProvisionError> floor(
            final AutoScalingGroup now, final int wanted, final long expiresMs, final int most) {
        final int base = floor(now).map(RaisedFloor::base).orElse(now.minSize());
        final int floor = Math.max(base, Math.min(wanted, most));
        if (floor > base) {
            client.createOrUpdateTags(request -> request.tags(tag(new RaisedFloor(base, floor, expiresMs).text())));
        }
        minimum(now, floor);
        if (floor == base) {
            untag();
        }
        return wanted <= most ? Optional.empty() : above(wanted, most);
    }

    private Optional<ProvisionError> above(final int wanted, final int most) {
        return Optional.of(new ProvisionError.Quota(
                (wanted - most) + " instances above the most of group " + group.name() + ", " + most));
    }

    private void minimum(final AutoScalingGroup now, final int minimum) {
        if (minimum != now.minSize()) {
            client.updateAutoScalingGroup(request -> request.autoScalingGroupName(group.name())
                    .minSize(minimum)
                    .desiredCapacity(Math.max(minimum, now.desiredCapacity())));
        }
    }

    private void untag() {
        client.deleteTags(request -> request.tags(tag(null)));
    }

    private Tag tag(final String value) {
        return Tag.builder()
                .resourceId(group.name())
                .resourceType("auto-scaling-group")
                .key(FLOOR_TAG)
                .value(value)
                .propagateAtLaunch(false)
                .build();
    }
}
