/**
 * Demand series and their forecasts: buckets of requests and resources per group, an ensemble of experts combined online,
 * quantiles calibrated online, confidence, readiness. Time is an argument (bucket numbers); nothing here reads a clock.
 *
 * <p>Called by core, on the engine thread. {@link io.forerun.forecast.ForecastTable} is what leaves: immutable, read by the
 * planner, the gateway and reports on any thread.
 */
package io.forerun.forecast;
