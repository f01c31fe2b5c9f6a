package io.forerun.provision;

import io.forerun.provision.control.Rig;
import java.util.function.BooleanSupplier;

/** A provisioner whose process ends once somebody says so: behind every call it looks, and is gone. */
public final class Mortal implements Provisioner {
    private final Provisioner real;
    private final BooleanSupplier isGone;

    /** Goes on as the real one does until then. */
    public Mortal(final Provisioner real, final BooleanSupplier isGone) {
        this.real = real;
        this.isGone = isGone;
    }

    @Override
    public String name() {
        return real.name();
    }

    @Override
    public Observation observe(final long nowMs) throws ProvisionException {
        try {
            return real.observe(nowMs);
        } finally {
            end();
        }
    }

    @Override
    public void apply(final Order order, final long nowMs) throws ProvisionException {
        try {
            real.apply(order, nowMs);
        } finally {
            end();
        }
    }

    private void end() {
        if (isGone.getAsBoolean()) {
            throw new Rig.Crash();
        }
    }

    @Override
    public void close() {
        real.close();
    }
}
