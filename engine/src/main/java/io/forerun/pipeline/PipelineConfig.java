package io.forerun.pipeline;

/**
 * How the stages run. None of it changes what the engine computes.
 *
 * @param clock where time comes from
 * @param ringSlots slots of 16 KiB, a power of two, 16 to 65,536
 * @param maxBatch slots a stage takes before it lets the next stage see them, 1 and up; small keeps latency even
 * @param ackSynced true: an acknowledgement waits until the journal survives a loss of power
 * @param allowGaps true: every jump ahead in event time is believed
 */
public record PipelineConfig(ClockMode clock, int ringSlots, int maxBatch, boolean ackSynced, boolean allowGaps) {
    /** 256 slots (4 MiB), batches of 16, acknowledged when written. */
    public static final PipelineConfig DEFAULT = new PipelineConfig(ClockMode.INGRESS, 256, 16, false, false);

    public PipelineConfig {
        if (ringSlots < 16 || ringSlots > 65_536 || Integer.bitCount(ringSlots) != 1) {
            throw new IllegalArgumentException(
                    "ring_slots: value=" + ringSlots + ", allowed=a power of two, 16 to 65536");
        }
        if (maxBatch < 1) {
            throw new IllegalArgumentException("max_batch: value=" + maxBatch + ", allowed=1 and up");
        }
    }

    /** The same with another clock. */
    public PipelineConfig withClock(final ClockMode mode) {
        return new PipelineConfig(mode, ringSlots, maxBatch, ackSynced, allowGaps);
    }

    /** The same with another batch limit. */
    public PipelineConfig withMaxBatch(final int slots) {
        return new PipelineConfig(clock, ringSlots, slots, ackSynced, allowGaps);
    }
}
