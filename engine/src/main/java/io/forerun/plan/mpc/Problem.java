package io.forerun.plan.mpc;

/**
 * How many nodes of which type to hold in which region in each block of time to come, and which users to serve where.
 *
 * <pre>
 *   minimise   price of nodes + cost of adding and removing them + cost of serving users there, or not at all
 *   such that  in each (region, block, resource): capacity of its nodes >= what its users need
 *              nodes are whole, between least and most, change by at most a step, and stay for a while once added
 *              in each block: price within the budget, number of nodes within limits
 * </pre>
 *
 * <p>Arrays are flat and must not be written to once here. A target is type times regions plus region, as in Fleet. A class is
 * a group of users whose needs go together, split freely over regions; place {@code regions} stands for not being served.
 *
 * @param shape sizes
 * @param nodes what a node gives and costs
 * @param demand what users need
 * @param bounds what must hold
 */
public record Problem(Shape shape, Nodes nodes, Demand demand, Bounds bounds) {
    /**
     * Sizes.
     *
     * @param types node types
     * @param regions where nodes stand
     * @param blocks stretches of time, of any length
     * @param classes groups of users
     * @param resources kinds of resources
     */
    public record Shape(int types, int regions, int blocks, int classes, int resources) {
        int targets() {
            return types * regions;
        }

        int node(final int target, final int block) {
            return target * blocks + block;
        }

        int share(final int group, final int place, final int block) {
            return (group * (regions + 1) + place) * blocks + block;
        }

        int need(final int group, final int block, final int resource) {
            return (group * blocks + block) * resources + resource;
        }

        int row(final int region, final int block, final int resource) {
            return (region * blocks + block) * resources + resource;
        }
    }

    /**
     * What a node gives and costs.
     *
     * @param capacity [type, resource] what one node gives
     * @param usdPerHour [target] price
     * @param addUsd [target] cost of adding one
     * @param removeUsd [target] cost of removing one
     * @param hours [block] length
     */
    public record Nodes(double[] capacity, double[] usdPerHour, double[] addUsd, double[] removeUsd, double[] hours) {}

    /**
     * What users need.
     *
     * @param need [class, block, resource]
     * @param usd [class, place, block] cost of serving all of the class there for the block; infinite where it may not be served
     */
    public record Demand(double[] need, double[] usd) {}

    /**
     * What must hold. Holding {@code least} in every block must itself keep all rules.
     *
     * @param present [target] nodes before the first block
     * @param least [target, block] nodes at least
     * @param most [target] nodes at most
     * @param first [target] first block in which an added node can serve
     * @param step [block] largest change of one target from the block before
     * @param stay [block] last block that nodes added in this one must stay for
     * @param minNodes [block] nodes of all targets at least, where bounds allow
     * @param maxNodes nodes of all targets at most
     * @param budgetUsdPerHour price of all nodes at most
     */
    public record Bounds(
            int[] present,
            int[] least,
            int[] most,
            int[] first,
            int[] step,
            int[] stay,
            int[] minNodes,
            int maxNodes,
            double budgetUsdPerHour) {}

    public Problem {
        final int nodeLength = shape.targets() * shape.blocks();
        length("capacity", nodes.capacity().length, shape.types() * shape.resources());
        length("usdPerHour", nodes.usdPerHour().length, shape.targets());
        length("addUsd", nodes.addUsd().length, shape.targets());
        length("removeUsd", nodes.removeUsd().length, shape.targets());
        length("hours", nodes.hours().length, shape.blocks());
        length("need", demand.need().length, shape.classes() * shape.blocks() * shape.resources());
        length("usd", demand.usd().length, shape.classes() * (shape.regions() + 1) * shape.blocks());
        length("present", bounds.present().length, shape.targets());
        length("least", bounds.least().length, nodeLength);
        length("most", bounds.most().length, shape.targets());
        length("first", bounds.first().length, shape.targets());
        length("step", bounds.step().length, shape.blocks());
        length("stay", bounds.stay().length, shape.blocks());
        length("minNodes", bounds.minNodes().length, shape.blocks());
    }

    private static void length(final String what, final int length, final int expected) {
        if (length != expected) {
            throw new IllegalArgumentException(what + ": length=" + length + ", allowed=" + expected);
        }
    }
}
