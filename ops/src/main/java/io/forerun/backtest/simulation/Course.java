package io.forerun.backtest.simulation;

import java.util.List;

/**
 * What a simulation led to.
 *
 * @param days figures by day of the test
 * @param capacity [buckets of the test] reference nodes that served, in the mean; not copied
 */
public record Course(List<DayFigures> days, float[] capacity) {}
