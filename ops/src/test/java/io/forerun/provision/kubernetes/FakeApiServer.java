package io.forerun.provision.kubernetes;

import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.forerun.plan.Fleet;
import io.forerun.provision.Fleets;
import io.forerun.provision.HttpFake;
import io.forerun.provision.ProvisionError;
import io.forerun.provision.Provisioner;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * As much of an API server as one Deployment and one autoscaler need. Its scale subresource speaks autoscaling/v1 Scale and nothing
 * else, as a real one does.
 */
final class FakeApiServer extends HttpFake {
    private static final String DEPLOYMENT = "/apis/apps/v1/namespaces/shop/deployments/small";
    private static final String HPA = "/apis/autoscaling/v2/namespaces/shop/horizontalpodautoscalers/small";
    private static final Pattern REPLICAS = Pattern.compile("\"replicas\"\\s*:\\s*(\\d+)");
    private static final Pattern MINIMUM = Pattern.compile("\"minReplicas\"\\s*:\\s*(\\d+)");
    private static final Pattern FLOOR = Pattern.compile("\"forerun.io/floor\"\\s*:\\s*(null|\"[^\"]*\")");

    private final boolean autoscaled;
    private final Fleet fleet;
    private final int target;
    private int replicas;
    private int ready;
    private int minimum = 2;
    private int maximum = 8;
    private int most = Integer.MAX_VALUE;
    private String floor = "null";

    FakeApiServer(final boolean autoscaled) {
        this(autoscaled, Fleets.two(), 0);
    }

    /** The Deployment is that of a target of a fleet. */
    FakeApiServer(final boolean autoscaled, final Fleet fleet, final int target) {
        this.autoscaled = autoscaled;
        this.fleet = fleet;
        this.target = target;
        replicas = autoscaled ? minimum : 0;
    }

    @Override
    public Fleet fleet() {
        return fleet;
    }

    @Override
    public int target() {
        return target;
    }

    @Override
    public Provisioner open(final Steps steps) {
        final Workload workload =
                new Workload(fleet.target(target).name(), "", "shop", "small", autoscaled ? "small" : "");
        return guarded(
                new KubernetesProvisioner(
                        fleet(), new KubernetesConfig(List.of(workload), 5_000), context -> client(url())),
                steps);
    }

    static KubernetesClient client(final String url) {
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder()
                        .withMasterUrl(url)
                        .withNamespace("shop")
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .build();
    }

    @Override
    protected boolean changes(final Asked asked) {
        return !asked.method().equals("GET");
    }

    @Override
    protected Answer answer(final Asked asked) {
        return switch (asked.method() + " " + asked.path()) {
            case "GET " + DEPLOYMENT -> json(200, deployment());
            case "PATCH " + DEPLOYMENT -> {
                annotate(asked);
                yield json(200, deployment());
            }
            case "GET " + DEPLOYMENT + "/scale" -> json(200, scale());
            case "PUT " + DEPLOYMENT + "/scale" -> scale(asked.body());
            case "GET " + HPA -> json(200, autoscaler());
            case "PATCH " + HPA -> {
                annotate(asked);
                final Matcher wanted = MINIMUM.matcher(asked.body());
                minimum = wanted.find() ? Integer.parseInt(wanted.group(1)) : minimum;
                replicas = Math.max(replicas, minimum); // The autoscaler does that.
                yield json(200, autoscaler());
            }
            default -> status(404, "NotFound", asked.method() + " " + asked.path());
        };
    }

    private Answer scale(final String body) {
        if (!body.contains("\"kind\":\"Scale\"") || !body.contains("\"apiVersion\":\"autoscaling/v1\"")) {
            return status(400, "BadRequest", "no autoscaling/v1 Scale: " + body);
        }
        final Matcher wanted = REPLICAS.matcher(body);
        final int asked = wanted.find() ? Integer.parseInt(wanted.group(1)) : 0;
        replicas = Math.min(asked, Math.max(most, replicas));
        return json(200, scale());
    }

    private void annotate(final Asked asked) {
        if (!"application/merge-patch+json"
                .equals(asked.exchange().getRequestHeaders().getFirst("Content-Type"))) {
            throw new AssertionError(asked.exchange().getRequestHeaders().entrySet());
        }
        final Matcher given = FLOOR.matcher(asked.body());
        floor = given.find() ? given.group(1) : floor;
    }

    private String metadata() {
        final String annotations = floor.equals("null") ? "" : "\"forerun.io/floor\": " + floor;
        return "\"metadata\": {\"name\": \"small\", \"namespace\": \"shop\", \"resourceVersion\": \"1\","
                + " \"annotations\": {" + annotations + "}}";
    }

    private String deployment() {
        return """
                {"apiVersion": "apps/v1", "kind": "Deployment", %s, "spec": {"replicas": %d},
                 "status": {"replicas": %d, "readyReplicas": %d}}""".formatted(metadata(), replicas, replicas, Math.min(ready, replicas));
    }

    private String scale() {
        return """
                {"apiVersion": "autoscaling/v1", "kind": "Scale",
                 "metadata": {"name": "small", "namespace": "shop", "resourceVersion": "1"},
                 "spec": {"replicas": %d}, "status": {"replicas": %d, "selector": "app=small"}}""".formatted(replicas, replicas);
    }

    private String autoscaler() {
        return """
                {"apiVersion": "autoscaling/v2", "kind": "HorizontalPodAutoscaler", %s,
                 "spec": {"minReplicas": %d, "maxReplicas": %d,
                          "scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "small"}}}""".formatted(metadata(), minimum, maximum);
    }

    private static Answer json(final int status, final String body) {
        return new Answer(status, "application/json", body);
    }

    private static Answer status(final int code, final String reason, final String message) {
        return json(code, """
                {"apiVersion": "v1", "kind": "Status", "status": "Failure", "reason": "%s", "code": %d, "message": "%s"}""".formatted(reason, code, message.replace("\"", "'")));
    }

    @Override
    protected Answer refusal(final ProvisionError why) {
        final Map<String, Integer> codes =
                Map.of("quota", 403, "capacity", 507, "permission", 403, "transient", 503, "permanent", 422);
        final String text = why instanceof ProvisionError.Quota ? "exceeded quota: " + why.text() : why.text();
        return status(codes.get(why.kind()), "Refused", text);
    }

    @Override
    public void settle() {
        ready = replicas;
    }

    @Override
    public int present() {
        return replicas;
    }

    String address() {
        return url();
    }

    int minimum() {
        return minimum;
    }

    @Override
    public void allow(final int nodes) {
        most = nodes;
    }
}
