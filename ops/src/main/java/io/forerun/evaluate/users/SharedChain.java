package io.forerun.evaluate.users;

import io.forerun.markov.TransitionTable;

/** The product's own model of today: the chain that the engine keeps over all users. */
final class SharedChain implements NextActionModel {
    private static final int LAST = TransitionTable.ACTIONS - 1;

    private final TransitionTable transitions = new TransitionTable();

    @Override
    public int capacity() {
        return TransitionTable.ACTIONS;
    }

    @Override
    public double likelihood(final long user, final int present, final int next) {
        return transitions.probability(Math.min(present, LAST), next);
    }

    @Override
    public void learn(final long user, final int present, final int next) {
        if (present == NONE) {
            transitions.start(Math.min(next, LAST));
        } else {
            transitions.step(Math.min(present, LAST), Math.min(next, LAST));
        }
    }
}
