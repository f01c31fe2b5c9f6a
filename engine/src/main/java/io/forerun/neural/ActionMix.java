package io.forerun.neural;

/**
 * Two forecasts of the next action made one: {@code log p = a log p_chain + b log p_network + constant}, with weights learned
 * online by gradient descent on the surprise (as context mixing does: Mahoney 2005), steps by AdaGrad. Starts as the chain
 * alone, so what the network adds has to be earned. Not thread safe.
 */
public final class ActionMix {
    private static final double LEAST = 1e-6;
    private static final double STEP = .02;
    private static final double MOST = 2;

    private final double[] weight = {1, 0};
    private final double[] energy = {1, 1};
    private final double[][] log = new double[2][Features.ACTIONS];
    private final double[] mixed = new double[Features.ACTIONS];
    private int actions;

    /** The chain alone. */
    public ActionMix() {}

    /**
     * Mixes.
     *
     * @param chain probability by action
     * @param network the same of the network
     * @param actions how many there are, at most {@link Features#ACTIONS}
     * @param out their mixture; may be one of the other two
     */
    public void mix(final double[] chain, final double[] network, final int actions, final double[] out) {
        this.actions = actions;
        double most = Double.NEGATIVE_INFINITY;
        for (int action = 0; action < actions; action++) {
            log[0][action] = StrictMath.log(chain[action] + LEAST);
            log[1][action] = StrictMath.log(network[action] + LEAST);
            mixed[action] = weight[0] * log[0][action] + weight[1] * log[1][action];
            most = Math.max(most, mixed[action]);
        }
        double sum = 0;
        for (int action = 0; action < actions; action++) {
            mixed[action] = StrictMath.exp(mixed[action] - most);
            sum += mixed[action];
        }
        for (int action = 0; action < actions; action++) {
            mixed[action] /= sum;
            out[action] = mixed[action];
        }
    }

    /** Learns what came after the last {@link #mix}. */
    public void learn(final int action) {
        if (action >= actions) {
            return;
        }
        for (int source = 0; source < weight.length; source++) {
            double slope = -log[source][action];
            for (int other = 0; other < actions; other++) {
                slope += mixed[other] * log[source][other];
            }
            energy[source] += slope * slope;
            final double moved = weight[source] - STEP * slope / Math.sqrt(energy[source]);
            weight[source] = Math.max(0, Math.min(MOST, moved));
        }
    }
}
