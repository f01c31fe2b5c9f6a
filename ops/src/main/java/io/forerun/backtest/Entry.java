package io.forerun.backtest;

import io.forerun.backtest.simulation.DayFigures;
import java.util.List;

/**
 * A policy that has been through the test.
 *
 * @param policy its name
 * @param setting what it was tuned to, for people; empty where it has none
 * @param days what it led to
 */
record Entry(String policy, String setting, List<DayFigures> days) {}
