package io.forerun.perf;

import io.forerun.plan.mpc.Problem;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Fleets as large companies run them: node types for computing, memory and accelerators in several sizes, with prices that
 * follow the resources loosely, quotas and lead times; regions with prices of their own; users who may be served in their own
 * region or a near one. Rounding each number of nodes up costs 3 to 4 % on them.
 */
final class PlannerProblem {
    private static final int RESOURCES = 3;
    private static final double[] HOURS = {5 / 60.0, 5 / 60.0, 5 / 60.0, 15 / 60.0, 30 / 60.0, 1};
    private static final double[] START_MINUTES = {0, 5, 10, 15, 30, 60};
    private static final double[] USD = {0.034, 0.0045, 0.6};
    private static final int BLOCKS = HOURS.length;
    private static final double UTILISATION = 0.7;
    private static final double CORES = 350;
    private static final int STEP = 60;

    private final SplittableRandom random;
    private final int types;
    private final int regions;
    private final double[] capacity;
    private final double[] usdPerHour;
    private final double[] need;
    private final double[] usd;

    private PlannerProblem(final long seed, final int types, final int regions) {
        random = new SplittableRandom(seed);
        this.types = types;
        this.regions = regions;
        capacity = new double[types * RESOURCES];
        usdPerHour = new double[types * regions];
        need = new double[regions * BLOCKS * RESOURCES];
        usd = new double[regions * (regions + 1) * BLOCKS];
    }

    /** A problem of six blocks, with as many classes of users as regions. */
    static Problem of(final long seed, final int types, final int regions) {
        return new PlannerProblem(seed, types, regions).make();
    }

    /** The same some minutes later: every need has changed a little, and the nodes of the first block are there. */
    static Problem later(final Problem problem, final long seed, final int[] nodes) {
        final SplittableRandom random = new SplittableRandom(seed);
        final double[] changed = problem.demand().need().clone();
        for (int group = 0; group < changed.length / RESOURCES; group++) {
            final double factor = random.nextDouble(0.97, 1.03);
            for (int resource = 0; resource < RESOURCES; resource++) {
                changed[group * RESOURCES + resource] *= factor;
            }
        }
        final Problem.Bounds bounds = problem.bounds();
        final int[] present = new int[bounds.present().length];
        Arrays.setAll(present, target -> nodes[target * BLOCKS]);
        return new Problem(
                problem.shape(),
                problem.nodes(),
                new Problem.Demand(changed, problem.demand().usd()),
                new Problem.Bounds(
                        present,
                        least(present),
                        bounds.most(),
                        bounds.first(),
                        bounds.step(),
                        bounds.stay(),
                        bounds.minNodes(),
                        bounds.maxNodes(),
                        bounds.budgetUsdPerHour()));
    }

    private Problem make() {
        final double[] factor = new double[regions];
        Arrays.setAll(factor, region -> random.nextDouble(0.9, 1.25));
        for (int type = 0; type < types; type++) {
            type(type, factor);
        }
        for (int group = 0; group < regions; group++) {
            demand(group);
        }
        final double[] add = Arrays.stream(usdPerHour).map(each -> each * 0.05).toArray();
        final double[] remove =
                Arrays.stream(usdPerHour).map(each -> each * 0.01).toArray();
        return new Problem(
                new Problem.Shape(types, regions, BLOCKS, regions, RESOURCES),
                new Problem.Nodes(capacity, usdPerHour, add, remove, HOURS),
                new Problem.Demand(need, usd),
                bounds());
    }

    private void type(final int type, final double[] factor) {
        final boolean accelerated = type % 5 == 4;
        final double gpus = accelerated ? 1 << random.nextInt(4) : 0;
        final double cores = accelerated ? gpus * (4 + 4 * random.nextInt(3)) : 2 << random.nextInt(5);
        final double gib = cores * (accelerated ? 4 : 2 << type % 3) * (random.nextInt(4) == 0 ? 1.5 : 1);
        final double[] has = {cores, gib, gpus};
        double each = 0;
        for (int resource = 0; resource < RESOURCES; resource++) {
            capacity[type * RESOURCES + resource] = has[resource] * UTILISATION;
            each += has[resource] * USD[resource];
        }
        each *= random.nextDouble(0.88, 1.12);
        for (int region = 0; region < regions; region++) {
            usdPerHour[type * regions + region] = each * factor[region] * random.nextDouble(0.97, 1.03);
        }
    }

    private void demand(final int group) {
        final double level = CORES * random.nextDouble(0.5, 2);
        final double[] mix = {1, random.nextDouble(2, 7), random.nextInt(3) == 0 ? 0 : random.nextDouble(0.02, 0.06)};
        final double trend = random.nextDouble(-0.3, 0.3);
        for (int block = 0; block < BLOCKS; block++) {
            final double cores = level * (1 + trend * START_MINUTES[block] / 60) * random.nextDouble(0.95, 1.05);
            double worth = 0;
            for (int resource = 0; resource < RESOURCES; resource++) {
                need[(group * BLOCKS + block) * RESOURCES + resource] = cores * mix[resource];
                worth += cores * mix[resource] * USD[resource] / UTILISATION * HOURS[block];
            }
            for (int region = 0; region < regions; region++) {
                final int around = Math.floorMod(region - group, regions);
                final int distance = Math.min(around, regions - around);
                final boolean near = distance < 2 || distance == 2 && (group + region) % 3 > 0;
                usd[(group * (regions + 1) + region) * BLOCKS + block] =
                        near ? distance * 0.04 * worth : Double.POSITIVE_INFINITY;
            }
            usd[(group * (regions + 1) + regions) * BLOCKS + block] = 20 * worth;
        }
    }

    private Problem.Bounds bounds() {
        final int[] present = new int[types * regions];
        for (int region = 0; region < regions; region++) {
            for (int resource = 0; resource < RESOURCES; resource++) {
                present(present, region, resource);
            }
        }
        final int[] most = new int[present.length];
        Arrays.setAll(most, target -> Math.max(present[target], random.nextInt(4) == 0 ? random.nextInt(2, 12) : 200));
        final int[] first = new int[present.length];
        Arrays.setAll(first, target -> random.nextInt(60, 460) > 300 ? 1 : 0);
        final int[] step = new int[BLOCKS];
        Arrays.fill(step, STEP);
        final int[] stay = new int[BLOCKS];
        Arrays.setAll(stay, block -> block);
        return new Problem.Bounds(
                present,
                least(present),
                most,
                first,
                step,
                stay,
                new int[BLOCKS],
                Integer.MAX_VALUE / 2,
                Double.POSITIVE_INFINITY);
    }

    /** Nodes of types taken at random until a region's own users are about served. */
    private void present(final int[] present, final int region, final int resource) {
        double left = need[region * BLOCKS * RESOURCES + resource] * random.nextDouble(0.9, 1.05);
        for (int type = 0; type < types; type++) {
            left -= present[type * regions + region] * capacity[type * RESOURCES + resource];
        }
        for (int trial = 0; left > 0 && trial < 50; trial++) {
            final int type = random.nextInt(types);
            final double each = capacity[type * RESOURCES + resource];
            if (each > 0 && (resource == 2 || capacity[type * RESOURCES + 2] == 0)) {
                final int nodes = Math.min((int) Math.ceil(left / each), 1 + random.nextInt(1 + (int) (left / each)));
                present[type * regions + region] += nodes;
                left -= nodes * each;
            }
        }
    }

    /** What steps of that size cannot take away yet. */
    private static int[] least(final int[] present) {
        final int[] least = new int[present.length * BLOCKS];
        Arrays.setAll(least, index -> Math.max(0, present[index / BLOCKS] - STEP * (index % BLOCKS + 1)));
        return least;
    }
}
