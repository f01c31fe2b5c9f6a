package io.forerun.plan.mpc;

import java.util.Arrays;

/**
 * Rows of the relaxation that are added only once a solution breaks them: most never are. Each is a sum over the nodes of some
 * targets and blocks, at most or at least a limit.
 */
final class Extras {
    private static final double TOLERANCE = 1e-6;
    private static final int ALL = -1;

    /** What a row limits. */
    private enum Kind {
        /** Nodes of one target in one block, from above. */
        MOST(true),
        /** The same from below. */
        LEAST(false),
        /** Price of all nodes in one block. */
        BUDGET(true),
        /** All nodes in one block, from above. */
        MAX(true),
        /** The same from below. */
        MIN(false),
        /** What a target gains from one block to the next. */
        RISE(true),
        /** The same from below: what it loses. */
        FALL(false);

        private final boolean atMost;

        Kind(final boolean atMost) {
            this.atMost = atMost;
        }
    }

    /** One row. */
    private record Row(Kind kind, int target, int block, double limit) {}

    private final Problem problem;
    private final Problem.Shape shape;
    private final int[] least;
    private final int[] most;
    private final double penaltyUsd;
    private Row[] rows = new Row[16];
    private int count;

    /**
     * No rows yet.
     *
     * @param least [target, block] nodes at least
     * @param most [target, block] nodes at most
     */
    Extras(final Problem problem, final int[] least, final int[] most) {
        this.problem = problem;
        this.least = least;
        this.most = most;
        shape = problem.shape();
        double dearest = 1;
        for (int group = 0; group < shape.classes(); group++) {
            for (int block = 0; block < shape.blocks(); block++) {
                dearest += problem.demand().usd()[shape.share(group, shape.regions(), block)];
            }
        }
        for (final double usd : problem.nodes().usdPerHour()) {
            dearest += usd;
        }
        penaltyUsd = 10 * dearest;
    }

    int count() {
        return count;
    }

    boolean atMost(final int extra) {
        return rows[extra].kind().atMost;
    }

    double limit(final int extra) {
        return rows[extra].limit();
    }

    /** Cost of breaking a row by one, higher than that of serving nobody. */
    double penaltyUsd() {
        return penaltyUsd;
    }

    /** Coefficient of one node of a target held from one block to another. */
    double entry(final int extra, final int target, final int from, final int to) {
        final Row row = rows[extra];
        if (row.target() != ALL && row.target() != target) {
            return 0;
        }
        final boolean within = row.block() >= from && row.block() <= to;
        return switch (row.kind()) {
            case MOST, LEAST, MAX, MIN -> within ? 1 : 0;
            case BUDGET -> within ? problem.nodes().usdPerHour()[target] : 0;
            case RISE, FALL ->
                (within ? 1 : 0) - (row.block() > 0 && row.block() - 1 >= from && row.block() - 1 <= to ? 1 : 0);
        };
    }

    /** Subtracts the rows' duals from the reduced price of one node per target and block. */
    void price(final double[] dual, final int firstRow, final double[] unit) {
        for (int extra = 0; extra < count; extra++) {
            final double each = dual[firstRow + extra];
            final Row row = rows[extra];
            if (each == 0) {
                continue;
            }
            if (row.target() == ALL) {
                for (int target = 0; target < shape.targets(); target++) {
                    unit[shape.node(target, row.block())] -=
                            row.kind() == Kind.BUDGET ? each * problem.nodes().usdPerHour()[target] : each;
                }
            } else {
                unit[shape.node(row.target(), row.block())] -= each;
                if ((row.kind() == Kind.RISE || row.kind() == Kind.FALL) && row.block() > 0) {
                    unit[shape.node(row.target(), row.block() - 1)] += each;
                }
            }
        }
    }

    /** Adds a row for each limit that these nodes break; returns whether there is a new one. The caller makes them part of its basis. */
    boolean extend(final double[] nodes) {
        final int before = count;
        final Problem.Bounds bounds = problem.bounds();
        for (int block = 0; block < shape.blocks(); block++) {
            double spent = 0;
            double held = 0;
            for (int target = 0; target < shape.targets(); target++) {
                final double now = nodes[shape.node(target, block)];
                spent += now * problem.nodes().usdPerHour()[target];
                held += now;
                extend(nodes, target, block);
            }
            if (spent > bounds.budgetUsdPerHour() * (1 + TOLERANCE)) {
                add(new Row(Kind.BUDGET, ALL, block, bounds.budgetUsdPerHour()));
            }
            if (held > bounds.maxNodes() + TOLERANCE) {
                add(new Row(Kind.MAX, ALL, block, bounds.maxNodes()));
            }
            if (held < bounds.minNodes()[block] - TOLERANCE) {
                add(new Row(Kind.MIN, ALL, block, bounds.minNodes()[block]));
            }
        }
        return count > before;
    }

    private void extend(final double[] nodes, final int target, final int block) {
        final int index = shape.node(target, block);
        if (nodes[index] > most[index] + TOLERANCE) {
            add(new Row(Kind.MOST, target, block, most[index]));
        }
        if (nodes[index] < least[index] - TOLERANCE) {
            add(new Row(Kind.LEAST, target, block, least[index]));
        }
        // Before the first block stand the present nodes, which the limit takes in.
        final int present = block == 0 ? problem.bounds().present()[target] : 0;
        final double rise = nodes[index] - (block == 0 ? present : nodes[index - 1]);
        final int step = problem.bounds().step()[block];
        if (rise > step + TOLERANCE) {
            add(new Row(Kind.RISE, target, block, present + step));
        }
        if (-rise > step + TOLERANCE) {
            add(new Row(Kind.FALL, target, block, present - step));
        }
    }

    private void add(final Row row) {
        for (int extra = 0; extra < count; extra++) {
            if (rows[extra].equals(row)) {
                return; // It is there, and can only be kept by paying for its breach.
            }
        }
        if (count == rows.length) {
            rows = Arrays.copyOf(rows, 2 * count);
        }
        rows[count++] = row;
    }
}
