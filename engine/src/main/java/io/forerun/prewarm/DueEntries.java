package io.forerun.prewarm;

import static io.forerun.prewarm.DueDescriptor.INT;
import static io.forerun.prewarm.DueDescriptor.LONG;

import io.forerun.memory.Slab;
import io.forerun.state.Archive;
import io.forerun.state.Digest;
import java.lang.foreign.MemorySegment;

/**
 * Entries of users by id: chains in a table that grows by one chain with each entry (linear hashing, Litwin 1980), so that nothing
 * is ever rehashed as a whole. Memory is touched as there are entries, in huge pages, and used again. Engine thread only.
 */
final class DueEntries implements AutoCloseable {
    /** No entry. */
    static final int NONE = 0;

    private static final long MOST = Integer.MAX_VALUE - 1;

    private final long seed;
    private final Slab entrySlab;
    private final Slab chainSlab;
    private final MemorySegment entries;
    private final MemorySegment chains;
    private int chainCount = 1;
    private int used;
    private int free;
    private int size;

    /**
     * No entries.
     *
     * @param most entries at most
     * @param seed secret mixed into the hash
     */
    DueEntries(final long most, final long seed) {
        this.seed = seed;
        final long bound = Math.min(most, MOST) + 1;
        entrySlab = Slab.reserve("prewarm.entries", bound << DueDescriptor.LENGTH_SHIFT, true);
        chainSlab = Slab.reserve("prewarm.chains", bound * Integer.BYTES, true);
        entries = entrySlab.segment();
        chains = chainSlab.segment();
    }

    int size() {
        return size;
    }

    /** Highest number that an entry ever had. */
    int used() {
        return used;
    }

    private int chain(final long userId) {
        final long hash = Digest.of(userId, seed);
        final int round = Integer.highestOneBit(chainCount);
        final int chain = (int) hash & 2 * round - 1;
        return chain < chainCount ? chain : chain - round;
    }

    private int head(final int chain) {
        return chains.get(INT, (long) chain * Integer.BYTES);
    }

    private void setHead(final int chain, final int entry) {
        chains.set(INT, (long) chain * Integer.BYTES, entry);
    }

    /** Entry of a user, or {@link #NONE}. */
    int find(final long userId) {
        int entry = head(chain(userId));
        while (entry != NONE && userId(entry) != userId) {
            entry = link(entry, DueDescriptor.CHAIN_OFFSET);
        }
        return entry;
    }

    /** A new entry of a user that has none. */
    int add(final long userId) {
        final int entry = free == NONE ? ++used : free;
        free = free == NONE ? NONE : link(free, DueDescriptor.CHAIN_OFFSET);
        if (++size > chainCount) {
            split();
        }
        entries.set(LONG, at(entry) + DueDescriptor.USER_ID_OFFSET, userId);
        final int chain = chain(userId);
        setLink(entry, DueDescriptor.CHAIN_OFFSET, head(chain));
        setHead(chain, entry);
        commit();
        return entry;
    }

    /** Adds a chain, which takes what belongs to it from the one that it is split off. */
    private void split() {
        final int from = chainCount - Integer.highestOneBit(chainCount);
        int entry = head(from);
        setHead(from, NONE);
        setHead(chainCount, NONE);
        chainCount++;
        while (entry != NONE) {
            final int next = link(entry, DueDescriptor.CHAIN_OFFSET);
            final int chain = chain(userId(entry));
            setLink(entry, DueDescriptor.CHAIN_OFFSET, head(chain));
            setHead(chain, entry);
            entry = next;
        }
    }

    private void commit() {
        if ((used & 1_023) == 1) { // For the ledger, which need not know it to the byte.
            commitAll();
        }
    }

    private void commitAll() {
        entrySlab.commit(Math.min(entries.byteSize(), at(used + 1_024)));
        chainSlab.commit(Math.min(chains.byteSize(), (chainCount + 1_024L) * Integer.BYTES));
    }

    /** Takes an entry out; its number is given again. */
    void remove(final int entry) {
        final int chain = chain(userId(entry));
        final int after = link(entry, DueDescriptor.CHAIN_OFFSET);
        int before = head(chain);
        if (before == entry) {
            setHead(chain, after);
        } else {
            while (link(before, DueDescriptor.CHAIN_OFFSET) != entry) {
                before = link(before, DueDescriptor.CHAIN_OFFSET);
            }
            setLink(before, DueDescriptor.CHAIN_OFFSET, after);
        }
        entries.set(LONG, at(entry) + DueDescriptor.USER_ID_OFFSET, 0);
        entries.set(LONG, at(entry) + DueDescriptor.SEEN_MS_OFFSET, 0);
        entries.set(INT, at(entry) + DueDescriptor.PIECES_OFFSET, 0); // No pieces: not in use.
        setLink(entry, DueDescriptor.CHAIN_OFFSET, free);
        free = entry;
        size--;
    }

    long userId(final int entry) {
        return entries.get(LONG, at(entry) + DueDescriptor.USER_ID_OFFSET);
    }

    long seenMs(final int entry) {
        return entries.get(LONG, at(entry) + DueDescriptor.SEEN_MS_OFFSET);
    }

    int pieces(final int entry) {
        return entries.get(INT, at(entry) + DueDescriptor.PIECES_OFFSET) & DueDescriptor.PIECES_MASK;
    }

    int waiting(final int entry) {
        return entries.get(INT, at(entry) + DueDescriptor.PIECES_OFFSET) >>> DueDescriptor.WAITING_SHIFT;
    }

    void set(final int entry, final long seenMs, final int pieces, final int waiting) {
        entries.set(LONG, at(entry) + DueDescriptor.SEEN_MS_OFFSET, seenMs);
        entries.set(INT, at(entry) + DueDescriptor.PIECES_OFFSET, pieces | waiting << DueDescriptor.WAITING_SHIFT);
    }

    int link(final int entry, final int offset) {
        return entries.get(INT, at(entry) + offset);
    }

    void setLink(final int entry, final int offset, final int other) {
        entries.set(INT, at(entry) + offset, other);
    }

    private static long at(final int entry) {
        return (long) entry << DueDescriptor.LENGTH_SHIFT;
    }

    /** Passes all entries as they lie. */
    void pass(final Archive archive) {
        used = archive.passCount(used, (int) (entries.byteSize() >> DueDescriptor.LENGTH_SHIFT) - 1);
        chainCount = archive.passCount(chainCount, (int) (chains.byteSize() / Integer.BYTES));
        free = archive.passCount(free, used);
        size = archive.passCount(size, used);
        archive.pass(entries.asSlice(0, at(used + 1)));
        archive.pass(chains.asSlice(0, (long) chainCount * Integer.BYTES));
        commitAll();
    }

    @Override
    public void close() {
        entrySlab.close();
        chainSlab.close();
    }
}
