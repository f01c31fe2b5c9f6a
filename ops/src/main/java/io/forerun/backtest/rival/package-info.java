/**
 * What operators run today, by its documented formula: a fixed peak, the autoscaler of Kubernetes, target tracking and
 * predictive scaling as AWS describes them, last week's load, percentiles of the recent past, Crane's signal processing, and a
 * seasonal forecast under the planner's own rule. Each is a {@link io.forerun.backtest.policy.Family} that is tuned on the part
 * before the test; all see the same metric, of the same age, and run the node type that suits the autoscaler best.
 */
package io.forerun.backtest.rival;
