/**
 * From demand curves to decisions about capacity.
 *
 * <pre>
 *   ForecastTable, Capacity, Fleet ---> Planner (planner's thread) ---> Plan, journalled as a record
 *                                                                        |
 *   observed demand ---> ReactiveLoop ---+                               |
 *   schedule floors ---------------------+--> DecisionMaker <------------+
 *   mode, pause, capacity, outcomes -----+        |
 *                                                 +--> Decision, with every candidate and guard
 * </pre>
 *
 * <p>Called by: core (DecisionMaker, on the engine's thread), the planner's thread in pipeline (Planner: pure, so any thread
 * will do), ops (Fleet, and the same pieces in backtests). Nothing here reads a clock: time is an argument. A {@link
 * io.forerun.plan.Fleet} has a canonical text, which is what the journal keeps, so that a replay decides the same.
 */
package io.forerun.plan;
