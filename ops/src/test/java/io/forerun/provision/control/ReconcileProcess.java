package io.forerun.provision.control;

import io.forerun.plan.Mode;
import io.forerun.provision.Fleets;
import io.forerun.provision.Provisioner;
import io.forerun.provision.process.ProcessRuns;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/** A process that reconciles real workers towards changing numbers until it is killed. Arguments: directory, seed, rounds. */
final class ReconcileProcess {
    private ReconcileProcess() {}

    public static void main(final String[] arguments) {
        final SplittableRandom random = new SplittableRandom(Long.parseLong(arguments[1]));
        final int rounds = Integer.parseInt(arguments[2]);
        try (Provisioner provisioner = ProcessRuns.open(Path.of(arguments[0]))) {
            final Reconciler reconciler =
                    new Reconciler(Fleets.two(), provisioner, ReconcileConfig.DEFAULT, always -> true, 1);
            reconciler.permit(Mode.FULL, false);
            for (int round = 1; round <= rounds; round++) {
                final int nodes = round == rounds ? 2 : random.nextInt(8);
                final long nowMs = System.currentTimeMillis();
                reconciler.want(Decisions.of(round, nowMs, Mode.FULL, "small@eu", nodes));
                for (int cycle = 0; cycle < 4; cycle++) {
                    reconciler.cycle(nowMs + 11_000L * cycle);
                    LockSupport.parkNanos(1_000_000);
                }
            }
            for (int cycle = 1; cycle < 500; cycle++) {
                reconciler.cycle(System.currentTimeMillis() + 11_000L * cycle);
                LockSupport.parkNanos(2_000_000);
            }
        }
    }
}
