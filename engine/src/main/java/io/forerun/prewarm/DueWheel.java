package io.forerun.prewarm;

import static io.forerun.prewarm.DueDescriptor.BEFORE_OFFSET;
import static io.forerun.prewarm.DueDescriptor.NEXT_OFFSET;

import io.forerun.neural.DueStretches;
import io.forerun.state.Archive;
import io.forerun.state.Digest;

/**
 * Users who are due later, by when: a wheel with a slot a bucket, in which every user has one entry at most. An event replaces its
 * user's entry, a tick takes those of whom the next announced stretches begin in the bucket that begins with it. What is held is a
 * function of the users' newest events, in whatever order and runs these came. Bounded by the number of profiles, as an
 * entry goes with its profile. Engine thread only; no allocation.
 */
final class DueWheel implements AutoCloseable {
    private static final long NOT_OPEN = -1;

    private final int bucketMs;
    private final DueEntries entries;
    private final int[] heads;

    /** Bucket of which the entries were taken last. */
    private long taken = NOT_OPEN;

    DueWheel(final int bucketMs, final DueEntries entries) {
        this.bucketMs = bucketMs;
        this.entries = entries;
        // Two more: an event may be a second ahead, and the last stretch ends within a bucket.
        heads = new int[(int) (DueStretches.fromMs(DueStretches.PIECES) / bucketMs) + 1_000 / bucketMs + 2];
    }

    int size() {
        return entries.size();
    }

    /** Starts with a bucket, unless it has: who is due within it or before is not waited for. */
    void open(final long bucket) {
        taken = taken == NOT_OPEN ? bucket : taken;
    }

    /** A user's newest event: announced pieces from {@code from} on are waited for, whatever was before is not. */
    void put(final long userId, final long seenMs, final int pieces, final int from) {
        final int begin = DueStretches.begin(pieces, from);
        int entry = entries.find(userId);
        if (entry != DueEntries.NONE) {
            unlink(entry);
        }
        if (begin == DueStretches.NONE) {
            if (entry != DueEntries.NONE) {
                entries.remove(entry);
            }
            return;
        }
        entry = entry == DueEntries.NONE ? entries.add(userId) : entry;
        entries.set(entry, seenMs, pieces, begin);
        link(entry, begin);
    }

    /** Waits for a user no more. */
    void remove(final long userId) {
        final int entry = entries.find(userId);
        if (entry != DueEntries.NONE) {
            unlink(entry);
            entries.remove(entry);
        }
    }

    private long bucketOf(final int entry, final int begin) {
        final long bucket = Math.floorDiv(entries.seenMs(entry) + DueStretches.fromMs(begin), (long) bucketMs);
        return Math.max(taken + 1, bucket);
    }

    private int slot(final long bucket) {
        return (int) (bucket % heads.length);
    }

    private void link(final int entry, final int begin) {
        final int slot = slot(bucketOf(entry, begin));
        final int next = heads[slot];
        // The first of a slot has the slot before it, as a negative number.
        entries.setLink(entry, BEFORE_OFFSET, -1 - slot);
        entries.setLink(entry, NEXT_OFFSET, next);
        if (next != DueEntries.NONE) {
            entries.setLink(next, BEFORE_OFFSET, entry);
        }
        heads[slot] = entry;
    }

    private void unlink(final int entry) {
        final int before = entries.link(entry, BEFORE_OFFSET);
        final int next = entries.link(entry, NEXT_OFFSET);
        if (before < 0) {
            heads[-1 - before] = next;
        } else {
            entries.setLink(before, NEXT_OFFSET, next);
        }
        if (next != DueEntries.NONE) {
            entries.setLink(next, BEFORE_OFFSET, before);
        }
    }

    /** Takes those who are due from a bucket on or before; each then waits for its next announced stretches, if there are any. */
    void take(final long bucket, final DueListener listener) {
        while (taken < bucket) {
            taken = entries.size() == 0 ? bucket : taken + 1;
            final int slot = slot(taken);
            int entry = heads[slot];
            heads[slot] = DueEntries.NONE;
            while (entry != DueEntries.NONE) {
                final int next = entries.link(entry, NEXT_OFFSET);
                due(entry, listener);
                entry = next;
            }
        }
    }

    private void due(final int entry, final DueListener listener) {
        final int pieces = entries.pieces(entry);
        final int begin = entries.waiting(entry);
        final int end = DueStretches.end(pieces, begin);
        listener.due(entries.userId(entry), entries.seenMs(entry), begin, end);
        final int later = DueStretches.begin(pieces, end);
        if (later == DueStretches.NONE) {
            entries.remove(entry);
        } else {
            entries.set(entry, entries.seenMs(entry), pieces, later);
            link(entry, later);
        }
    }

    /** Who is waited for, and till when, wherever that lies. */
    private long sum() {
        long sum = 0;
        for (int entry = 1; entry <= entries.used(); entry++) {
            if (entries.pieces(entry) != 0) {
                final long what = (long) entries.waiting(entry) << Integer.SIZE | entries.pieces(entry);
                sum += Digest.of(Digest.of(entries.userId(entry), entries.seenMs(entry)), what);
            }
        }
        return sum;
    }

    /** Passes who is waited for, and till when. */
    void pass(final Archive archive) {
        taken = archive.pass(taken);
        if (archive.isFolding()) {
            archive.pass(entries.size());
            archive.pass(sum());
        } else {
            archive.pass(heads);
            entries.pass(archive);
        }
    }

    @Override
    public void close() {
        entries.close();
    }
}
