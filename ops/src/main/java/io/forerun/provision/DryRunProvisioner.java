package io.forerun.provision;

import io.forerun.plan.Fleet;
import io.forerun.provision.Observation.Seen;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Changes nothing anywhere: writes each order to the log and then pretends that its nodes run. */
public final class DryRunProvisioner implements Provisioner {
    private static final Logger LOG = LoggerFactory.getLogger(DryRunProvisioner.class);

    private final List<Seen> pretended;

    /** Pretends that nothing runs. */
    public DryRunProvisioner(final Fleet fleet) {
        this.pretended = new ArrayList<>(Observation.nothing(fleet).targets());
    }

    @Override
    public String name() {
        return "dry-run";
    }

    @Override
    public Observation observe(final long nowMs) {
        return new Observation(pretended);
    }

    @Override
    public void apply(final Order order, final long nowMs) {
        final String carries = order.carries().isEmpty() ? "" : ", a new node carries " + order.carries();
        LOG.info("dry-run: {} {}{}, decision {}", order.name(), order.goal().text(), carries, order.decision());
        final Seen seen = pretended.get(order.target());
        final Holding next = new Holding(seen.total(), seen.floor()).after(order.goal());
        pretended.set(order.target(), Seen.own(next.nodes(), 0, 0, next.floor()));
    }

    @Override
    public void close() {}
}
