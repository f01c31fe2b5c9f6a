package io.forerun.server;

import io.forerun.plan.Fleet;
import io.forerun.provision.DryRunProvisioner;
import io.forerun.provision.Provisioner;
import io.forerun.provision.aws.AwsConfig;
import io.forerun.provision.aws.AwsProvisioner;
import io.forerun.provision.kubernetes.KubernetesConfig;
import io.forerun.provision.kubernetes.KubernetesProvisioner;
import io.forerun.provision.process.ProcessConfig;
import io.forerun.provision.process.ProcessProvisioner;
import io.forerun.provision.simulated.SimulatedCloud;
import io.forerun.provision.simulated.SimulatedProvisioner;
import io.forerun.provision.webhook.WebhookConfig;
import io.forerun.provision.webhook.WebhookProvisioner;

/** Who runs the nodes, with all that is needed to reach it. */
public sealed interface Provider {
    /** Nobody: decisions are logged and taken for done. */
    record DryRun() implements Provider {}

    /** Nodes in the engine's time. */
    record Simulated() implements Provider {}

    /** Processes of this machine. */
    record Processes(ProcessConfig config) implements Provider {}

    /** Replicas of Deployments. */
    record Kubernetes(KubernetesConfig config) implements Provider {}

    /** Instances of Auto Scaling groups. */
    record Aws(AwsConfig config) implements Provider {}

    /** Somebody else, over HTTP. */
    record Webhook(WebhookConfig config) implements Provider {}

    /**
     * Opens it for a fleet.
     *
     * @throws IllegalArgumentException if it cannot be used as configured
     */
    default Provisioner open(final Fleet fleet) {
        return switch (this) {
            case DryRun() -> new DryRunProvisioner(fleet);
            case Simulated() -> new SimulatedProvisioner(fleet, new SimulatedCloud(fleet));
            case Processes(final ProcessConfig config) -> ProcessProvisioner.open(fleet, config);
            case Kubernetes(final KubernetesConfig config) -> KubernetesProvisioner.open(fleet, config);
            case Aws(final AwsConfig config) -> AwsProvisioner.open(fleet, config);
            case Webhook(final WebhookConfig config) ->
                new WebhookProvisioner(fleet, config, System::currentTimeMillis);
        };
    }
}
