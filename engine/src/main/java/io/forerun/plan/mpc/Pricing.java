package io.forerun.plan.mpc;

/**
 * Finds the column that makes the relaxation cheaper, relative to what a column of its kind costs, or that there is none.
 * Intervals are not listed: the reduced prices of a target's blocks are summed up over each of them.
 */
final class Pricing {
    private static final double TOLERANCE = 1e-7;

    /** Hours added to every interval, so that the shortest do not look best for being short. */
    private static final double LEAST_HOURS = 1e-3;

    private static final int NONE = -1;

    private final Problem problem;
    private final Problem.Shape shape;
    private final Columns columns;
    private final Extras extras;
    private final double[] unit;
    private final double[] referenceUsd;
    private double[] dual;
    private int best;
    private double bestScore;

    Pricing(final Problem problem, final Columns columns, final Extras extras) {
        this.problem = problem;
        this.columns = columns;
        this.extras = extras;
        shape = problem.shape();
        unit = new double[shape.targets() * shape.blocks()];
        referenceUsd = referenceUsd(problem);
    }

    /** About what a unit of each resource costs per hour. */
    private static double[] referenceUsd(final Problem problem) {
        final Problem.Shape shape = problem.shape();
        double usd = 0;
        for (final double each : problem.nodes().usdPerHour()) {
            usd += each / shape.regions() / shape.resources();
        }
        final double[] reference = new double[shape.resources()];
        for (int resource = 0; resource < reference.length; resource++) {
            double capacity = 0;
            for (int type = 0; type < shape.types(); type++) {
                capacity += Math.max(0, problem.nodes().capacity()[type * shape.resources() + resource]);
            }
            reference[resource] = capacity == 0 ? usd : usd / capacity;
        }
        return reference;
    }

    /** The column to enter, -1 where these duals are optimal. */
    int enter(final double[] duals) {
        dual = duals;
        best = NONE;
        bestScore = -TOLERANCE;
        priceUnits();
        for (int target = 0; target < shape.targets(); target++) {
            added(target);
            if (columns.presentRow(target) >= 0) {
                kept(target);
            }
        }
        for (int group = 0; group < shape.classes(); group++) {
            for (int block = 0; block < shape.blocks(); block++) {
                served(group, block);
            }
        }
        for (int row = 0; row < columns.coverRows(); row++) {
            final double usd = referenceUsd[row % shape.resources()]
                    * problem.nodes().hours()[row / shape.resources() % shape.blocks()];
            offer(columns.surplus(row), dual[row], usd);
        }
        for (int extra = 0; extra < extras.count(); extra++) {
            final double each = dual[columns.rows() + extra];
            offer(columns.slack(extra), extras.atMost(extra) ? -each : each, 1);
        }
        return best;
    }

    private void offer(final int column, final double reducedUsd, final double scaleUsd) {
        if (reducedUsd < bestScore * scaleUsd) {
            bestScore = reducedUsd / scaleUsd;
            best = column;
        }
    }

    private void priceUnits() {
        for (int target = 0; target < shape.targets(); target++) {
            final int region = target % shape.regions();
            final int capacity = target / shape.regions() * shape.resources();
            for (int block = 0; block < shape.blocks(); block++) {
                double usd =
                        problem.nodes().usdPerHour()[target] * problem.nodes().hours()[block];
                final int row = shape.row(region, block, 0);
                for (int resource = 0; resource < shape.resources(); resource++) {
                    usd -= dual[row + resource] * problem.nodes().capacity()[capacity + resource];
                }
                unit[shape.node(target, block)] = usd;
            }
        }
        extras.price(dual, columns.rows(), unit);
    }

    private void added(final int target) {
        final double usdPerHour = problem.nodes().usdPerHour()[target];
        final int last = shape.blocks() - 1;
        for (int from = problem.bounds().first()[target]; from <= last; from++) {
            double usd = problem.nodes().addUsd()[target];
            double hours = LEAST_HOURS;
            for (int to = from; to <= last; to++) {
                usd += unit[shape.node(target, to)];
                hours += problem.nodes().hours()[to];
                if (to == last) {
                    offer(columns.interval(target, from, to), usd, usdPerHour * hours);
                } else if (to >= problem.bounds().stay()[from]) {
                    offer(
                            columns.interval(target, from, to),
                            usd + problem.nodes().removeUsd()[target],
                            usdPerHour * hours);
                }
            }
        }
    }

    private void kept(final int target) {
        final double usdPerHour = problem.nodes().usdPerHour()[target];
        final double removeUsd = problem.nodes().removeUsd()[target];
        final int last = shape.blocks() - 1;
        double usd = -dual[columns.presentRow(target)];
        double hours = LEAST_HOURS;
        offer(
                columns.interval(target, NONE, NONE),
                usd + removeUsd,
                usdPerHour * problem.nodes().hours()[0]);
        for (int to = 0; to <= last; to++) {
            usd += unit[shape.node(target, to)];
            hours += problem.nodes().hours()[to];
            offer(columns.interval(target, NONE, to), to < last ? usd + removeUsd : usd, usdPerHour * hours);
        }
    }

    private void served(final int group, final int block) {
        final int need = shape.need(group, block, 0);
        double scaleUsd = 1e-9;
        for (int resource = 0; resource < shape.resources(); resource++) {
            scaleUsd += referenceUsd[resource]
                    * problem.demand().need()[need + resource]
                    * problem.nodes().hours()[block];
        }
        for (int place = 0; place <= shape.regions(); place++) {
            double usd =
                    problem.demand().usd()[shape.share(group, place, block)] - dual[columns.classRow(group, block)];
            if (usd == Double.POSITIVE_INFINITY) {
                continue;
            }
            if (place < shape.regions()) {
                final int row = shape.row(place, block, 0);
                for (int resource = 0; resource < shape.resources(); resource++) {
                    usd += dual[row + resource] * problem.demand().need()[need + resource];
                }
            }
            offer(columns.share(group, place, block), usd, scaleUsd);
        }
    }
}
