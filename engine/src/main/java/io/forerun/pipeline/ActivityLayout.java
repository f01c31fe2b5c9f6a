package io.forerun.pipeline;

import io.forerun.codec.ActivityBatchEncoder;
import io.forerun.codec.journal.ActivityRecordEncoder;

/**
 * Where the fields of an activity record lie in its block. The block is the same on the wire and in the journal, so the
 * sequencer copies blocks whole and only writes the refusal into their last byte.
 */
public final class ActivityLayout {
    /** Bytes of a block. */
    public static final int BLOCK_LENGTH = ActivityRecordEncoder.RecordsEncoder.sbeBlockLength();

    static final int TIMESTAMP_OFFSET = ActivityRecordEncoder.RecordsEncoder.timestampMsEncodingOffset();
    static final int REFUSAL_OFFSET = ActivityRecordEncoder.RecordsEncoder.refusalEncodingOffset();

    static {
        if (BLOCK_LENGTH != ActivityBatchEncoder.RecordsEncoder.sbeBlockLength()
                || REFUSAL_OFFSET != ActivityBatchEncoder.RecordsEncoder.reservedEncodingOffset()) {
            throw new ExceptionInInitializerError("the schemas of wire and journal differ in the activity block");
        }
    }

    private ActivityLayout() {}
}
