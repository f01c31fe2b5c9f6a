package io.forerun.evaluate;

import io.forerun.backtest.HorizonScore;
import java.util.List;
import java.util.Map;

/**
 * How good the forecasts of one series for one horizon were; docs/evaluation.md defines every figure. NaN where there was
 * nothing to judge by.
 *
 * @param minutes from the origin to the end of the bin
 * @param bins bins scored
 * @param wmape sum of absolute errors of the median over the sum of demand
 * @param baselines the same for simple ways, each over the bins for which it exists
 * @param wql weighted quantile loss over the levels .1 to .9
 * @param wqlRatioSeasonalNaive wql over that of the seasonal naive forecast of the day, calibrated like the ensemble
 * @param mase mean absolute error over that of the seasonal naive forecast of the day in the training part
 * @param coverage share of bins inside the intervals by the probability integral transform, a count spread over its probability
 * @param coverageRaw the same by plain comparison, both ends included
 * @param coverageSteep as coverage, over the hours in which demand changed most
 * @param confidenceEce mean distance of stated confidence from the share of hits
 * @param drifting share of bins whose forecast said that demand had strayed from its quantiles
 * @param reliability by tenth of stated confidence
 * @param pitHistogram share of bins by tenth of the transform
 * @param experts wql of each expert alone, calibrated like the ensemble
 */
public record HorizonAccuracy(
        int minutes,
        int bins,
        double wmape,
        HorizonScore.Baselines baselines,
        double wql,
        double wqlRatioSeasonalNaive,
        double mase,
        HorizonScore.Coverage coverage,
        HorizonScore.Coverage coverageRaw,
        HorizonScore.Coverage coverageSteep,
        double confidenceEce,
        double drifting,
        List<Claims> reliability,
        List<Double> pitHistogram,
        Map<String, Double> experts) {
    /**
     * Bins whose stated confidence lay in one tenth.
     *
     * @param count how many
     * @param stated mean confidence
     * @param kept share that came within the tolerance
     */
    public record Claims(int count, double stated, double kept) {}

    /** The smallest error among the simple ways; NaN where there is none. */
    public double bestBaseline() {
        double best = Double.NaN;
        for (final double error :
                new double[] {baselines.last(), baselines.mean30(), baselines.day(), baselines.week()}) {
            best = best <= error || Double.isNaN(error) ? best : error;
        }
        return best;
    }
}
