package io.forerun.evaluate;

import io.forerun.evaluate.users.UserAccuracy;
import java.util.List;

/**
 * What an evaluation found.
 *
 * @param trace the file's name
 * @param series findings by series
 * @param users findings on users' next actions; null for a demand file
 */
public record EvaluationResult(String trace, List<SeriesAccuracy> series, UserAccuracy users) {
    /**
     * Geometric mean over series and horizons of the error against that of the best simple way of each; NaN where there is
     * none.
     */
    public double meanRatioToBestBaseline() {
        double logs = 0;
        int count = 0;
        for (final SeriesAccuracy one : series) {
            for (final HorizonAccuracy horizon : one.horizons()) {
                final double ratio = horizon.wmape() / horizon.bestBaseline();
                if (ratio > 0 && ratio < Double.POSITIVE_INFINITY) {
                    logs += Math.log(ratio);
                    count++;
                }
            }
        }
        return count == 0 ? Double.NaN : Math.exp(logs / count);
    }
}
