package io.forerun.cli;

import io.forerun.codec.ExpectedActionsDecoder;
import io.forerun.codec.ForecastDecoder;
import io.forerun.codec.MessageHeaderDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A forecast as the commands print it.
 *
 * @param atMs where step 1 starts, milliseconds since the epoch
 * @param stepMs length of a step
 * @param readiness 0 to 1
 * @param curves requests first, then cores, GiB, GPUs
 * @param expectedEvents by minutes; users only
 * @param nextActions probability by action, best first; users only
 * @param nextObjects probability by object, best first; users only
 * @param expectedActions events by action and minutes, most expected first, an empty name for all others; users only
 * @param missing what readiness lacks
 */
record ForecastAnswer(
        long atMs,
        long stepMs,
        double readiness,
        List<CurveValues> curves,
        Map<Integer, Double> expectedEvents,
        Map<String, Double> nextActions,
        Map<String, Double> nextObjects,
        Map<String, Map<Integer, Double>> expectedActions,
        List<String> missing) {

    static ForecastAnswer read(final ForecastDecoder answer) {
        final long atMs = answer.atMs();
        final long stepMs = answer.stepMs();
        final double readiness = answer.readiness();
        final List<CurveValues> curves = new ArrayList<>();
        answer.curves().forEach(curve -> curves.add(CurveValues.read(curve)));
        final Map<Integer, Double> events = new LinkedHashMap<>();
        answer.expectedEvents().forEach(event -> events.put(event.minutes(), (double) event.events()));
        final Map<String, Double> actions = new LinkedHashMap<>();
        answer.nextActions().forEach(next -> {
            final double probability = next.probability();
            actions.put(next.action(), probability);
        });
        final List<String> missing = new ArrayList<>();
        answer.missing().forEach(lack -> missing.add(lack.what()));
        final Map<String, Double> objects = new LinkedHashMap<>();
        answer.nextObjects().forEach(next -> {
            final double probability = next.probability();
            objects.put(next.objectName(), probability);
        });
        answer.skipSubjectName();
        final Map<String, Map<Integer, Double>> expected = expectedActions(answer);
        return new ForecastAnswer(atMs, stepMs, readiness, curves, events, actions, objects, expected, missing);
    }

    /** None of a group. */
    private static Map<String, Map<Integer, Double>> expectedActions(final ForecastDecoder answer) {
        final Map<String, Map<Integer, Double>> byAction = new LinkedHashMap<>();
        final DirectBuffer within = new UnsafeBuffer(new byte[0]);
        answer.wrapExpectedActions(within);
        if (within.capacity() > 0) {
            final ExpectedActionsDecoder expected = new ExpectedActionsDecoder();
            expected.wrapAndApplyHeader(within, 0, new MessageHeaderDecoder())
                    .actions()
                    .forEach(action -> {
                        final Map<Integer, Double> events = new LinkedHashMap<>();
                        action.horizons().forEach(horizon -> events.put(horizon.minutes(), (double) horizon.events()));
                        byAction.put(action.action(), events);
                    });
        }
        return byAction;
    }

    CurveValues requests() {
        return curves.getFirst();
    }

    int steps() {
        return requests().confidence().length;
    }
}
