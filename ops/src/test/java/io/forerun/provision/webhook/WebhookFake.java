package io.forerun.provision.webhook;

import io.forerun.provision.Goal;
import io.forerun.provision.Holding;
import io.forerun.provision.HttpFake;
import io.forerun.provision.ProvisionError;
import io.forerun.provision.Provisioner;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** Who is called; believes only what is signed and new. */
final class WebhookFake extends HttpFake {
    static final String SECRET = "a secret of both sides";
    static final long CLOCK_MS = 1_764_150_000_123L;

    private Holding holding = new Holding(0, Optional.empty());
    private int ready;
    private int most = Integer.MAX_VALUE;
    private String answers = "";

    @Override
    public Provisioner open(final Steps steps) {
        return guarded(
                new WebhookProvisioner(
                        fleet(), new WebhookConfig(URI.create(url() + "/hook"), SECRET, 5_000), () -> CLOCK_MS),
                steps);
    }

    @Override
    protected boolean changes(final Asked asked) {
        return asked.method().equals("POST");
    }

    @Override
    protected Answer answer(final Asked asked) {
        final String timestamp = asked.exchange().getRequestHeaders().getFirst("X-Forerun-Timestamp");
        final String signature = asked.exchange().getRequestHeaders().getFirst("X-Forerun-Signature");
        final String expected =
                new Signature(SECRET).of(Long.parseLong(timestamp), asked.method(), asked.path(), asked.body());
        if (!signature.equals("sha256=" + expected) || Long.parseLong(timestamp) != CLOCK_MS / 1_000) {
            return json(401, "{\"text\": \"wrong signature\"}");
        }
        if (!answers.isEmpty()) {
            return json(200, answers);
        }
        if (asked.path().equals("/hook/observe")) {
            return json(200, observation());
        }
        final Goal goal = goal(asked.body());
        final Holding wanted = holding.after(goal);
        final int nodes = Math.min(wanted.nodes(), Math.max(most, holding.nodes()));
        holding = new Holding(nodes, wanted.floor());
        return nodes == wanted.nodes() ? json(202, "") : json(409, "{\"error\": \"quota\", \"text\": \"no more\"}");
    }

    private String observation() {
        final String floor = holding.floor()
                .map(raised -> "{\"base\": %d, \"floor\": %d, \"expires_ms\": %d}"
                        .formatted(raised.base(), raised.floor(), raised.expiresMs()))
                .orElse("null");
        final int running = Math.min(ready, holding.nodes());
        return """
                {"version": 1, "targets": [{"target": "small@eu", "running": %d, "ordered": %d, "floor": %s}]}""".formatted(running, holding.nodes() - running, floor);
    }

    private static Goal goal(final String body) {
        final Map<String, String> fields = WebhookJson.texts(body);
        return switch (fields.get("goal")) {
            case "nodes" -> new Goal.Nodes(Integer.parseInt(fields.get("nodes")));
            case "floor" ->
                new Goal.Floor(Integer.parseInt(fields.get("nodes")), Long.parseLong(fields.get("expires_ms")));
            case "restored" -> new Goal.Restored();
            default -> throw new AssertionError(body);
        };
    }

    private static Answer json(final int status, final String body) {
        return new Answer(status, "application/json", body);
    }

    @Override
    protected Answer refusal(final ProvisionError why) {
        return json(400, "{\"error\": \"%s\", \"text\": \"%s\"}".formatted(why.kind(), why.text()));
    }

    String address() {
        return url();
    }

    /** Answers everything with a body. */
    void answerWith(final String body) {
        answers = body;
    }

    @Override
    public void settle() {
        ready = holding.nodes();
    }

    @Override
    public int present() {
        return holding.nodes();
    }

    @Override
    public void allow(final int nodes) {
        most = nodes;
    }
}
