package io.forerun.provision.control;

import io.forerun.plan.Fleet;
import io.forerun.plan.NodeType;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** A fleet with lead times as they were seen, where enough were. */
final class LearnedFleet {
    private LearnedFleet() {}

    /** The same fleet where nothing was learned. A type takes the longest of its regions. */
    static Fleet of(final Fleet fleet, final LeadTimes seen) {
        final List<NodeType> types = new ArrayList<>();
        for (int type = 0; type < fleet.nodeTypes().size(); type++) {
            long median = -1;
            long p90 = -1;
            for (int region = 0; region < fleet.regions().size(); region++) {
                final int target = fleet.targetIndex(type, region);
                final OptionalLong slow = seen.p90Ms(target);
                if (slow.isPresent() && slow.getAsLong() > p90) {
                    p90 = slow.getAsLong();
                    median = seen.medianMs(target).orElseThrow();
                }
            }
            types.add(with(fleet.nodeTypes().get(type), median, p90));
        }
        return types.equals(fleet.nodeTypes()) ? fleet : fleet.withNodeTypes(types);
    }

    private static NodeType with(final NodeType type, final long medianMs, final long p90Ms) {
        if (p90Ms < 0) {
            return type;
        }
        final int p90 = (int) Math.min(NodeType.MAX_LEAD_TIME_MS, p90Ms);
        return type.withLeadTimes((int) Math.min(p90, medianMs), p90);
    }
}
