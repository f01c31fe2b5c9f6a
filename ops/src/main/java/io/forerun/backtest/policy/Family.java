package io.forerun.backtest.policy;

import io.forerun.backtest.simulation.Policy;
import io.forerun.backtest.simulation.Workload;
import java.util.List;

/**
 * A way to scale that has to be set: every setting that is worth trying, and the policy each makes. Whoever tunes it looks at
 * the part before the test alone.
 *
 * @param <S> a setting
 */
public interface Family<S> {
    /** Every setting that is tried with a node type, index in the fleet; one at least. */
    List<S> settings(Workload workload, int type);

    /** A policy for one simulation. */
    Policy policy(Workload workload, S setting);

    /** The setting for people. */
    String text(S setting);
}
