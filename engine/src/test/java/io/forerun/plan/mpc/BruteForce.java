package io.forerun.plan.mpc;

/** Tries every schedule of a tiny problem with one class, whose users are served cheapest place first. */
final class BruteForce {
    private final Problem problem;
    private final Problem.Shape shape;
    private final Judge judge;
    private final int[] nodes;
    private double best = Double.POSITIVE_INFINITY;

    private BruteForce(final Problem problem) {
        this.problem = problem;
        shape = problem.shape();
        judge = new Judge(problem);
        nodes = new int[shape.targets() * shape.blocks()];
    }

    /** The least cost, infinite where no schedule keeps all bounds. */
    static double usd(final Problem problem) {
        final BruteForce all = new BruteForce(problem);
        all.target(0);
        return all.best;
    }

    private void target(final int target) {
        if (target == shape.targets()) {
            whole();
        } else {
            block(target, 0);
        }
    }

    private void block(final int target, final int block) {
        if (block == shape.blocks()) {
            if (judge.keeps(target, nodes)) {
                target(target + 1);
            }
            return;
        }
        for (int held = 0; held <= problem.bounds().most()[target]; held++) {
            nodes[shape.node(target, block)] = held;
            block(target, block + 1);
        }
    }

    private void whole() {
        final double[] shares = new double[problem.demand().usd().length];
        for (int block = 0; block < shape.blocks(); block++) {
            if (!judge.affords(block, nodes) || !judge.reachesMinimum(block, nodes)) {
                return;
            }
            serve(block, shares);
        }
        best = Math.min(best, judge.usd(nodes, shares));
    }

    private void serve(final int block, final double[] shares) {
        double left = 1;
        final boolean[] used = new boolean[shape.regions() + 1];
        for (int round = 0; round <= shape.regions(); round++) {
            int cheapest = -1;
            for (int place = 0; place <= shape.regions(); place++) {
                if (!used[place] && (cheapest < 0 || usd(place, block) < usd(cheapest, block))) {
                    cheapest = place;
                }
            }
            used[cheapest] = true;
            final double part = usd(cheapest, block) == Double.POSITIVE_INFINITY ? 0 : room(cheapest, block);
            shares[shape.share(0, cheapest, block)] = Math.min(left, part);
            left -= Math.min(left, part);
        }
    }

    private double usd(final int place, final int block) {
        return problem.demand().usd()[shape.share(0, place, block)];
    }

    /** Share for which a place has room. */
    private double room(final int place, final int block) {
        double room = 1;
        for (int resource = 0; place < shape.regions() && resource < shape.resources(); resource++) {
            final double need = problem.demand().need()[shape.need(0, block, resource)];
            final double there = judge.capacity(nodes, place, block, resource);
            room = need > 0 ? Math.min(room, there / need) : room;
        }
        return room;
    }
}
