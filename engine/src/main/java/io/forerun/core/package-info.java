/**
 * The engine: a pure, single-threaded state machine. Every input is a method with time as an argument, every output goes
 * through {@link io.forerun.core.Egress}; it reads no clock, file, property or random source, so the journal of its inputs
 * is its recovery, its test input and its bug report.
 *
 * <pre>
 *   session, dictionary, activity --> SessionTable --> Learned (profile, markov, neural, forecast)
 *   tick -----------------------------------------------> close buckets, publish table, ask for a plan
 *   plan, capacity, operator, outcome --> plan.DecisionMaker --> decisions
 * </pre>
 *
 * <p>Called by pipeline: by the engine stage live, by recovery and replay from the journal.
 */
package io.forerun.core;
