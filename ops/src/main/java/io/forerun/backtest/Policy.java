package io.forerun.backtest;

/** Wants nodes for a load. Only an oracle may look further into the load than the time it decides at. */
public interface Policy {
    /** Short name in reports. */
    String name();

    /** What it would have wanted. */
    DesiredNodes desired(Load load, Provisioning provisioning);
}
