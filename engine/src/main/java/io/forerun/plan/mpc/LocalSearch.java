package io.forerun.plan.mpc;

/**
 * Makes a schedule cheaper: takes one to three nodes away in some region and some blocks, mends what is short, takes away
 * what became needless, and keeps the result if it costs less, or little more at first ("ruin and recreate", Schrimpf et al.
 * 2000, with the acceptance of simulated annealing). Now and then it serves users elsewhere instead.
 */
final class LocalSearch {
    /** How much dearer a schedule may become, as a share of what a node costs over all blocks. */
    private static final double HOT = 2e-3;

    private static final double COLD = 2e-4;
    private static final int STAGES = 50;
    private static final int KINDS = 16;
    private static final int SHIFTS = 3;
    private static final double NOISE = 0.3;
    private static final double LEAST_GAIN = 1e-9;

    private final Problem.Shape shape;
    private final Problem problem;
    private final SearchState state;
    private final Chance chance;
    private final Repair repair;
    private final int[] bestNodes;
    private final double[] bestShares;
    private final double nodeUsd;
    private double bestUsd;

    /** Starts from the schedule that the state holds, which must be whole. */
    LocalSearch(final Problem problem, final SearchState state, final Chance chance) {
        this.problem = problem;
        this.state = state;
        this.chance = chance;
        shape = problem.shape();
        repair = new Repair(problem, state, chance);
        bestNodes = new int[shape.targets() * shape.blocks()];
        bestShares = new double[problem.demand().usd().length];
        nodeUsd = nodeUsd(problem);
        keep();
    }

    private static double nodeUsd(final Problem problem) {
        double hours = 0;
        for (final double each : problem.nodes().hours()) {
            hours += each;
        }
        double usd = 0;
        for (final double each : problem.nodes().usdPerHour()) {
            usd += each * hours / problem.shape().targets();
        }
        return usd;
    }

    private void keep() {
        state.store(bestNodes, bestShares);
        bestUsd = state.usd();
    }

    /** Searches; afterwards the state holds the best schedule found. */
    void run(final Effort effort) {
        final int moves = effort.moves() / STAGES;
        double temperature = HOT * nodeUsd;
        final double cooling = StrictMath.pow(COLD / HOT, 1.0 / STAGES);
        for (int stage = 0; stage < STAGES && !effort.enough().getAsBoolean(); stage++) {
            for (int move = 0; move < moves; move++) {
                state.mark();
                move();
                if (state.changedSinceMark()) {
                    accept(temperature);
                }
            }
            state.reckon();
            temperature *= cooling;
        }
        state.load(bestNodes, bestShares);
    }

    private void accept(final double temperature) {
        if (state.sinceMark() > -temperature * StrictMath.log(1 - chance.fraction())) {
            state.undo();
        } else if (state.usd() < bestUsd - LEAST_GAIN) {
            keep();
        }
    }

    private void move() {
        int from = 0;
        int to = shape.blocks() - 1;
        if (chance.below(4) > 0) {
            final int one = chance.below(shape.blocks());
            final int other = chance.below(shape.blocks());
            from = Math.min(one, other);
            to = Math.max(one, other);
        }
        final int kind = chance.below(KINDS);
        if (kind < SHIFTS) {
            shift(from, to);
        } else {
            exchange(kind, from, to);
        }
    }

    private void exchange(final int kind, final int from, final int to) {
        final int region = chance.below(shape.regions());
        final int removals = 1 + (kind & 1) + (kind == KINDS / 2 ? 1 : 0);
        int without = -1;
        for (int removal = 0; removal < removals; removal++) {
            final int target = holding(region, from, to);
            if (target >= 0 && state.allows(target, from, to, -1)) {
                state.add(target, from, to, -1);
                without = target;
            }
        }
        if (without < 0) {
            return;
        }
        if (kind % 4 == 0) {
            repair.shiftAround(region, from, to);
        }
        repair.addNodes(region, from, to, without, kind % 3 == 0 ? 0 : NOISE);
        repair.shiftOut(region, from, to);
        repair.trim(region, from, to);
        repair.fill(from, to);
    }

    /** Some target of a region that holds nodes in all of these blocks, -1 where none does. */
    private int holding(final int region, final int from, final int to) {
        final int first = chance.below(shape.types());
        for (int step = 0; step < shape.types(); step++) {
            final int target = (first + step) % shape.types() * shape.regions() + region;
            if (repair.least(target, from, to) > 0) {
                return target;
            }
        }
        return -1;
    }

    private void shift(final int from, final int to) {
        final int group = chance.below(shape.classes());
        final int source = chance.below(shape.regions() + 1);
        final int sink = chance.below(shape.regions());
        if (source == sink) {
            return;
        }
        for (int block = from; block <= to; block++) {
            if (problem.demand().usd()[shape.share(group, sink, block)] < Double.POSITIVE_INFINITY) {
                final double part = Math.min(state.share(group, source, block), repair.room(group, sink, block));
                if (part > LEAST_GAIN) {
                    state.shift(group, block, source, sink, part);
                }
            }
        }
        if (source < shape.regions()) {
            repair.trim(source, from, to);
        }
    }
}
