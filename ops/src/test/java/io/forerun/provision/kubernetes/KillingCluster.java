package io.forerun.provision.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.dsl.HttpMethod;
import io.fabric8.mockwebserver.http.Buffer;
import io.fabric8.mockwebserver.http.Dispatcher;
import io.fabric8.mockwebserver.http.Headers;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import io.forerun.provision.RaisedFloor;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An API server that keeps whole objects, plays the controllers behind them, and kills who asks: at a request that is told
 * beforehand, before it is carried out or before it is answered. After each request it looks whether a base was lost.
 */
final class KillingCluster extends Dispatcher implements AutoCloseable {
    /** Minimum of the autoscaler that nobody raised. */
    static final int BASE = 2;

    /** Two Deployments and an autoscaler; less only while they are made. */
    private static final int OBJECTS = 3;

    private static final String DEPLOYMENTS = "/apis/apps/v1/namespaces/shop/deployments/";
    private static final Pattern PATH =
            Pattern.compile("/apis/(?<group>[^/]+)/[^/]+/namespaces/shop/(?<resource>[^/]+)/[^/]+(?<part>/[^/]+)?");
    private static final Map<String, String> VERBS = Map.of("GET", " get", "PUT", " update", "PATCH", " patch");
    private static final Logger REQUESTS = Logger.getLogger(MockWebServer.class.getName()); // Would print each of them.
    private static final MockResponse GONE = new MockResponse().setResponseCode(503);

    /** How to end whoever asks. */
    interface Kill {
        void now() throws InterruptedException;
    }

    private final KubernetesCrudDispatcher objects = new KubernetesCrudDispatcher(List.of());
    private final MockWebServer http = new MockWebServer();
    private final KubernetesMockServer server =
            new KubernetesMockServer(new Context(), http, new HashMap<>(), this, false);
    private final KubernetesSerialization json = new KubernetesSerialization();
    private final List<String> lost = new ArrayList<>();
    private final TreeSet<String> asked = new TreeSet<>();
    private final TreeSet<String> killedAt = new TreeSet<>();
    private Kill kill = () -> {};
    private int requestsLeft = Integer.MAX_VALUE;
    private boolean carriedOut;
    private boolean gone;
    private int started;
    private int replicasBefore;
    private Optional<RaisedFloor> floorBefore = Optional.empty();

    KillingCluster() {
        REQUESTS.setLevel(Level.WARNING);
        http.setHttp2ClearTextEnabled(false); // One request after the other is all that is asked.
        server.init(InetAddress.getLoopbackAddress(), 0);
        try (KubernetesClient client = server.createClient()) {
            for (final String name : List.of("small", "large")) {
                client.resource(new DeploymentBuilder()
                                .withNewMetadata()
                                .withName(name)
                                .withNamespace("shop")
                                .endMetadata()
                                .withNewSpec()
                                .withReplicas(0)
                                .endSpec()
                                .build())
                        .create();
            }
            client.resource(new HorizontalPodAutoscalerBuilder()
                            .withNewMetadata()
                            .withName("large")
                            .withNamespace("shop")
                            .endMetadata()
                            .withNewSpec()
                            .withMinReplicas(BASE)
                            .withMaxReplicas(10)
                            .withNewScaleTargetRef("apps/v1", "Deployment", "large")
                            .endSpec()
                            .build())
                    .create();
        }
    }

    String url() {
        return server.url("/");
    }

    /** What was asked for, as roles name it: "apps deployments/scale get". */
    synchronized TreeSet<String> asked() {
        return new TreeSet<>(asked);
    }

    /** Kills whoever is started here at the request of a number, from 1 on, before or after it is carried out. */
    synchronized <T> T killing(final int request, final boolean afterwards, final Callable<T> start, final Kill how)
            throws Exception {
        requestsLeft = request;
        carriedOut = afterwards;
        kill = how;
        gone = false;
        return start.call(); // What it asks waits for this monitor.
    }

    /** Kills no more. */
    synchronized void spare() {
        requestsLeft = Integer.MAX_VALUE;
        gone = false;
    }

    /** Whether the one who asked is dead. */
    synchronized boolean gone() {
        return gone;
    }

    @Override
    public synchronized MockResponse dispatch(final RecordedRequest request) {
        if (gone) {
            return GONE;
        }
        ask(request);
        final boolean last = --requestsLeft == 0;
        if (last && !carriedOut) {
            return die(request, "before");
        }
        final MockResponse answer = objects.dispatch(request);
        if (!request.getMethod().equals("GET") && objects.getMap().size() >= OBJECTS) {
            control();
            check(request);
        }
        return last ? die(request, "after") : answer;
    }

    private void ask(final RecordedRequest request) {
        final Matcher path = PATH.matcher(request.getPath());
        if (path.matches()) {
            asked.add(path.group("group") + " " + path.group("resource")
                    + Optional.ofNullable(path.group("part")).orElse("")
                    + VERBS.getOrDefault(request.getMethod(), " unknown"));
        }
    }

    private MockResponse die(final RecordedRequest request, final String when) {
        gone = true;
        killedAt.add(when + " " + request.getMethod() + " " + request.getPath().replaceAll("^.*/shop/", ""));
        try {
            kill.now();
        } catch (final InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return GONE;
    }

    /** What controllers do: as many replicas as an idle service's minimum, and all of them ready. */
    private void control() {
        patch("small", replicas("small"));
        patch(
                "large",
                Optional.ofNullable(autoscaler().getSpec().getMinReplicas()).orElse(1));
    }

    private void patch(final String deployment, final int replicas) {
        final String body =
                "{\"spec\":{\"replicas\":" + replicas + "},\"status\":{\"readyReplicas\":" + replicas + "}}";
        final MockResponse answer = objects.dispatch(new RecordedRequest(
                "HTTP/1.1",
                HttpMethod.PATCH,
                DEPLOYMENTS + deployment,
                Headers.builder()
                        .add("Content-Type", "application/merge-patch+json")
                        .build(),
                new Buffer().writeUtf8(body)));
        if (answer.code() / 100 != 2 && answer.code() != 0) {
            throw new IllegalStateException(deployment + ": " + answer.getStatus());
        }
    }

    private void check(final RecordedRequest request) {
        final int replicas = replicas("small");
        final Optional<RaisedFloor> floor = floor("small");
        started += Math.max(0, replicas - replicasBefore);
        if (floor.isPresent()) {
            final int base = floorBefore.map(RaisedFloor::base).orElse(replicasBefore);
            expect(floor.get().base() == base, "the base of small was " + base, request);
            expect(
                    replicas >= base && replicas <= Math.max(floor.get().floor(), replicasBefore),
                    "small has " + replicas,
                    request);
        } else if (floorBefore.isPresent()) {
            expect(replicas == floorBefore.get().base(), "small keeps " + replicas + ", was " + floorBefore, request);
        }
        final int minimum = autoscaler().getSpec().getMinReplicas();
        final Optional<RaisedFloor> raised =
                ReplicaPool.annotated(autoscaler().getMetadata().getAnnotations());
        expect(raised.map(RaisedFloor::base).orElse(BASE) == BASE, "the base of large became " + raised, request);
        expect(raised.map(RaisedFloor::floor).orElse(BASE) == minimum, "the minimum of large is " + minimum, request);
        expect(objects.getMap().size() == OBJECTS, objects.getMap().size() + " objects", request);
        replicasBefore = replicas;
        floorBefore = floor;
    }

    private void expect(final boolean kept, final String otherwise, final RecordedRequest request) {
        if (!kept) {
            lost.add(otherwise + " after " + request.getMethod() + " " + request.getPath() + " "
                    + request.getUtf8Body());
        }
    }

    private <T extends HasMetadata> T object(final Class<T> type, final String name) {
        return objects.getMap().values().stream()
                .map(text -> (HasMetadata) json.unmarshal(text))
                .filter(object -> type.isInstance(object)
                        && object.getMetadata().getName().equals(name))
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }

    private HorizontalPodAutoscaler autoscaler() {
        return object(HorizontalPodAutoscaler.class, "large");
    }

    synchronized int replicas(final String deployment) {
        return object(Deployment.class, deployment).getSpec().getReplicas();
    }

    /** The raised floor that stands on a Deployment. */
    synchronized Optional<RaisedFloor> floor(final String deployment) {
        return ReplicaPool.annotated(
                object(Deployment.class, deployment).getMetadata().getAnnotations());
    }

    /** Replicas of small that were ever added. */
    synchronized int started() {
        return started;
    }

    /** Requests at which somebody was killed, as "before PATCH deployments/small". */
    synchronized TreeSet<String> killedAt() {
        return new TreeSet<>(killedAt);
    }

    /** What should never have been seen. */
    synchronized List<String> lost() {
        return List.copyOf(lost);
    }

    @Override
    public void close() {
        server.destroy();
    }
}
