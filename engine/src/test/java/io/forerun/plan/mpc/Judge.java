package io.forerun.plan.mpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Looks at a schedule rule by rule, as written in {@link Problem}, with none of the code that made it. */
final class Judge {
    private static final double TOLERANCE = 1e-6;

    private final Problem problem;
    private final Problem.Shape shape;

    Judge(final Problem problem) {
        this.problem = problem;
        shape = problem.shape();
    }

    /** Fails unless the schedule keeps every rule and costs what it says. */
    void check(final Schedule schedule, final String where) {
        for (int target = 0; target < shape.targets(); target++) {
            assertTrue(keeps(target, schedule.nodes()), where + ": bounds of target " + target);
        }
        for (int block = 0; block < shape.blocks(); block++) {
            assertTrue(affords(block, schedule.nodes()), where + ": budget or maximum in block " + block);
            served(block, schedule, where);
        }
        assertEquals(usd(schedule.nodes(), schedule.shares()), schedule.usd(), TOLERANCE * (1 + schedule.usd()), where);
        assertTrue(schedule.usd() >= schedule.boundUsd() * (1 - TOLERANCE), where + ": below the bound");
    }

    private void served(final int block, final Schedule schedule, final String where) {
        final double[] needed = new double[shape.regions() * shape.resources()];
        for (int group = 0; group < shape.classes(); group++) {
            double all = 0;
            for (int place = 0; place <= shape.regions(); place++) {
                final int index = shape.share(group, place, block);
                final double share = schedule.shares()[index];
                assertTrue(share >= 0, where);
                assertTrue(share == 0 || problem.demand().usd()[index] < Double.POSITIVE_INFINITY, where + ": barred");
                all += share;
                for (int resource = 0; place < shape.regions() && resource < shape.resources(); resource++) {
                    needed[place * shape.resources() + resource] +=
                            share * problem.demand().need()[shape.need(group, block, resource)];
                }
            }
            assertEquals(1, all, TOLERANCE, where + ": class " + group);
        }
        for (int region = 0; region < shape.regions(); region++) {
            for (int resource = 0; resource < shape.resources(); resource++) {
                final double need = needed[region * shape.resources() + resource];
                final double there = capacity(schedule.nodes(), region, block, resource);
                assertTrue(there >= need - TOLERANCE * (1 + need), where + ": " + there + " for " + need);
            }
        }
    }

    double capacity(final int[] nodes, final int region, final int block, final int resource) {
        double sum = 0;
        for (int type = 0; type < shape.types(); type++) {
            sum += nodes[shape.node(type * shape.regions() + region, block)]
                    * problem.nodes().capacity()[type * shape.resources() + resource];
        }
        return sum;
    }

    boolean affords(final int block, final int[] nodes) {
        double usdPerHour = 0;
        int count = 0;
        for (int target = 0; target < shape.targets(); target++) {
            usdPerHour += nodes[shape.node(target, block)] * problem.nodes().usdPerHour()[target];
            count += nodes[shape.node(target, block)];
        }
        return usdPerHour <= problem.bounds().budgetUsdPerHour() + 1e-9
                && count <= problem.bounds().maxNodes();
    }

    boolean reachesMinimum(final int block, final int[] nodes) {
        int count = 0;
        for (int target = 0; target < shape.targets(); target++) {
            count += nodes[shape.node(target, block)];
        }
        return count >= problem.bounds().minNodes()[block];
    }

    boolean keeps(final int target, final int[] nodes) {
        final Problem.Bounds bounds = problem.bounds();
        int before = bounds.present()[target];
        for (int block = 0; block < shape.blocks(); block++) {
            final int index = shape.node(target, block);
            final int now = nodes[index];
            final boolean within = now >= bounds.least()[index] && now <= bounds.most()[target];
            final boolean steady = Math.abs(now - before) <= bounds.step()[block];
            if (!within || !steady || now > before && block < bounds.first()[target]) {
                return false;
            }
            int young = 0;
            for (int added = 0; added <= block; added++) {
                final int last = added == 0 ? bounds.present()[target] : nodes[shape.node(target, added - 1)];
                young += bounds.stay()[added] >= block ? Math.max(0, nodes[shape.node(target, added)] - last) : 0;
            }
            if (now < young) {
                return false;
            }
            before = now;
        }
        return true;
    }

    double usd(final int[] nodes, final double[] shares) {
        double usd = 0;
        for (int target = 0; target < shape.targets(); target++) {
            int before = problem.bounds().present()[target];
            for (int block = 0; block < shape.blocks(); block++) {
                final int now = nodes[shape.node(target, block)];
                usd += now
                        * problem.nodes().usdPerHour()[target]
                        * problem.nodes().hours()[block];
                usd += Math.max(0, now - before) * problem.nodes().addUsd()[target];
                usd += Math.max(0, before - now) * problem.nodes().removeUsd()[target];
                before = now;
            }
        }
        for (int index = 0; index < shares.length; index++) {
            usd += shares[index] == 0 ? 0 : shares[index] * problem.demand().usd()[index];
        }
        return usd;
    }
}
