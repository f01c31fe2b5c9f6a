package io.forerun.plan.mpc;

/**
 * The columns of the relaxation, by number.
 *
 * <pre>
 *   0             interval: one node of a target, held from the start of one block to the end of another.
 *                 Present nodes are held from block -1 on; the last block -1 is to be removed at once.
 *   shares        a class served at a place within a block
 *   surpluses     of a covering row
 *   extras        slack (even) and artificial variable (odd) of a row that was added on demand
 * </pre>
 *
 * Written this way the cost of adding and removing nodes needs no rows: it is part of an interval's price. A time that added
 * nodes must stay for is a rule about which intervals there are.
 */
final class Columns {
    private final Problem problem;
    private final Problem.Shape shape;
    private final Extras extras;
    private final int ends;
    private final int shareBase;
    private final int surplusBase;
    private final int extraBase;
    private final int classBase;
    private final int[] presentRow;
    private final int rows;
    private int[] index = new int[256];
    private double[] coefficient = new double[256];
    private int nonzeros;

    Columns(final Problem problem, final Extras extras) {
        this.problem = problem;
        this.extras = extras;
        shape = problem.shape();
        ends = shape.blocks() + 1;
        shareBase = shape.targets() * ends * ends;
        surplusBase = shareBase + shape.classes() * (shape.regions() + 1) * shape.blocks();
        classBase = shape.regions() * shape.blocks() * shape.resources();
        extraBase = surplusBase + classBase;
        presentRow = new int[shape.targets()];
        int row = classBase + shape.classes() * shape.blocks();
        for (int target = 0; target < presentRow.length; target++) {
            presentRow[target] = problem.bounds().present()[target] > 0 ? row++ : -1;
        }
        rows = row;
    }

    /** Rows before any extra one: covering, classes, present nodes. */
    int rows() {
        return rows;
    }

    int coverRows() {
        return classBase;
    }

    int classRow(final int group, final int block) {
        return classBase + group * shape.blocks() + block;
    }

    /** Row that shares out a target's present nodes, -1 where it has none. */
    int presentRow(final int target) {
        return presentRow[target];
    }

    int interval(final int target, final int from, final int to) {
        return (target * ends + from + 1) * ends + to + 1;
    }

    int share(final int group, final int place, final int block) {
        return shareBase + shape.share(group, place, block);
    }

    int surplus(final int row) {
        return surplusBase + row;
    }

    int slack(final int extra) {
        return extraBase + 2 * extra;
    }

    int artificial(final int extra) {
        return extraBase + 2 * extra + 1;
    }

    boolean isInterval(final int column) {
        return column < shareBase;
    }

    boolean isArtificial(final int column) {
        return column >= extraBase && (column - extraBase & 1) == 1;
    }

    int target(final int interval) {
        return interval / ends / ends;
    }

    int from(final int interval) {
        return interval / ends % ends - 1;
    }

    int to(final int interval) {
        return interval % ends - 1;
    }

    double usd(final int column) {
        if (column < shareBase) {
            final int target = target(column);
            final int from = from(column);
            final int to = to(column);
            double usd = from >= 0 ? problem.nodes().addUsd()[target] : 0;
            if (to < shape.blocks() - 1) {
                usd += problem.nodes().removeUsd()[target];
            }
            for (int block = Math.max(from, 0); block <= to; block++) {
                usd += problem.nodes().usdPerHour()[target] * problem.nodes().hours()[block];
            }
            return usd;
        }
        if (column < surplusBase) {
            return problem.demand().usd()[column - shareBase];
        }
        return isArtificial(column) ? extras.penaltyUsd() : 0;
    }

    /** Makes a column's entries those of {@link #row} and {@link #entry}; returns how many there are. */
    int load(final int column) {
        nonzeros = 0;
        if (column < shareBase) {
            loadInterval(column);
        } else if (column < surplusBase) {
            loadShare(column - shareBase);
        } else if (column < extraBase) {
            put(column - surplusBase, -1);
        } else {
            final int extra = (column - extraBase) / 2;
            put(rows + extra, extras.atMost(extra) == isArtificial(column) ? -1 : 1);
        }
        return nonzeros;
    }

    private void loadInterval(final int column) {
        final int target = target(column);
        final int region = target % shape.regions();
        final int type = target / shape.regions();
        final int to = to(column);
        for (int block = Math.max(from(column), 0); block <= to; block++) {
            for (int resource = 0; resource < shape.resources(); resource++) {
                put(
                        shape.row(region, block, resource),
                        problem.nodes().capacity()[type * shape.resources() + resource]);
            }
        }
        if (from(column) < 0) {
            put(presentRow[target], 1);
        }
        for (int extra = 0; extra < extras.count(); extra++) {
            put(rows + extra, extras.entry(extra, target, from(column), to));
        }
    }

    private void loadShare(final int share) {
        final int block = share % shape.blocks();
        final int place = share / shape.blocks() % (shape.regions() + 1);
        final int group = share / shape.blocks() / (shape.regions() + 1);
        if (place < shape.regions()) {
            for (int resource = 0; resource < shape.resources(); resource++) {
                put(shape.row(place, block, resource), -problem.demand().need()[shape.need(group, block, resource)]);
            }
        }
        put(classRow(group, block), 1);
    }

    private void put(final int row, final double entry) {
        if (entry == 0) {
            return;
        }
        if (nonzeros == index.length) {
            index = java.util.Arrays.copyOf(index, 2 * nonzeros);
            coefficient = java.util.Arrays.copyOf(coefficient, 2 * nonzeros);
        }
        index[nonzeros] = row;
        coefficient[nonzeros++] = entry;
    }

    int row(final int nonzero) {
        return index[nonzero];
    }

    double entry(final int nonzero) {
        return coefficient[nonzero];
    }

    /** Adds so much of an interval or a share to nodes or shares. */
    void addTo(final double[] nodes, final double[] shares, final int column, final double amount) {
        if (column < shareBase) {
            for (int block = Math.max(from(column), 0); block <= to(column); block++) {
                nodes[shape.node(target(column), block)] += amount;
            }
        } else if (column < surplusBase) {
            shares[column - shareBase] += amount;
        }
    }
}
