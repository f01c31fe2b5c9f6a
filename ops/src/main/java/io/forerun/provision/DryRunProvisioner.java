package io.forerun.provision;

import io.forerun.plan.Capacity;
import io.forerun.plan.Capacity.Nodes;
import io.forerun.plan.Decision;
import io.forerun.plan.Fleet;
import io.forerun.plan.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Changes nothing anywhere: writes each decision to the log and then pretends that its nodes run. */
public final class DryRunProvisioner implements Provisioner {
    private static final Logger LOG = LoggerFactory.getLogger(DryRunProvisioner.class);

    private final Fleet fleet;
    private final List<Nodes> pretended;
    private long revision = 1; // 0 is what the engine takes for not seen yet.

    /** Pretends that nothing runs. */
    public DryRunProvisioner(final Fleet fleet) {
        this.fleet = fleet;
        this.pretended = new ArrayList<>(Capacity.none(fleet).targets());
    }

    @Override
    public String name() {
        return "dry-run";
    }

    @Override
    public Capacity observe(final long nowMs) {
        return new Capacity(revision, pretended);
    }

    @Override
    public Outcome apply(final Decision decision, final long nowMs) {
        LOG.info(
                "dry-run: {} {} -> {} nodes, won by {}, guards {}",
                decision.target(),
                decision.from(),
                decision.to(),
                decision.won(),
                decision.guards());
        final int target = fleet.targetIndex(decision.target());
        if (target < 0) {
            return new Outcome(Outcome.State.REFUSED, "no such target in the fleet");
        }
        pretended.set(target, new Nodes(decision.to(), 0));
        revision++;
        return new Outcome(Outcome.State.RUNNING, "dry-run: nothing was changed");
    }

    @Override
    public void close() {}
}
