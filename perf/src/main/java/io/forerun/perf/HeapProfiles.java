package io.forerun.perf;

import java.util.concurrent.ConcurrentHashMap;

/** The profile table's rival: what one would write first, a concurrent map from the user's number to an object. */
final class HeapProfiles {
    private final Workload workload;
    private final ConcurrentHashMap<Long, HeapProfile> profiles;

    /** With every user's profile. */
    HeapProfiles(final Workload workload) {
        this.workload = workload;
        profiles = new ConcurrentHashMap<>(workload.users());
        for (int item = 0; item < workload.users(); item++) {
            update(item);
        }
    }

    /** Updates per second over the workload's records. */
    double perSecond() {
        final long startNs = System.nanoTime();
        for (int item = workload.users(); item < workload.count(); item++) {
            update(item);
        }
        return (workload.count() - workload.users()) * 1e9 / (System.nanoTime() - startNs);
    }

    private void update(final int item) {
        final long userId = workload.userId(item);
        HeapProfile profile = profiles.get(userId);
        if (profile == null) { // Asked only here: computeIfAbsent may lock the bin even where there is one.
            profile = profiles.computeIfAbsent(userId, HeapProfile::new);
        }
        final int mix = Workload.mix(item);
        profile.touch(
                Workload.timestampMs(item),
                Workload.service(mix),
                Workload.action(mix),
                Workload.device(mix),
                Workload.object(mix));
        profile.cost(Workload.cpuUs(mix), Workload.memoryKib(mix), 0);
    }

    HeapProfile find(final long userId) {
        return profiles.get(userId);
    }

    int size() {
        return profiles.size();
    }
}
