package io.forerun.core;

import io.forerun.forecast.ForecastConfig;
import io.forerun.plan.Fleet;
import io.forerun.plan.Mode;
import java.util.LinkedHashMap;
import java.util.Map;

/** The canonical text of a configuration: one {@code key=value} a line in fixed order, the fleet's lines last. */
public final class ConfigText {
    private static final String FLEET_MARK = "[fleet]";

    private ConfigText() {}

    /** Text of a configuration; {@link #parse} gives an equal one back. */
    public static String of(final EngineConfig config) {
        return "secret_seed=" + config.secretSeed()
                + "\nforecast.bucket_ms=" + config.forecast().bucketMs()
                + "\nforecast.steps=" + config.forecast().steps()
                + "\nforecast.tolerance=" + config.forecast().tolerance()
                + "\nforecast.max_series=" + config.forecast().maxSeries()
                + "\nmax_users=" + config.maxUsers()
                + "\nmax_streams=" + config.maxStreams()
                + "\nmode=" + config.mode()
                + "\n" + FLEET_MARK + "\n" + config.fleet().canonical();
    }

    /**
     * Configuration of a text.
     *
     * @throws IllegalArgumentException if the text is not one that {@link #of} made
     */
    public static EngineConfig parse(final String text) {
        final int mark = text.indexOf(FLEET_MARK + "\n");
        if (mark < 0) {
            throw new IllegalArgumentException("configuration: no line " + FLEET_MARK);
        }
        final Map<String, String> values = new LinkedHashMap<>();
        text.substring(0, mark).lines().forEach(line -> {
            final int equals = line.indexOf('=');
            if (equals > 0) {
                values.put(line.substring(0, equals), line.substring(equals + 1));
            }
        });
        return new EngineConfig(
                Long.parseLong(value(values, "secret_seed")),
                new ForecastConfig(
                        Integer.parseInt(value(values, "forecast.bucket_ms")),
                        Integer.parseInt(value(values, "forecast.steps")),
                        Double.parseDouble(value(values, "forecast.tolerance")),
                        Integer.parseInt(value(values, "forecast.max_series"))),
                Long.parseLong(value(values, "max_users")),
                Integer.parseInt(value(values, "max_streams")),
                Mode.valueOf(value(values, "mode")),
                Fleet.parse(text.substring(mark + FLEET_MARK.length() + 1)));
    }

    private static String value(final Map<String, String> values, final String key) {
        final String value = values.get(key);
        if (value == null) {
            throw new IllegalArgumentException("configuration: no value for " + key);
        }
        return value;
    }
}
