package io.forerun.evaluate;

import java.util.List;

/**
 * One series' findings.
 *
 * @param name the series
 * @param binMinutes length of a bin
 * @param split where its test began and ended
 * @param horizons by horizon, nearest first
 * @param scored what the figures come from, in the same order
 * @param weights how the experts were weighed at the middle horizon; null for groups beside a total
 */
public record SeriesAccuracy(
        String name,
        int binMinutes,
        Split split,
        List<HorizonAccuracy> horizons,
        List<ScoredBins> scored,
        WeightsTrace weights) {}
