package io.forerun.cli;

import io.forerun.codec.ForecastDecoder;
import io.forerun.codec.Resource;

/** One resource's curve out of an answer, as arrays by step. */
record CurveValues(Resource resource, double[][] quantiles, double[] confidence) {
    static final String[] LEVELS = {"0.05", "0.1", "0.25", "0.5", "0.75", "0.9", "0.95", "0.99"};
    static final int MEDIAN = 3;

    static CurveValues read(final ForecastDecoder.CurvesDecoder curve) {
        final Resource resource = curve.resource();
        final ForecastDecoder.CurvesDecoder.StepsDecoder steps = curve.steps();
        final double[][] quantiles = new double[LEVELS.length][steps.count()];
        final double[] confidence = new double[steps.count()];
        for (int step = 0; step < confidence.length; step++) {
            steps.next();
            confidence[step] = steps.confidence();
            quantiles[0][step] = steps.q05();
            quantiles[1][step] = steps.q10();
            quantiles[2][step] = steps.q25();
            quantiles[3][step] = steps.q50();
            quantiles[4][step] = steps.q75();
            quantiles[5][step] = steps.q90();
            quantiles[6][step] = steps.q95();
            quantiles[7][step] = steps.q99();
        }
        return new CurveValues(resource, quantiles, confidence);
    }
}
