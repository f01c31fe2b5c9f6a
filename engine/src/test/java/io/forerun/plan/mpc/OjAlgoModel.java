package io.forerun.plan.mpc;

import java.math.BigDecimal;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.Variable;
import org.ojalgo.optimisation.integer.IntegerStrategy;
import org.ojalgo.type.context.NumberContext;

/** The problem written out row by row, with variables for what is added, for another solver to judge ours by. */
final class OjAlgoModel {
    private final Problem problem;
    private final Problem.Shape shape;
    private final ExpressionsBasedModel model = new ExpressionsBasedModel();
    private final Variable[] nodes;
    private final Variable[] added;
    private final Variable[] shares;
    private double fixedUsd;

    private OjAlgoModel(final Problem problem, final boolean whole) {
        this.problem = problem;
        shape = problem.shape();
        nodes = new Variable[shape.targets() * shape.blocks()];
        added = new Variable[nodes.length];
        shares = new Variable[problem.demand().usd().length];
        variables(whole);
        for (int target = 0; target < shape.targets(); target++) {
            for (int block = 0; block < shape.blocks(); block++) {
                turn(target, block);
            }
        }
        for (int block = 0; block < shape.blocks(); block++) {
            cover(block);
            classes(block);
            limits(block);
        }
    }

    /** The least cost, NaN where the solver does not claim it. */
    static double usd(final Problem problem, final boolean whole) {
        final OjAlgoModel made = new OjAlgoModel(problem, whole);
        // With its own cuts and the usual gap it claims optima that are not.
        made.model.options.integer(IntegerStrategy.newConfigurable()
                .withParallelism(() -> 1)
                .withGapTolerance(NumberContext.of(12, 9))
                .withGMICutConfiguration(
                        new IntegerStrategy.GMICutConfiguration().withViolation(new BigDecimal("0.9999"))));
        final Optimisation.Result result = made.model.minimise();
        return result.getState().isOptimal() ? result.getValue() + made.fixedUsd : Double.NaN;
    }

    private void variables(final boolean whole) {
        final Problem.Nodes costs = problem.nodes();
        final Problem.Bounds bounds = problem.bounds();
        for (int target = 0; target < shape.targets(); target++) {
            // What is removed is what was there and what is added, less what remains.
            fixedUsd += costs.removeUsd()[target] * bounds.present()[target];
            for (int block = 0; block < shape.blocks(); block++) {
                final int index = shape.node(target, block);
                final double left = block == shape.blocks() - 1 ? costs.removeUsd()[target] : 0;
                nodes[index] = model.addVariable("x" + index)
                        .lower(bounds.least()[index])
                        .upper(bounds.most()[target])
                        .integer(whole)
                        .weight(costs.usdPerHour()[target] * costs.hours()[block] - left);
                added[index] = model.addVariable("u" + index)
                        .lower(0)
                        .upper(block < bounds.first()[target] ? 0 : bounds.step()[block])
                        .weight(costs.addUsd()[target] + costs.removeUsd()[target]);
            }
        }
        for (int index = 0; index < shares.length; index++) {
            if (problem.demand().usd()[index] < Double.POSITIVE_INFINITY) {
                shares[index] = model.addVariable("f" + index)
                        .lower(0)
                        .weight(problem.demand().usd()[index]);
            }
        }
    }

    private void turn(final int target, final int block) {
        final Problem.Bounds bounds = problem.bounds();
        final int index = shape.node(target, block);
        final int before = block == 0 ? bounds.present()[target] : 0;
        final Expression rise = model.addExpression("r" + index).set(nodes[index], 1);
        final Expression up =
                model.addExpression("t" + index).set(nodes[index], 1).set(added[index], -1);
        if (block > 0) {
            rise.set(nodes[index - 1], -1);
            up.set(nodes[index - 1], -1);
        }
        up.upper(before);
        rise.lower(before - bounds.step()[block]);
        final Expression young = model.addExpression("y" + index).set(nodes[index], 1);
        for (int first = 0; first <= block; first++) {
            if (bounds.stay()[first] >= block) {
                young.set(added[shape.node(target, first)], -1);
            }
        }
        young.lower(0);
    }

    private void cover(final int block) {
        for (int region = 0; region < shape.regions(); region++) {
            for (int resource = 0; resource < shape.resources(); resource++) {
                final Expression row = model.addExpression("c" + shape.row(region, block, resource))
                        .lower(0);
                for (int type = 0; type < shape.types(); type++) {
                    row.set(
                            nodes[shape.node(type * shape.regions() + region, block)],
                            problem.nodes().capacity()[type * shape.resources() + resource]);
                }
                for (int group = 0; group < shape.classes(); group++) {
                    final Variable share = shares[shape.share(group, region, block)];
                    if (share != null) {
                        row.set(share, -problem.demand().need()[shape.need(group, block, resource)]);
                    }
                }
            }
        }
    }

    private void classes(final int block) {
        for (int group = 0; group < shape.classes(); group++) {
            final Expression all =
                    model.addExpression("a" + group + '.' + block).level(1);
            for (int place = 0; place <= shape.regions(); place++) {
                final Variable share = shares[shape.share(group, place, block)];
                if (share != null) {
                    all.set(share, 1);
                }
            }
        }
    }

    private void limits(final int block) {
        final Problem.Bounds bounds = problem.bounds();
        final Expression count =
                model.addExpression("n" + block).lower(bounds.minNodes()[block]).upper(bounds.maxNodes());
        final Expression budget = model.addExpression("b" + block);
        for (int target = 0; target < shape.targets(); target++) {
            count.set(nodes[shape.node(target, block)], 1);
            budget.set(nodes[shape.node(target, block)], problem.nodes().usdPerHour()[target]);
        }
        if (bounds.budgetUsdPerHour() < Double.POSITIVE_INFINITY) {
            budget.upper(bounds.budgetUsdPerHour());
        }
    }
}
