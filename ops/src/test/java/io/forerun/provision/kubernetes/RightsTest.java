package io.forerun.provision.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.forerun.Manifests;
import io.forerun.provision.Provisioner;
import io.forerun.provision.control.ReconcileRounds;
import java.io.IOException;
import java.nio.file.Path;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The role that comes along grants what is asked for, and nothing else. */
class RightsTest {
    @TempDir
    private Path directory;

    @Test
    void shouldGrantWhatIsAskedForAndNothingElse() throws IOException {
        final TreeSet<String> granted = new TreeSet<>();
        for (final PolicyRule rule : Manifests.only(Role.class).getRules()) {
            for (final String group : rule.getApiGroups()) {
                for (final String resource : rule.getResources()) {
                    rule.getVerbs().forEach(verb -> granted.add(group + " " + resource + " " + verb));
                }
            }
        }
        assertEquals(asked(), granted);
    }

    /** What a raise, another, the base again and a change of nodes ask for, and the metrics of pods, which are listed. */
    private TreeSet<String> asked() throws IOException {
        try (KillingCluster cluster = new KillingCluster();
                Provisioner provisioner = ClusterRuns.open(cluster.url())) {
            ReconcileRounds.run(provisioner, directory.resolve("round"), 2 * ReconcileRounds.Kind.values().length);
            final TreeSet<String> asked = cluster.asked();
            asked.add("metrics.k8s.io pods list");
            return asked;
        }
    }
}
