package io.forerun.backtest.rival.dsp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DspForecastTest {
    private static final int DAY = 1_440;

    private static double[] daily(final int days) {
        final double[] requests = new double[days * DAY];
        for (int minute = 0; minute < requests.length; minute++) {
            requests[minute] = 100 + 50 * Math.sin(2 * Math.PI * (minute % DAY) / DAY);
        }
        return requests;
    }

    @Test
    void shouldRepeatADayOnceTwoAreKnown() {
        final DspForecast forecast = DspForecast.of(daily(5), 0);
        final int peak = DAY / 4;
        assertEquals(0, forecast.highest(DAY + peak, 60), "one day is no period yet");
        // One percent of margin is the least that is tried.
        assertEquals(150 * 1.01, forecast.highest(3 * DAY + peak - 30, 60), 0.2);
        assertEquals(50 * 1.01, forecast.highest(3 * DAY + 3 * peak, 5), 0.2);
    }

    @Test
    void shouldPredictNothingFromNoise() {
        final SplittableRandom random = new SplittableRandom(3);
        final double[] noise = random.doubles(5 * DAY, 0, 100).toArray();
        assertEquals(0, DspForecast.of(noise, 0).highest(0, 5 * DAY));
    }

    @Test
    void shouldForgetWhatLiesBeforeALongHole() {
        final double[] requests = daily(5);
        Arrays.fill(requests, 2 * DAY - 100, 2 * DAY, Double.NaN);
        final DspForecast forecast = DspForecast.of(requests, 0);
        assertEquals(0, forecast.highest(2 * DAY, DAY));
        final double[] filled = daily(5);
        Arrays.fill(filled, 2 * DAY - 40, 2 * DAY, Double.NaN);
        assertEquals(150 * 1.01, DspForecast.of(filled, 0).highest(2 * DAY, DAY), 0.5, "a short one is filled");
    }
}
