package io.forerun.provision.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.plan.Decision;
import io.forerun.plan.Mode;
import io.forerun.plan.Outcome.State;
import io.forerun.provision.ProvisionError;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every provisioner must do under the reconciler, whatever happens to it, to its provider, or to us. */
public abstract class ProvisionerContract {
    /** Cycles after which everything that can happen has happened. */
    private static final int ENOUGH = 20;

    /** A provider with nothing on it. */
    protected abstract Rig rig();

    private static Decision full(final long id, final Run run, final int to) {
        return Decisions.of(id, run.nowMs(), Mode.FULL, run.target(), to);
    }

    private static Decision floor(final long id, final Run run, final int to) {
        return Decisions.of(id, run.nowMs(), Mode.FLOOR_ONLY, run.target(), to);
    }

    @Test
    void shouldReachWhatIsWantedAndSaySo() {
        try (Rig rig = rig();
                Run run = new Run(rig)) {
            run.permit(Mode.FULL).want(full(1, run, 3)).cycles(ENOUGH);
            assertEquals(3, run.seen().running());
            assertEquals(3, rig.started());
            assertEquals(State.RUNNING, run.newest(1).state());
            run.want(full(2, run, 1)).cycles(ENOUGH);
            assertEquals(1, run.seen().running());
            assertEquals(1, rig.present());
            assertEquals(State.RUNNING, run.newest(2).state());
        }
    }

    @Test
    void shouldDoNothingTwice() {
        try (Rig rig = rig();
                Run run = new Run(rig)) {
            final Decision decision = full(1, run, 3);
            run.permit(Mode.FULL).want(decision).cycles(1);
            run.want(decision).want(decision).cycles(ENOUGH);
            final int changes = rig.changes();
            run.reopen()
                    .permit(Mode.FULL)
                    .want(Decisions.standing(1, run.nowMs(), run.target(), 3))
                    .cycles(ENOUGH);
            assertEquals(3, rig.started());
            assertEquals(3, rig.present());
            assertEquals(changes, rig.changes());
        }
    }

    @Test
    void shouldSurviveACrashBetweenAnyTwoSteps() {
        int crashes = 0;
        for (boolean crashed = true; crashed; crashes++) {
            try (Rig rig = rig();
                    Run run = new Run(rig)) {
                run.crashAfter(crashes);
                final Decision out = full(1, run, 3);
                run.surviving(() -> run.permit(Mode.FULL).want(out).cycles(ENOUGH));
                final Decision in = full(2, run, 1);
                run.surviving(() -> run.permit(Mode.FULL).want(in).cycles(ENOUGH / 4));
                crashed = run.crashed();
                run.crashNoMore().permit(Mode.FULL).want(in).cycles(ENOUGH);
                assertEquals(1, rig.present(), "present after a crash at step " + crashes);
                assertEquals(1, run.seen().running(), "running after a crash at step " + crashes);
                assertTrue(rig.started() <= 3, "started " + rig.started() + " with a crash at step " + crashes);
            }
        }
        assertTrue(crashes > 4, "crashed only " + crashes + " times");
    }

    @Test
    void shouldFinishWhatACrashInterrupted() {
        int crashes = 0;
        for (boolean crashed = true; crashed; crashes++) {
            try (Rig rig = rig();
                    Run run = new Run(rig)) {
                final Decision out = full(1, run, 3);
                run.crashAfter(crashes);
                run.surviving(() -> run.permit(Mode.FULL).want(out).cycles(ENOUGH / 4));
                crashed = run.crashed();
                run.crashNoMore().permit(Mode.FULL).want(out).cycles(ENOUGH);
                assertEquals(3, rig.present(), "present after a crash at step " + crashes);
                assertEquals(3, rig.started(), "started with a crash at step " + crashes);
                assertEquals(3, run.seen().running(), "running after a crash at step " + crashes);
            }
        }
    }

    @Test
    void shouldWaitForSlowNodesWithoutOrderingAgain() {
        try (Rig rig = rig();
                Run run = new Run(rig)) {
            run.permit(Mode.FULL).want(full(1, run, 3)).cyclesWithoutTime(ENOUGH);
            assertTrue(rig.started() <= 3, "started " + rig.started());
            run.cycles(ENOUGH);
            assertEquals(3, rig.started());
            assertEquals(State.RUNNING, run.newest(1).state());
        }
    }

    @Test
    void shouldTakeThePartThatCanBeHad() {
        try (Rig rig = rig()) {
            rig.allow(2);
            try (Run run = new Run(rig)) {
                run.permit(Mode.FULL).want(full(1, run, 5)).cycles(ENOUGH);
                assertEquals(2, rig.present());
                assertEquals(State.REFUSED, run.newest(1).state(), run.newest(1).text());
            }
        }
    }

    @Test
    void shouldChangeNothingWhereItIsRefused() {
        for (final ProvisionError error : List.of(
                new ProvisionError.Permission("not you"),
                new ProvisionError.Capacity("none left"),
                new ProvisionError.Permanent("never"))) {
            try (Rig rig = rig();
                    Run run = new Run(rig)) {
                rig.refuse(error);
                run.permit(Mode.FULL).want(full(1, run, 3)).cycles(ENOUGH);
                assertEquals(0, rig.present());
                final State expected = error instanceof ProvisionError.Permanent ? State.FAILED : State.REFUSED;
                assertEquals(expected, run.newest(1).state(), run.newest(1).text());
                assertTrue(
                        run.newest(1).text().startsWith(error.kind()),
                        run.newest(1).text());
            }
        }
    }

    @Test
    void shouldTryAgainWhatFailedForTheMoment() {
        try (Rig rig = rig();
                Run run = new Run(rig)) {
            rig.refuse(new ProvisionError.Transient("busy"));
            run.permit(Mode.FULL).want(full(1, run, 3)).cycles(3);
            assertEquals(0, rig.present());
            assertEquals(State.PENDING, run.newest(1).state());
            rig.refuse(null);
            run.cycles(ENOUGH);
            assertEquals(3, rig.present());
            assertEquals(State.RUNNING, run.newest(1).state());
        }
    }

    @Test
    void shouldKeepTheBaseOfARaisedFloorWhereARestartFindsIt() {
        try (Rig rig = rig();
                Run run = new Run(rig)) {
            run.permit(Mode.FULL).want(full(1, run, 2)).cycles(ENOUGH);
            run.permit(Mode.FLOOR_ONLY).want(floor(2, run, 4)).cycles(ENOUGH);
            assertEquals(4, run.seen().running());
            final int base = run.seen().floor().orElseThrow().base();
            run.reopen().permit(Mode.FLOOR_ONLY).want(floor(3, run, 5)).cycles(ENOUGH);
            assertEquals(base, run.seen().floor().orElseThrow().base());
            assertEquals(5, run.seen().floor().orElseThrow().floor());
            run.reopen()
                    .permit(Mode.FORECAST_ONLY)
                    .want(Decisions.restore(4, run.nowMs(), run.target(), base))
                    .cycles(ENOUGH);
            assertEquals(Optional.empty(), run.seen().floor());
            assertEquals(base, run.seen().minimum());
            assertEquals(State.RUNNING, run.newest(4).state());
        }
    }

    @Test
    void shouldGiveTheBaseBackOnceNobodyStandsForAFloor() {
        try (Rig rig = rig();
                Run run = new Run(rig)) {
            run.permit(Mode.FLOOR_ONLY).want(floor(1, run, 4)).cycles(ENOUGH);
            assertEquals(4, run.seen().floor().orElseThrow().floor());
            run.reopen()
                    .permit(Mode.FULL)
                    .cycles(ENOUGH)
                    .pass(ReconcileConfig.DEFAULT.expiryMs())
                    .cycles(ENOUGH);
            assertEquals(Optional.empty(), run.seen().floor());
        }
    }

    @Test
    void shouldChangeNothingWhileItOnlyForecasts() {
        try (Rig rig = rig();
                Run run = new Run(rig)) {
            run.permit(Mode.FORECAST_ONLY).want(full(1, run, 3)).cycles(ENOUGH);
            assertEquals(0, rig.changes());
            assertEquals(0, rig.started());
        }
    }
}
