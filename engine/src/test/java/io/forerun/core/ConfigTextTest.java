package io.forerun.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.forecast.ForecastConfig;
import io.forerun.forecast.RegionZones;
import io.forerun.forecast.ZoneOffsets;
import io.forerun.plan.Mode;
import io.forerun.prewarm.PrewarmConfig;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ConfigTextTest {
    private static final EngineConfig ODD = new EngineConfig(
            Long.MIN_VALUE, new ForecastConfig(30_000, 60, 0.1 + 0.2, 3), 1L << 31, 1, Mode.FLOOR_ONLY, Feed.FLEET);

    private static final ZoneOffsets NEPAL =
            new ZoneOffsets("Asia/Kathmandu", 19_800, List.of(new ZoneOffsets.Change(504_901_800, 20_700)));

    @Test
    void shouldTakeATextWithoutZonesForUtc() {
        final String text = ConfigText.of(Feed.CONFIG);
        final int zones = text.indexOf("[zones]");
        assertEquals(Feed.CONFIG, ConfigText.parse(text.substring(0, zones) + text.substring(text.indexOf("[fleet]"))));
    }

    @Test
    void shouldGiveBackWhatItWrote() {
        final EngineConfig local =
                Feed.CONFIG.withZones(new RegionZones(NEPAL, new TreeMap<>(Map.of("[fleet]", NEPAL))));
        for (final EngineConfig config :
                List.of(Feed.CONFIG, ODD, local, Feed.CONFIG.withPrewarm(new PrewarmConfig(.25)))) {
            assertEquals(config, ConfigText.parse(ConfigText.of(config)));
            assertEquals(ConfigText.of(config), ConfigText.of(ConfigText.parse(ConfigText.of(config))));
        }
    }

    @Test
    void shouldNameTheKeyThatIsMissing() {
        final String text = ConfigText.of(Feed.CONFIG);
        for (final String line :
                text.substring(0, text.indexOf("[zones]")).lines().toList()) {
            final IllegalArgumentException refused =
                    assertThrows(IllegalArgumentException.class, () -> ConfigText.parse(text.replace(line + "\n", "")));
            final String key = line.substring(0, line.indexOf('='));
            assertEquals("configuration: no value for " + key, refused.getMessage());
        }
        assertThrows(IllegalArgumentException.class, () -> ConfigText.parse("mode=FULL\n"));
    }

    @Test
    void shouldGoOnUnderOtherZonesFleetOrLimitsButNotAnotherForecastOrSeed() {
        final EngineConfig config = Feed.CONFIG;
        assertTrue(config.withZones(RegionZones.all(NEPAL)).continues(config));
        assertTrue(new EngineConfig(42, config.forecast(), 5, 5, Mode.FORECAST_ONLY, Feed.FLEET).continues(config));
        assertFalse(config.withSecretSeed(43).continues(config));
        assertFalse(ODD.withSecretSeed(42).continues(config));
    }

    @Test
    void shouldSayWhatIsAllowed() {
        final ForecastConfig forecast = ForecastConfig.DEFAULT;
        assertEquals("max_users: value=0, allowed=1 to 2147483648", refusal(() -> config(forecast, 0, 1)));
        assertEquals("max_streams: value=0, allowed=1 and up", refusal(() -> config(forecast, 1, 0)));
        final String cadence = refusal(() -> config(new ForecastConfig(3_600_000, 30, .2, 5), 1, 1));
        assertTrue(cadence.endsWith("allowed=a multiple of forecast.bucket_ms=3600000"), cadence);
    }

    private static void config(final ForecastConfig forecast, final long maxUsers, final int maxStreams) {
        new EngineConfig(1, forecast, maxUsers, maxStreams, Mode.FULL, Feed.FLEET);
    }

    private static String refusal(final Runnable config) {
        return assertThrows(IllegalArgumentException.class, config::run).getMessage();
    }
}
