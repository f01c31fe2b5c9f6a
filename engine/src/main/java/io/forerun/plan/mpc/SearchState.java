package io.forerun.plan.mpc;

import java.util.Arrays;

/**
 * A schedule that is being changed: nodes, shares, what is left of each resource, and the cost, all kept up to date with each
 * change. Changes are noted, so that those since a mark can be undone.
 */
final class SearchState {
    private static final double TOLERANCE = 1e-9;
    private static final double BUDGET_TOLERANCE = 1e-12;
    private static final int FIELDS = 4;

    private final Problem problem;
    private final Problem.Shape shape;
    private final int blocks;
    private final int resources;
    private final boolean stays;
    private final double[] tolerance;
    private final int[] nodes;
    private final double[] shares;
    private final double[] slack;
    private final double[] spend;
    private final int[] count;
    private double usd;
    private int[] changedNodes = new int[256];
    private int nodeChanges;
    private int[] changedShares = new int[256];
    private double[] movedShares = new double[128];
    private int shareChanges;
    private double markedUsd;

    SearchState(final Problem problem) {
        this.problem = problem;
        shape = problem.shape();
        blocks = shape.blocks();
        resources = shape.resources();
        nodes = new int[shape.targets() * blocks];
        shares = new double[shape.classes() * (shape.regions() + 1) * blocks];
        slack = new double[shape.regions() * blocks * resources];
        spend = new double[blocks];
        count = new int[blocks];
        tolerance = tolerance(problem);
        boolean any = false;
        for (int block = 0; block < blocks; block++) {
            any |= problem.bounds().stay()[block] > block;
        }
        stays = any;
    }

    private static double[] tolerance(final Problem problem) {
        final Problem.Shape shape = problem.shape();
        final double[] tolerance = new double[shape.resources()];
        for (int index = 0; index < problem.demand().need().length; index++) {
            tolerance[index % shape.resources()] += TOLERANCE * problem.demand().need()[index];
        }
        for (int index = 0; index < problem.nodes().capacity().length; index++) {
            tolerance[index % shape.resources()] +=
                    TOLERANCE * Math.abs(problem.nodes().capacity()[index]);
        }
        return tolerance;
    }

    /** Takes over a schedule and reckons everything anew. */
    void load(final int[] newNodes, final double[] newShares) {
        System.arraycopy(newNodes, 0, nodes, 0, nodes.length);
        System.arraycopy(newShares, 0, shares, 0, shares.length);
        reckon();
    }

    /** All sums from nodes and shares; also takes away what rounding has added up. */
    void reckon() {
        Arrays.fill(slack, 0);
        Arrays.fill(spend, 0);
        Arrays.fill(count, 0);
        for (int target = 0; target < shape.targets(); target++) {
            for (int block = 0; block < blocks; block++) {
                final int held = nodes[shape.node(target, block)];
                spend[block] += held * problem.nodes().usdPerHour()[target];
                count[block] += held;
                for (int resource = 0; resource < resources; resource++) {
                    slack[shape.row(target % shape.regions(), block, resource)] += held * capacity(target, resource);
                }
            }
        }
        for (int group = 0; group < shape.classes(); group++) {
            for (int region = 0; region < shape.regions(); region++) {
                for (int block = 0; block < blocks; block++) {
                    final double share = shares[shape.share(group, region, block)];
                    for (int resource = 0; resource < resources; resource++) {
                        slack[shape.row(region, block, resource)] -= share * need(group, block, resource);
                    }
                }
            }
        }
        usd = cost();
        mark();
    }

    private double cost() {
        double sum = 0;
        for (int target = 0; target < shape.targets(); target++) {
            for (int block = 0; block < blocks; block++) {
                sum += held(target, block) * blockUsd(target, block) + turnUsd(target, block, 0);
            }
        }
        for (int index = 0; index < shares.length; index++) {
            if (shares[index] > 0) {
                sum += shares[index] * problem.demand().usd()[index];
            }
        }
        return sum;
    }

    double usd() {
        return usd;
    }

    int held(final int target, final int block) {
        return block < 0 ? problem.bounds().present()[target] : nodes[target * blocks + block];
    }

    double share(final int group, final int place, final int block) {
        return shares[shape.share(group, place, block)];
    }

    /** What is left of a resource, below 0 where it is short. */
    double slack(final int region, final int block, final int resource) {
        return slack[shape.row(region, block, resource)];
    }

    /** Copies the schedule out. */
    void store(final int[] toNodes, final double[] toShares) {
        System.arraycopy(nodes, 0, toNodes, 0, nodes.length);
        System.arraycopy(shares, 0, toShares, 0, shares.length);
    }

    double capacity(final int target, final int resource) {
        return problem.nodes().capacity()[target / shape.regions() * resources + resource];
    }

    double need(final int group, final int block, final int resource) {
        return problem.demand().need()[(group * blocks + block) * resources + resource];
    }

    private double blockUsd(final int target, final int block) {
        return problem.nodes().usdPerHour()[target] * problem.nodes().hours()[block];
    }

    /** Cost of the change from the block before, were it {@code more} larger. */
    private double turnUsd(final int target, final int block, final int more) {
        final int change = held(target, block) - held(target, block - 1) + more;
        return change > 0
                ? change * problem.nodes().addUsd()[target]
                : -change * problem.nodes().removeUsd()[target];
    }

    /** How much is missing of a row, 0 where nothing is. */
    double shortage(final int region, final int block, final int resource) {
        final double left = slack[shape.row(region, block, resource)];
        return left < -tolerance[resource] ? -left : 0;
    }

    /** Whether some resource is missing in a region within these blocks. */
    boolean isShort(final int region, final int from, final int to) {
        for (int block = from; block <= to; block++) {
            for (int resource = 0; resource < resources; resource++) {
                if (slack[shape.row(region, block, resource)] < -tolerance[resource]) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether so many nodes fewer leave enough of everything within these blocks. */
    boolean spares(final int target, final int from, final int to, final int fewer) {
        final int region = target % shape.regions();
        for (int resource = 0; resource < resources; resource++) {
            final double lost = fewer * capacity(target, resource) - tolerance[resource];
            for (int block = from; block <= to; block++) {
                if (slack[shape.row(region, block, resource)] < lost) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Cost of so many nodes more within these blocks. */
    double moreUsd(final int target, final int from, final int to, final int more) {
        double sum = turnUsd(target, from, more) - turnUsd(target, from, 0);
        if (to + 1 < blocks) {
            sum += turnUsd(target, to + 1, -more) - turnUsd(target, to + 1, 0);
        }
        for (int block = from; block <= to; block++) {
            sum += more * blockUsd(target, block);
        }
        return sum;
    }

    /**
     * Whether bounds, steps, stay, budget and the maximum of all nodes allow so many more within these blocks. Their minimum is
     * not asked for, since what goes may be made up for.
     */
    boolean allows(final int target, final int from, final int to, final int more) {
        final Problem.Bounds bounds = problem.bounds();
        for (int block = from; block <= to; block++) {
            final int index = target * blocks + block;
            final int held = nodes[index] + more;
            if (held < bounds.least()[index] || held > bounds.most()[target]) {
                return false;
            }
            if (more >= 0 && !affords(target, block, more)) {
                return false;
            }
        }
        final int rise = held(target, from) + more - held(target, from - 1);
        if (Math.abs(rise) > bounds.step()[from] || rise > 0 && from < bounds.first()[target]) {
            return false;
        }
        if (to + 1 < blocks) {
            final int next = held(target, to + 1) - held(target, to) - more;
            final boolean early = next > 0 && to + 1 < bounds.first()[target];
            if (Math.abs(next) > bounds.step()[to + 1] || early) {
                return false;
            }
        }
        return !stays || stays(target, from, to, more);
    }

    /** Whether everything that is held keeps every bound but the minimum of all nodes. */
    boolean legal() {
        for (int target = 0; target < shape.targets(); target++) {
            for (int block = 0; block < blocks; block++) {
                if (!allows(target, block, block, 0)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean affords(final int target, final int block, final int more) {
        final double usdPerHour = spend[block] + more * problem.nodes().usdPerHour()[target];
        return count[block] + more <= problem.bounds().maxNodes()
                && usdPerHour <= problem.bounds().budgetUsdPerHour() * (1 + BUDGET_TOLERANCE);
    }

    /** Nodes that a block lacks of the minimum of all nodes, 0 and below where none. */
    int lacking(final int block) {
        return problem.bounds().minNodes()[block] - count[block];
    }

    /** Whether all nodes together remain at their minimum with so many fewer within these blocks. */
    boolean keepsMinimum(final int from, final int to, final int fewer) {
        for (int block = from; block <= to; block++) {
            if (lacking(block) + fewer > 0) {
                return false;
            }
        }
        return true;
    }

    private boolean stays(final int target, final int from, final int to, final int more) {
        final int[] stay = problem.bounds().stay();
        for (int block = 0; block < blocks; block++) {
            int young = 0;
            for (int added = 0; added <= block; added++) {
                if (stay[added] >= block) {
                    young += Math.max(0, held(target, added, from, to, more) - held(target, added - 1, from, to, more));
                }
            }
            if (held(target, block, from, to, more) < young) {
                return false;
            }
        }
        return true;
    }

    private int held(final int target, final int block, final int from, final int to, final int more) {
        return held(target, block) + (block >= from && block <= to ? more : 0);
    }

    /** Holds so many more within these blocks; the caller has asked {@link #allows}. */
    void add(final int target, final int from, final int to, final int more) {
        usd += moreUsd(target, from, to, more);
        final int region = target % shape.regions();
        for (int block = from; block <= to; block++) {
            nodes[target * blocks + block] += more;
            count[block] += more;
            spend[block] += more * problem.nodes().usdPerHour()[target];
            for (int resource = 0; resource < resources; resource++) {
                slack[shape.row(region, block, resource)] += more * capacity(target, resource);
            }
        }
        if (nodeChanges + FIELDS > changedNodes.length) {
            changedNodes = Arrays.copyOf(changedNodes, 2 * changedNodes.length);
        }
        changedNodes[nodeChanges++] = target;
        changedNodes[nodeChanges++] = from;
        changedNodes[nodeChanges++] = to;
        changedNodes[nodeChanges++] = more;
    }

    /** Moves a part of a class from one place to another within a block. */
    void shift(final int group, final int block, final int from, final int to, final double part) {
        final int source = shape.share(group, from, block);
        final int sink = shape.share(group, to, block);
        shares[source] = Math.max(0, shares[source] - part);
        shares[sink] += part;
        usd += part * (problem.demand().usd()[sink] - problem.demand().usd()[source]);
        for (int resource = 0; resource < resources; resource++) {
            final double moved = part * need(group, block, resource);
            if (from < shape.regions()) {
                slack[shape.row(from, block, resource)] += moved;
            }
            if (to < shape.regions()) {
                slack[shape.row(to, block, resource)] -= moved;
            }
        }
        if (shareChanges + FIELDS > changedShares.length) {
            changedShares = Arrays.copyOf(changedShares, 2 * changedShares.length);
            movedShares = Arrays.copyOf(movedShares, 2 * movedShares.length);
        }
        movedShares[shareChanges / FIELDS] = part;
        changedShares[shareChanges++] = group;
        changedShares[shareChanges++] = block;
        changedShares[shareChanges++] = from;
        changedShares[shareChanges++] = to;
    }

    /** What is done from here on can be undone. */
    void mark() {
        nodeChanges = 0;
        shareChanges = 0;
        markedUsd = usd;
    }

    /** Cost since the mark. */
    double sinceMark() {
        return usd - markedUsd;
    }

    boolean changedSinceMark() {
        return nodeChanges + shareChanges > 0;
    }

    /** Takes back everything since the mark. */
    void undo() {
        int nodeChange = nodeChanges;
        while (nodeChange > 0) {
            nodeChange -= FIELDS;
            add(
                    changedNodes[nodeChange],
                    changedNodes[nodeChange + 1],
                    changedNodes[nodeChange + 2],
                    -changedNodes[nodeChange + 3]);
        }
        int shareChange = shareChanges;
        while (shareChange > 0) {
            shareChange -= FIELDS;
            shift(
                    changedShares[shareChange],
                    changedShares[shareChange + 1],
                    changedShares[shareChange + 3],
                    changedShares[shareChange + 2],
                    movedShares[shareChange / FIELDS]);
        }
        usd = markedUsd;
        mark();
    }
}
