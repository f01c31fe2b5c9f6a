package io.forerun.backtest;

import io.forerun.backtest.simulation.Course;
import io.forerun.backtest.simulation.DayFigures;
import java.util.List;

/**
 * A policy that has been through the test.
 *
 * @param policy its name
 * @param setting what it was tuned to, for people; empty where it has none
 * @param course what it led to
 */
record Entry(String policy, String setting, Course course) {
    List<DayFigures> days() {
        return course.days();
    }
}
