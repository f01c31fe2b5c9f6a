package io.forerun.backtest;

/**
 * A figure and the interval that it would lie in 95 times of 100, had other days of the same kind come.
 *
 * @param value over the days of the test
 * @param low end of the interval
 * @param high end of the interval
 */
public record Figure(double value, double low, double high) {}
