package io.forerun.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.forecast.ForecastConfig;
import io.forerun.forecast.ForecastTable;
import io.forerun.forecast.Readiness;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReliabilityTest {
    private static final ForecastConfig CONFIG = new ForecastConfig(60_000, 5, .2, 1);

    private final Reliability reliability = new Reliability();
    private final DemandHistory history = new DemandHistory();

    private static ForecastTable table(final int minute, final float observed, final float median, final float claim) {
        final float[] quantiles = new float[5 * ForecastTable.QUANTILES];
        Arrays.fill(quantiles, median);
        final float[] claims = new float[5];
        Arrays.fill(claims, claim);
        final ForecastTable.Curve curve = new ForecastTable.Curve(
                new float[5], new float[5], claims, quantiles, observed, 0, 0, 0, new Readiness(1, List.of()));
        return ForecastTable.of(minute * 60_000L, CONFIG, List.of("total"), List.of(curve));
    }

    @Test
    void shouldHoldClaimsAgainstWhatCame() {
        for (int minute = 10; minute < 20; minute++) {
            reliability.add(table(minute, minute < 18 ? 110 : 130, 100, .75f));
        }
        // Claims of minutes 10 to 14 came due at 15 to 19: the last two were broken.
        final Reliability.Diagram diagram = reliability.diagram();
        assertEquals(5, diagram.claims()[7]);
        assertEquals(.75, diagram.claimed()[7], 1e-6);
        assertEquals(.6, diagram.kept()[7], 1e-6);
        assertEquals(.15, diagram.error(), 1e-6);
    }

    @Test
    void shouldPassOverWhatWasNotObserved() {
        reliability.add(table(10, 5, 100, .75f));
        reliability.add(table(15, Float.NaN, 100, .75f));
        reliability.add(table(30, 100, 100, .75f)); // The buckets between were skipped.
        assertEquals(0, Arrays.stream(reliability.diagram().claims()).sum());
    }

    @Test
    void shouldKeepWhatWasObservedAndWhatWasSaid() {
        for (int minute = 10; minute < 20; minute++) {
            history.add(table(minute, minute, 100 + minute, .5f));
        }
        history.add(table(22, 22, 122, .5f));
        final DemandHistory.Window window = history.window(0, 5);
        assertEquals(18 * 60_000L, window.firstMs());
        assertEquals(18, window.observed()[0]);
        assertTrue(Float.isNaN(window.observed()[2]) && Float.isNaN(window.observed()[3]), "skipped buckets");
        assertEquals(22, window.observed()[4]);
        assertEquals(100 + 17, window.said()[1][4], "said five minutes, the farthest step, before");
    }
}
