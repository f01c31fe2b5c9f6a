/**
 * From inputs to outputs: the sequencer stamps inputs and puts them into a ring of off-heap slots, the journal and the
 * engine work on each slot side by side, the publish stage waits for both.
 *
 * <pre>
 *   gateway ----+                                 +--> JournalStage --+
 *   timer ------+--> Sequencer --> [ ring ] ------+                   +--> PublishStage --> Outlets
 *   planner ----+    stamps, ticks  Slot, 16 KiB  +--> EngineStage ---+
 *                                                       |  writes the slot's Outcome
 * </pre>
 *
 * <p>Threads: one per stage, named forerun-journal, forerun-engine, forerun-publish, and forerun-ticks for the ingress clock;
 * the sequencer may be called by any thread. A stage that fails stops everything: see {@link
 * io.forerun.pipeline.FailStop}. Recovery replays the journal through the same adapter before the ring starts.
 */
package io.forerun.pipeline;
