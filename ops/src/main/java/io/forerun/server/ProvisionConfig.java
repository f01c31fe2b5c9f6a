package io.forerun.server;

import io.forerun.provision.control.ReconcileConfig;

/**
 * Who carries decisions out, and how.
 *
 * @param provider who
 * @param reconcile how
 * @param utilisation where utilisation is read, without which nothing is taken away once it is read at all
 */
public record ProvisionConfig(Provider provider, ReconcileConfig reconcile, Utilisation utilisation) {
    /** Nothing is changed anywhere. */
    public static final ProvisionConfig DRY_RUN = new ProvisionConfig(
            new Provider.DryRun(), ReconcileConfig.DEFAULT.withGivenLeadTimes(), new Utilisation.None());

    /** Nodes in the engine's time. */
    public static final ProvisionConfig SIMULATED = new ProvisionConfig(
            new Provider.Simulated(), ReconcileConfig.DEFAULT.withGivenLeadTimes(), new Utilisation.None());
}
