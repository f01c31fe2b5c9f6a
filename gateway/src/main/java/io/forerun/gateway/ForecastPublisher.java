package io.forerun.gateway;

import io.forerun.codec.ExpectedActionsEncoder;
import io.forerun.codec.ForecastEncoder;
import io.forerun.codec.MessageHeaderEncoder;
import io.forerun.codec.Resource;
import io.forerun.core.UserForecast;
import io.forerun.forecast.ForecastTable;
import io.forerun.forecast.Readiness;
import java.util.List;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;

/** Encodes forecasts; one curve per resource, each the demand curve times the mean cost per request. */
final class ForecastPublisher {
    private static final double KIB_PER_GIB = 1_048_576;

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final ForecastEncoder forecast = new ForecastEncoder();
    private final ExpectedActionsEncoder expected = new ExpectedActionsEncoder();
    private final ExpandableArrayBuffer within = new ExpandableArrayBuffer();

    /** One step of a curve in requests. */
    private interface Steps {
        double mean(int step);

        double variance(int step);

        double confidence(int step);

        double quantile(int step, int index);
    }

    int group(final MutableDirectBuffer out, final long queryId, final ForecastTable table, final int series) {
        final ForecastTable.Curve curve = table.curve(series);
        final Readiness readiness = curve.readiness();
        begin(out, queryId, table.atMs(), table.config().bucketMs(), readiness.share());
        final Steps steps = new Steps() {
            @Override
            public double mean(final int step) {
                return curve.mean()[step - 1];
            }

            @Override
            public double variance(final int step) {
                return curve.variance()[step - 1];
            }

            @Override
            public double confidence(final int step) {
                return curve.confidence()[step - 1];
            }

            @Override
            public double quantile(final int step, final int index) {
                return table.quantile(series, step, index);
            }
        };
        curves(
                steps,
                table.config().steps(),
                factors(
                        curve.cpuUsPerRequest(),
                        curve.memoryKibSPerRequest(),
                        curve.gpuUsPerRequest(),
                        table.config().bucketMs()));
        forecast.expectedEventsCount(0);
        forecast.nextActionsCount(0);
        end(readiness.missing(), List.of(), table.names().get(series));
        forecast.putExpectedActions(within, 0, 0);
        return forecast.encodedLength();
    }

    int user(final MutableDirectBuffer out, final long queryId, final UserForecast user) {
        begin(out, queryId, user.atMs(), user.stepMs(), user.readiness());
        final Steps steps = new Steps() {
            @Override
            public double mean(final int step) {
                return user.mean()[step - 1];
            }

            @Override
            public double variance(final int step) {
                return user.mean()[step - 1];
            }

            @Override
            public double confidence(final int step) {
                return user.confidence()[step - 1];
            }

            @Override
            public double quantile(final int step, final int index) {
                return user.quantiles()[step - 1][index];
            }
        };
        curves(
                steps,
                user.steps(),
                factors(user.cpuUsPerRequest(), user.memoryKibSPerRequest(), user.gpuUsPerRequest(), user.stepMs()));
        final ForecastEncoder.ExpectedEventsEncoder events =
                forecast.expectedEventsCount(UserForecast.HORIZON_MINUTES.size());
        for (final int minutes : UserForecast.HORIZON_MINUTES) {
            events.next().minutes(minutes).events((float) user.expectedEvents(minutes));
        }
        final ForecastEncoder.NextActionsEncoder actions =
                forecast.nextActionsCount(user.nextActions().size());
        user.nextActions()
                .forEach(next ->
                        actions.next().probability((float) next.probability()).action(next.action()));
        end(List.of(), user.nextObjects(), "");
        forecast.putExpectedActions(within, 0, expectedActions(user.expectedActions()));
        return forecast.encodedLength();
    }

    /** Encodes the message within; returns its length. */
    private int expectedActions(final List<UserForecast.ExpectedAction> actions) {
        final ExpectedActionsEncoder.ActionsEncoder group =
                expected.wrapAndApplyHeader(within, 0, header).actionsCount(actions.size());
        for (final UserForecast.ExpectedAction action : actions) {
            final ExpectedActionsEncoder.ActionsEncoder.HorizonsEncoder horizons =
                    group.next().horizonsCount(action.events().size());
            for (int horizon = 0; horizon < action.events().size(); horizon++) {
                horizons.next()
                        .minutes(UserForecast.HORIZON_MINUTES.get(horizon))
                        .events(action.events().get(horizon).floatValue());
            }
            group.action(action.action());
        }
        return MessageHeaderEncoder.ENCODED_LENGTH + expected.encodedLength();
    }

    private void begin(
            final MutableDirectBuffer out,
            final long queryId,
            final long atMs,
            final int stepMs,
            final double readiness) {
        forecast.wrapAndApplyHeader(out, 0, header)
                .queryId(queryId)
                .atMs(atMs)
                .stepMs(stepMs)
                .readiness((float) readiness);
    }

    private void curves(final Steps steps, final int count, final double[] factors) {
        final ForecastEncoder.CurvesEncoder curves = forecast.curvesCount(factors.length);
        for (int resource = 0; resource < factors.length; resource++) {
            final double factor = factors[resource];
            final ForecastEncoder.CurvesEncoder.StepsEncoder encoder =
                    curves.next().resource(Resource.get((short) resource)).stepsCount(count);
            for (int step = 1; step <= count; step++) {
                encoder.next()
                        .mean((float) (steps.mean(step) * factor))
                        .variance((float) (steps.variance(step) * factor * factor))
                        .confidence((float) steps.confidence(step))
                        .q05((float) (steps.quantile(step, 0) * factor))
                        .q10((float) (steps.quantile(step, 1) * factor))
                        .q25((float) (steps.quantile(step, 2) * factor))
                        .q50((float) (steps.quantile(step, 3) * factor))
                        .q75((float) (steps.quantile(step, 4) * factor))
                        .q90((float) (steps.quantile(step, 5) * factor))
                        .q95((float) (steps.quantile(step, 6) * factor))
                        .q99((float) (steps.quantile(step, 7) * factor));
            }
        }
    }

    private void end(
            final List<String> missing, final List<UserForecast.NextObject> objects, final String subjectName) {
        final ForecastEncoder.MissingEncoder group = forecast.missingCount(missing.size());
        missing.forEach(what -> group.next().what(what));
        final ForecastEncoder.NextObjectsEncoder next = forecast.nextObjectsCount(objects.size());
        objects.forEach(
                object -> next.next().probability((float) object.probability()).objectName(object.object()));
        forecast.subjectName(subjectName);
    }

    /** Resource held per request in a step: busy cores, GiB, busy GPUs are time in use over the length of the step. */
    private static double[] factors(final double cpuUs, final double memoryKibS, final double gpuUs, final int stepMs) {
        return new double[] {
            1, cpuUs / (stepMs * 1e3), memoryKibS / KIB_PER_GIB / (stepMs / 1e3), gpuUs / (stepMs * 1e3)
        };
    }
}
