package io.forerun.plan.mpc;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Problems of any size with every kind of bound, some of them tight. */
final class RandomProblem {
    private static final int RESOURCES = 3;

    private final SplittableRandom random;
    private final Problem.Shape shape;
    private final int most;

    private RandomProblem(final long seed, final Problem.Shape shape, final int most) {
        random = new SplittableRandom(seed);
        this.shape = shape;
        this.most = most;
    }

    /**
     * A problem.
     *
     * @param most nodes of a target at most
     */
    static Problem of(
            final long seed, final int types, final int regions, final int blocks, final int classes, final int most) {
        return new RandomProblem(seed, new Problem.Shape(types, regions, blocks, classes, RESOURCES), most).make();
    }

    private Problem make() {
        final double[] capacity = new double[shape.types() * RESOURCES];
        for (int type = 0; type < shape.types(); type++) {
            final double cpu = 1 << random.nextInt(4);
            capacity[type * RESOURCES] = cpu;
            capacity[type * RESOURCES + 1] = cpu * (1 << 1 + random.nextInt(3));
            // Either accelerators, or what must not rest on types that may go away.
            capacity[type * RESOURCES + 2] = random.nextInt(3) == 0 ? random.nextInt(3) : 0;
        }
        final boolean mixed = random.nextInt(4) == 0;
        if (mixed) {
            for (int type = 0; type < shape.types(); type++) {
                capacity[type * RESOURCES + 2] = type % 2 == 0 ? capacity[type * RESOURCES] : 0;
            }
        }
        final double[] usd = new double[shape.targets()];
        final double[] add = new double[usd.length];
        final double[] remove = new double[usd.length];
        for (int target = 0; target < usd.length; target++) {
            final int first = target / shape.regions() * RESOURCES;
            usd[target] = (0.04 * capacity[first] + 0.005 * capacity[first + 1] + 0.1 * Math.abs(capacity[first + 2]))
                    * random.nextDouble(0.8, 1.25);
            add[target] = usd[target] * random.nextDouble(0.3);
            remove[target] = usd[target] * random.nextDouble(0.1);
        }
        final double[] hours = new double[shape.blocks()];
        Arrays.setAll(hours, block -> random.nextDouble(0.1, 1));
        return new Problem(
                shape, new Problem.Nodes(capacity, usd, add, remove, hours), demand(hours, mixed), bounds(usd));
    }

    private Problem.Demand demand(final double[] hours, final boolean mixed) {
        final double[] need = new double[shape.classes() * shape.blocks() * RESOURCES];
        final double[] usd = new double[shape.classes() * (shape.regions() + 1) * shape.blocks()];
        final double level = most * shape.types() * shape.regions() * 1.2 / shape.classes();
        for (int group = 0; group < shape.classes(); group++) {
            final double memory = random.nextDouble(1, 8);
            final boolean accelerated = !mixed && random.nextInt(3) == 0;
            for (int block = 0; block < shape.blocks(); block++) {
                final double cpu = level * random.nextDouble(0.2, 1);
                need[shape.need(group, block, 0)] = cpu;
                need[shape.need(group, block, 1)] = cpu * memory;
                need[shape.need(group, block, 2)] = mixed ? cpu * 0.5 : accelerated ? cpu * 0.05 : 0;
                for (int place = 0; place <= shape.regions(); place++) {
                    final boolean barred = place < shape.regions() && place != group % shape.regions();
                    final double each = place == shape.regions() ? random.nextDouble(0.2, 3) : random.nextDouble(0.01);
                    usd[shape.share(group, place, block)] =
                            barred && random.nextInt(3) == 0 ? Double.POSITIVE_INFINITY : each * cpu * hours[block];
                }
            }
        }
        return new Problem.Demand(need, usd);
    }

    private Problem.Bounds bounds(final double[] usd) {
        final int[] present = new int[shape.targets()];
        Arrays.setAll(present, target -> random.nextInt(3) == 0 ? random.nextInt(most + 1) : 0);
        final int[] highest = new int[shape.targets()];
        Arrays.setAll(highest, target -> Math.max(present[target], random.nextInt(4) == 0 ? 1 : most));
        final int[] first = new int[shape.targets()];
        Arrays.setAll(first, target -> random.nextInt(3) == 0 ? random.nextInt(shape.blocks() + 1) : 0);
        final int[] step = new int[shape.blocks()];
        final int change = random.nextInt(3) == 0 ? 1 + random.nextInt(most) : 1_000;
        Arrays.fill(step, change);
        final int[] stay = new int[shape.blocks()];
        final int longer = random.nextInt(3) == 0 ? 1 : 0;
        Arrays.setAll(stay, block -> Math.min(block + longer, shape.blocks() - 1));
        final int[] least = new int[shape.targets() * shape.blocks()];
        double spent = 0;
        int held = 0;
        for (int target = 0; target < shape.targets(); target++) {
            final int kept = random.nextInt(3) == 0 ? random.nextInt(present[target] + 1) : 0;
            for (int block = 0; block < shape.blocks(); block++) {
                least[shape.node(target, block)] = block == 0
                        ? Math.max(kept, present[target] - change)
                        : Math.max(0, least[shape.node(target, block - 1)] - change);
            }
            spent += usd[target] * least[shape.node(target, 0)];
            held += least[shape.node(target, 0)];
        }
        final int[] minNodes = new int[shape.blocks()];
        Arrays.fill(
                minNodes,
                random.nextInt(3) == 0 ? Math.min(2, Arrays.stream(present).sum()) : 0);
        final boolean tight = random.nextInt(3) == 0;
        final double total = Arrays.stream(usd).sum() * most;
        return new Problem.Bounds(
                present,
                least,
                highest,
                first,
                step,
                stay,
                minNodes,
                tight ? Math.max(held, 2) + most : 100_000,
                random.nextInt(3) == 0 ? spent + total * 0.3 : Double.POSITIVE_INFINITY);
    }
}
