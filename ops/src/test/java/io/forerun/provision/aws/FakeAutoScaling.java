package io.forerun.provision.aws;

import io.forerun.provision.HttpFake;
import io.forerun.provision.ProvisionError;
import io.forerun.provision.Provisioner;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** As much of the query interface of EC2 Auto Scaling (2011-01-01) as one group needs; refuses what lies outside its bounds, as AWS does. */
final class FakeAutoScaling extends HttpFake {
    private int least;
    private int desired;
    private int most = 8;
    private int ready;
    private int failing;
    private String tag = "";

    @Override
    public Provisioner open(final Steps steps) {
        final AwsConfig config = new AwsConfig(List.of(new Group("small@eu", "eu-west-1", "workers")), 5_000, url());
        return guarded(AwsProvisioner.open(fleet(), config), steps);
    }

    private static Map<String, String> form(final String body) {
        final Map<String, String> form = new HashMap<>();
        for (final String pair : body.split("&")) {
            final int at = pair.indexOf('=');
            form.put(pair.substring(0, at), URLDecoder.decode(pair.substring(at + 1), StandardCharsets.UTF_8));
        }
        return form;
    }

    @Override
    protected boolean changes(final Asked asked) {
        return !form(asked.body()).get("Action").startsWith("Describe");
    }

    @Override
    protected Answer answer(final Asked asked) {
        final Map<String, String> form = form(asked.body());
        final String name = form.getOrDefault(
                "AutoScalingGroupName",
                form.getOrDefault("AutoScalingGroupNames.member.1", form.get("Tags.member.1.ResourceId")));
        final String action = form.get("Action");
        if (!name.equals("workers")) {
            return action.startsWith("Describe")
                    ? xml(action, "<AutoScalingGroups/>")
                    : error(400, "ValidationError", "AutoScalingGroup name not found");
        }
        switch (action) {
            case "DescribeAutoScalingGroups" -> {
                return xml(action, "<AutoScalingGroups><member>" + group() + "</member></AutoScalingGroups>");
            }
            case "SetDesiredCapacity" -> {
                return desire(action, Integer.parseInt(form.get("DesiredCapacity")));
            }
            case "UpdateAutoScalingGroup" -> {
                least = Integer.parseInt(form.getOrDefault("MinSize", Integer.toString(least)));
                return desire(
                        action, Integer.parseInt(form.getOrDefault("DesiredCapacity", Integer.toString(desired))));
            }
            case "CreateOrUpdateTags" -> {
                if (!"auto-scaling-group".equals(form.get("Tags.member.1.ResourceType"))) {
                    return error(400, "ValidationError", "resource type");
                }
                tag = form.get("Tags.member.1.Value");
            }
            case "DeleteTags" -> tag = "";
            default -> throw new AssertionError(form);
        }
        return xml(action, "");
    }

    private Answer desire(final String action, final int wanted) {
        if (wanted > most || wanted < least) {
            return error(400, "ValidationError", "New SetDesiredCapacity value " + wanted + " is out of bounds");
        }
        desired = wanted;
        return xml(action, "");
    }

    private String group() {
        final StringBuilder instances = new StringBuilder();
        for (int instance = 0; instance < Math.min(ready, desired); instance++) {
            instances.append(
                    "<member><InstanceId>i-%d</InstanceId><LifecycleState>InService</LifecycleState><HealthStatus>%s</HealthStatus></member>"
                            .formatted(instance, instance < failing ? "Unhealthy" : "Healthy"));
        }
        return """
                <AutoScalingGroupName>workers</AutoScalingGroupName><MinSize>%d</MinSize><MaxSize>%d</MaxSize>
                <DesiredCapacity>%d</DesiredCapacity><Instances>%s</Instances><Tags>%s</Tags>""".formatted(
                        least,
                        most,
                        desired,
                        instances,
                        tag.isEmpty() ? "" : "<member><Key>forerun:floor</Key><Value>" + tag + "</Value></member>");
    }

    private static Answer xml(final String action, final String result) {
        return new Answer(
                200,
                "text/xml",
                "<%sResponse xmlns=\"http://autoscaling.amazonaws.com/doc/2011-01-01/\"><%sResult>%s</%sResult></%sResponse>"
                        .formatted(action, action, result, action, action));
    }

    private static Answer error(final int status, final String code, final String message) {
        return new Answer(
                status,
                "text/xml",
                "<ErrorResponse><Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error></ErrorResponse>"
                        .formatted(code, message));
    }

    @Override
    protected Answer refusal(final ProvisionError why) {
        return switch (why) {
            case ProvisionError.Quota quota -> error(400, "LimitExceeded", why.text());
            case ProvisionError.Capacity none -> error(400, "InsufficientInstanceCapacity", why.text());
            case ProvisionError.Permission denied -> error(403, "AccessDenied", why.text());
            case ProvisionError.Transient busy -> error(400, "Throttling", why.text());
            case ProvisionError.Permanent never -> error(400, "ValidationError", why.text());
        };
    }

    @Override
    public void settle() {
        ready = desired;
    }

    @Override
    public int present() {
        return desired;
    }

    @Override
    public void allow(final int nodes) {
        most = nodes;
    }

    void keep(final int nodes) {
        least = nodes;
        desired = Math.max(desired, nodes);
    }

    void fail(final int nodes) {
        failing = nodes;
    }

    int minimum() {
        return least;
    }
}
