package io.forerun.pipeline;

import java.lang.foreign.MemorySegment;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Compares two graphs of objects field by field, by reflection: an oracle that knows nothing of how state is passed. */
final class SameState {
    /** What holds nothing beyond a call, or is worked out anew when it is asked for; and who owns memory. */
    private static final Set<String> SCRATCH = Set.of(
            "ActionMix.solver",
            "BottomUp.forecast",
            "BottomUp.moment",
            "BucketClose.endMs",
            "BucketClose.foreseen",
            "BucketClose.next",
            "BucketClose.signal",
            "Calendar.described",
            "Calendar.waves",
            "ChainLevels.from",
            "ChainLevels.group",
            "ChainLevels.level",
            "ChainLevels.likelihoods",
            "ChainLevels.one",
            "ChainLevels.previous",
            "ChainLevels.secondKey",
            "ChainLevels.secondRow",
            "ChainLevels.userKey",
            "ChainLevels.userRow",
            "Combination.limit",
            "DemandForecaster.observed",
            "DemandForecaster.outlook",
            "DemandRings.decayedFrom",
            "DemandRings.decayedToMs",
            "DemandRings.decays",
            "DemandRings.given",
            "DemandRings.sums",
            "DueUsers.expected",
            "ExpectedDemand.hazard",
            "ExpectedDemand.heads",
            "ExpectedDemand.network",
            "ExpectedDemand.slots",
            "GroupChains.next",
            "GroupChains.solver",
            "GroupIndex.recentGroups",
            "GroupIndex.recentSeries",
            "GroupObjects.allKey",
            "GroupObjects.before",
            "GroupObjects.last",
            "GroupObjects.rows",
            "GroupObjects.secondKey",
            "InverseCovariance.projected",
            "Learned.event",
            "Learned.scratch",
            "Moment.gain",
            "Pending.offsets",
            "Pending.outlook",
            "ProfileTable.hashes",
            "ProfileTable.touched",
            "Progress.missing",
            "Progress.told",
            "PromisedDemand.isKnown",
            "PromisedDemand.seenMs",
            "PromisedDemand.slots",
            "QuantileBlend.now",
            "Ridge.forecast",
            "RowPlaces.touched",
            "Series.outlook",
            "Slab.arena",
            "Tick.timeMs",
            "UserChains.history");

    private final Map<String, String> differences = new TreeMap<>();
    private final Map<Object, Object> seen = new IdentityHashMap<>();

    private SameState() {}

    static List<String> differences(final Object left, final Object right) {
        final SameState same = new SameState();
        same.compare(left.getClass().getSimpleName(), left, right);
        return same.differences.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .toList();
    }

    private void compare(final String path, final Object left, final Object right) {
        if (left == right) {
            return;
        }
        if (left == null || right == null || left.getClass() != right.getClass()) {
            differs(path, left, right);
            return;
        }
        if (seen.put(left, right) != null) {
            return;
        }
        final Class<?> type = left.getClass();
        if (type.isArray()) {
            arrays(path, left, right);
        } else if (left instanceof final Collection<?> ofLeft && right instanceof final Collection<?> ofRight) {
            arrays(path, ofLeft.toArray(), ofRight.toArray());
        } else if (left instanceof final Map<?, ?> ofLeft && right instanceof final Map<?, ?> ofRight) {
            maps(path, ofLeft, ofRight);
        } else if (left instanceof final Optional<?> ofLeft && right instanceof final Optional<?> ofRight) {
            compare(path, ofLeft.orElse(null), ofRight.orElse(null));
        } else if (type.getName().startsWith("io.forerun.")) {
            fields(path, type, left, right);
        } else if (!(left instanceof MemorySegment) && !left.equals(right)) {
            differs(path, left, right);
        }
    }

    /** One of each field is enough. */
    private void differs(final String path, final Object left, final Object right) {
        differences.putIfAbsent(path.replaceAll("[\\[{].*?[\\]}]", ""), path + ": " + left + " / " + right);
    }

    private void arrays(final String path, final Object left, final Object right) {
        final int length = Array.getLength(left);
        if (length != Array.getLength(right)) {
            differs(path + ".length", length, Array.getLength(right));
            return;
        }
        for (int index = 0; index < length; index++) {
            compare(path + "[" + index + "]", Array.get(left, index), Array.get(right, index));
        }
    }

    private void maps(final String path, final Map<?, ?> left, final Map<?, ?> right) {
        if (!left.keySet().equals(right.keySet())) {
            differs(path + ".keys", left.keySet(), right.keySet());
            return;
        }
        left.forEach((key, value) -> compare(path + "{" + key + "}", value, right.get(key)));
    }

    private void fields(final String path, final Class<?> type, final Object left, final Object right) {
        for (Class<?> owner = type; owner != null && owner != Object.class; owner = owner.getSuperclass()) {
            for (final Field field : owner.getDeclaredFields()) {
                final String name = owner.getSimpleName() + "." + field.getName();
                if (!Modifier.isStatic(field.getModifiers()) && !SCRATCH.contains(name)) {
                    field.setAccessible(true);
                    try {
                        compare(path + "." + field.getName(), field.get(left), field.get(right));
                    } catch (final IllegalAccessException closed) {
                        throw new AssertionError(closed);
                    }
                }
            }
        }
    }
}
