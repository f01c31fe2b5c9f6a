package io.forerun.plan.mpc;

/**
 * Brings a schedule back to covering all needs, as cheaply as can be seen from here: by adding nodes in the same region, or
 * by serving users elsewhere, in the last resort not at all. And takes away nodes that nobody needs any more.
 */
final class Repair {
    private static final int MOST_ADDITIONS = 1_000;
    private static final double LEAST_PART = 1e-12;
    private static final int NONE = -1;

    private final Problem problem;
    private final Problem.Shape shape;
    private final SearchState state;
    private final Chance chance;
    private int bestTarget;
    private int bestCount;
    private double bestScore;

    Repair(final Problem problem, final SearchState state, final Chance chance) {
        this.problem = problem;
        this.shape = problem.shape();
        this.state = state;
        this.chance = chance;
    }

    /** Makes a schedule whole in which capacity may be missing anywhere. */
    void complete() {
        final int last = shape.blocks() - 1;
        for (int region = 0; region < shape.regions(); region++) {
            addNodes(region, 0, last, NONE, 0);
            shiftOut(region, 0, last);
        }
        for (int block = 0; block <= last; block++) {
            shiftHome(block);
        }
        for (int from = 0; from <= last; from++) {
            for (int to = last; to >= from; to--) {
                for (int region = 0; region < shape.regions(); region++) {
                    trim(region, from, to);
                }
            }
        }
        fill(0, last);
        state.reckon();
    }

    /**
     * Adds nodes in a region until nothing is short within these blocks, or no type may be added.
     *
     * @param without target that is not to be added, -1 for none
     * @param noise up to which share prices are taken for higher than they are, for variety
     */
    void addNodes(final int region, final int from, final int to, final int without, final double noise) {
        for (int addition = 0; addition < MOST_ADDITIONS; addition++) {
            int first = from;
            while (first <= to && !state.isShort(region, first, first)) {
                first++;
            }
            if (first > to) {
                return;
            }
            int last = to;
            while (!state.isShort(region, last, last)) {
                last--;
            }
            if (!addBest(region, first, last, without, noise) && !addWithin(region, first, last, without)) {
                return;
            }
        }
    }

    /** Where nothing may be added from the first to the last block, perhaps it may in one of them. */
    private boolean addWithin(final int region, final int first, final int last, final int without) {
        for (int block = last; first < last && block >= first; block--) {
            if (state.isShort(region, block, block)
                    && (addBest(region, block, last, without, 0) || addBest(region, block, block, without, 0))) {
                return true;
            }
        }
        return false;
    }

    private boolean addBest(final int region, final int from, final int to, final int without, final double noise) {
        bestTarget = NONE;
        bestScore = Double.POSITIVE_INFINITY;
        for (int type = 0; type < shape.types(); type++) {
            final int target = type * shape.regions() + region;
            if (target == without) {
                continue;
            }
            final int full = nodesToCover(target, from, to);
            int count = Math.max(full, 1);
            while (count > 0 && !state.allows(target, from, to, count)) {
                count >>= 1;
            }
            if (count > 0) {
                offer(target, from, to, count, count == full ? 1 : covered(target, from, to, count), noise);
            }
            if (count > 1) {
                offer(target, from, to, 1, covered(target, from, to, 1), noise);
            }
        }
        if (bestTarget < 0) {
            return false;
        }
        state.add(bestTarget, from, to, bestCount);
        return true;
    }

    private void offer(
            final int target, final int from, final int to, final int count, final double covered, final double noise) {
        if (covered > 0) {
            double score = state.moreUsd(target, from, to, count) / covered;
            if (noise > 0) {
                score *= 1 + noise * chance.fraction();
            }
            if (score < bestScore) {
                bestScore = score;
                bestTarget = target;
                bestCount = count;
            }
        }
    }

    /** Nodes that make up for all that is missing, 0 where no number does. */
    private int nodesToCover(final int target, final int from, final int to) {
        final int region = target % shape.regions();
        double most = 1;
        for (int resource = 0; resource < shape.resources(); resource++) {
            final double each = state.capacity(target, resource);
            for (int block = from; block <= to; block++) {
                final double missing = state.shortage(region, block, resource);
                if (missing > 0) {
                    if (each <= 0) {
                        return 0;
                    }
                    most = Math.max(most, Math.ceil(missing / each - 1e-9));
                }
            }
        }
        return (int) Math.min(most, 1 << 20);
    }

    /** Share of what is missing that so many nodes give, averaged over what is missing. */
    private double covered(final int target, final int from, final int to, final int count) {
        final int region = target % shape.regions();
        double covered = 0;
        int rows = 0;
        for (int block = from; block <= to; block++) {
            for (int resource = 0; resource < shape.resources(); resource++) {
                final double missing = state.shortage(region, block, resource);
                if (missing > 0) {
                    rows++;
                    covered += Math.min(1, count * state.capacity(target, resource) / missing);
                }
            }
        }
        return rows == 0 ? 1 : covered / rows;
    }

    /** Adds the cheapest nodes anywhere until all nodes together are as many as they must be, where bounds allow. */
    void fill(final int from, final int to) {
        for (int block = from; block <= to; block++) {
            while (state.lacking(block) > 0) {
                int last = block;
                while (last < to && state.lacking(last + 1) > 0) {
                    last++;
                }
                if (!fillOne(block, last) && (last == block || !fillOne(block, block))) {
                    break;
                }
            }
        }
    }

    private boolean fillOne(final int from, final int to) {
        bestTarget = NONE;
        bestScore = Double.POSITIVE_INFINITY;
        for (int target = 0; target < shape.targets(); target++) {
            if (state.allows(target, from, to, 1)) {
                offer(target, from, to, 1, 1, 0);
            }
        }
        if (bestTarget >= 0) {
            state.add(bestTarget, from, to, 1);
        }
        return bestTarget >= 0;
    }

    /** Serves users of a region elsewhere until nothing is short there: where there is room if possible, else not at all. */
    void shiftOut(final int region, final int from, final int to) {
        for (int block = from; block <= to; block++) {
            for (int round = 0; round < 2 * shape.classes() * (shape.regions() + 1); round++) {
                if (!state.isShort(region, block, block)
                        || !shiftCheapest(region, block, shape.regions())
                                && !shiftCheapest(region, block, shape.regions() + 1)) {
                    break;
                }
            }
        }
    }

    /** Serves users of a region elsewhere while something is short there and others have room. */
    void shiftAround(final int region, final int from, final int to) {
        for (int block = from; block <= to; block++) {
            int rounds = 2 * shape.classes() * shape.regions();
            while (rounds-- > 0
                    && state.isShort(region, block, block)
                    && shiftCheapest(region, block, shape.regions())) {}
        }
    }

    private boolean shiftCheapest(final int region, final int block, final int places) {
        int bestGroup = NONE;
        int bestPlace = NONE;
        double bestPart = 0;
        double best = Double.POSITIVE_INFINITY;
        for (int group = 0; group < shape.classes(); group++) {
            final double share = state.share(group, region, block);
            final double relief = share > LEAST_PART ? relief(group, region, block) : 0;
            if (relief <= 0) {
                continue;
            }
            for (int place = 0; place < places; place++) {
                final double usd = problem.demand().usd()[shape.share(group, place, block)];
                if (place == region || usd == Double.POSITIVE_INFINITY) {
                    continue;
                }
                final double part = Math.min(Math.min(share, relief), room(group, place, block));
                if (part > LEAST_PART) {
                    final double extraUsd = usd - problem.demand().usd()[shape.share(group, region, block)];
                    final double score = extraUsd * relief;
                    if (score < best || score == best && part > bestPart) {
                        best = score;
                        bestGroup = group;
                        bestPlace = place;
                        bestPart = part;
                    }
                }
            }
        }
        if (bestGroup >= 0) {
            state.shift(bestGroup, block, region, bestPlace, bestPart);
        }
        return bestGroup >= 0;
    }

    /** Part of a class that must go for nothing to be short, 0 where its going does not help. */
    private double relief(final int group, final int region, final int block) {
        double part = 0;
        for (int resource = 0; resource < shape.resources(); resource++) {
            final double missing = state.shortage(region, block, resource);
            final double need = state.need(group, block, resource);
            if (missing > 0 && need > 0) {
                part = Math.max(part, missing / need);
            }
        }
        return part;
    }

    /** Part of a class for which a place has room. */
    double room(final int group, final int place, final int block) {
        if (place == shape.regions()) {
            return 1;
        }
        double part = 1;
        for (int resource = 0; resource < shape.resources(); resource++) {
            final double need = state.need(group, block, resource);
            if (need > 0) {
                part = Math.min(part, Math.max(0, state.slack(place, block, resource)) / need);
            }
        }
        return part;
    }

    /** Serves users where it costs less, as far as there is room. */
    void shiftHome(final int block) {
        for (int group = 0; group < shape.classes(); group++) {
            for (int from = shape.regions(); from >= 0; from--) {
                for (int to = 0; to < shape.regions(); to++) {
                    final double share = state.share(group, from, block);
                    final double usd = problem.demand().usd()[shape.share(group, to, block)];
                    if (share > LEAST_PART && usd < problem.demand().usd()[shape.share(group, from, block)]) {
                        final double part = Math.min(share, room(group, to, block));
                        if (part > LEAST_PART) {
                            state.shift(group, block, from, to, part);
                        }
                    }
                }
            }
        }
    }

    /** Takes away what is not needed in a region within these blocks, the dearest first. */
    void trim(final int region, final int from, final int to) {
        while (true) {
            int best = NONE;
            double leastUsd = 0;
            for (int type = 0; type < shape.types(); type++) {
                final int target = type * shape.regions() + region;
                if (least(target, from, to) > 0
                        && state.spares(target, from, to, 1)
                        && state.allows(target, from, to, -1)
                        && state.keepsMinimum(from, to, 1)) {
                    final double usd = state.moreUsd(target, from, to, -1);
                    if (usd < leastUsd) {
                        leastUsd = usd;
                        best = target;
                    }
                }
            }
            if (best < 0) {
                return;
            }
            state.add(best, from, to, -1);
        }
    }

    /** The fewest nodes of a target within these blocks. */
    int least(final int target, final int from, final int to) {
        int least = Integer.MAX_VALUE;
        for (int block = from; block <= to; block++) {
            least = Math.min(least, state.held(target, block));
        }
        return least;
    }
}
