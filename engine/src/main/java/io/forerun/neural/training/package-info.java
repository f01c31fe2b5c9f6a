/**
 * How a model comes about from events, and how models are judged. Runs beside the engine, never in it.
 *
 * <pre>
 *   events --> EventSequences (columns, by user) --> Segments (32 events) --> Batch (lanes by step)
 *   Batch --> TrainingPass: EmbeddingPass, CellPass, HeadsPass forward, then back --> gradients --> Adam      Trainer
 *   NeuralModel, unseen events --> ModelJudgement --> Losses
 * </pre>
 *
 * <p>Called by replay (retraining) and evaluate. Deterministic for a seed, whatever threads run the shards; bounded by the
 * events given. Nothing in the engine's state depends on this package: a model enters the engine as bytes of a record.
 */
package io.forerun.neural.training;
