package io.forerun.core;

import io.forerun.forecast.ForecastConfig;
import io.forerun.forecast.RegionZones;
import io.forerun.plan.Fleet;
import io.forerun.plan.Mode;
import io.forerun.prewarm.PrewarmConfig;
import java.util.LinkedHashMap;
import java.util.Map;

/** The canonical text of a configuration: one {@code key=value} a line in fixed order, then the zones' lines and the fleet's. */
public final class ConfigText {
    private static final String ZONES_MARK = "\n[zones]\n";
    private static final String FLEET_MARK = "\n[fleet]\n";
    private static final String PREWARM = "prewarm.probability";

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
                + (config.prewarm().isOn()
                        ? "\n" + PREWARM + "=" + config.prewarm().probability()
                        : "")
                + ZONES_MARK + config.zones().canonical().stripTrailing()
                + FLEET_MARK + config.fleet().canonical();
    }

    /**
     * Configuration of a text.
     *
     * @throws IllegalArgumentException if the text is not one that {@link #of} made
     */
    public static EngineConfig parse(final String text) {
        final int fleet = text.indexOf(FLEET_MARK);
        if (fleet < 0) {
            throw new IllegalArgumentException("configuration: no line " + FLEET_MARK.strip());
        }
        final int zones = text.indexOf(ZONES_MARK); // Before engine version 4 there was none.
        final Map<String, String> values = new LinkedHashMap<>();
        text.substring(0, zones < 0 ? fleet : zones).lines().forEach(line -> {
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
                zones < 0 ? RegionZones.UTC : RegionZones.parse(text.substring(zones + ZONES_MARK.length(), fleet)),
                Fleet.parse(text.substring(fleet + FLEET_MARK.length())),
                new PrewarmConfig(Double.parseDouble(values.getOrDefault(PREWARM, "0"))));
    }

    private static String value(final Map<String, String> values, final String key) {
        final String value = values.get(key);
        if (value == null) {
            throw new IllegalArgumentException("configuration: no value for " + key);
        }
        return value;
    }
}
