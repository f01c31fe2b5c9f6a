package io.forerun.provision.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.plan.Mode;
import io.forerun.plan.Outcome.State;
import io.forerun.provision.ProvisionError;
import io.forerun.provision.simulated.SimulatedRig;
import java.time.DayOfWeek;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReconcilerTest {
    private static final String TARGET = "small@eu";

    private final SimulatedRig rig = new SimulatedRig();

    private static ReconcileConfig config(final Gradual gradual, final List<ForbiddenWindow> forbidden) {
        final ReconcileConfig usual = ReconcileConfig.DEFAULT;
        return new ReconcileConfig(
                usual.intervalMs(), usual.expiryMs(), usual.staleMs(), usual.observe(), true, gradual, forbidden);
    }

    @Test
    void shouldTakeNothingAwayWithoutFreshUtilisation() {
        final boolean[] fresh = {true};
        final Run run = new Run(rig, ReconcileConfig.DEFAULT, nowMs -> fresh[0]);
        run.permit(Mode.FULL)
                .want(Decisions.of(1, run.nowMs(), Mode.FULL, TARGET, 3))
                .cycles(3);
        fresh[0] = false;
        run.want(Decisions.of(2, run.nowMs(), Mode.FULL, TARGET, 1)).cycles(5);
        assertEquals(3, rig.present());
        assertEquals(new Report(2, State.PENDING, "held: utilisation missing or stale"), run.newest(2));
        run.want(Decisions.of(3, run.nowMs(), Mode.FULL, TARGET, 5)).cycles(3);
        assertEquals(5, rig.present(), "adding needs no utilisation");
        fresh[0] = true;
        run.want(Decisions.of(4, run.nowMs(), Mode.FULL, TARGET, 1)).cycles(3);
        assertEquals(1, rig.present());
        assertEquals(new Report(2, State.RUNNING, "taken over by decision 3"), run.newest(2));
    }

    @Test
    void shouldLeaveThingsAloneInAForbiddenWindow() {
        final ForbiddenWindow always =
                new ForbiddenWindow(EnumSet.allOf(DayOfWeek.class), 0, 1_440, ZoneOffset.UTC, false);
        final Run run = new Run(rig, config(Gradual.AT_ONCE, List.of(always)), nowMs -> true);
        run.permit(Mode.FULL)
                .want(Decisions.of(1, run.nowMs(), Mode.FULL, TARGET, 3))
                .cycles(3);
        run.want(Decisions.of(2, run.nowMs(), Mode.FULL, TARGET, 1)).cycles(3);
        assertEquals(3, rig.present());
        assertEquals("held: forbidden window", run.newest(2).text());
    }

    @Test
    void shouldDoNothingWhilePausedAndGoOnAfterwards() {
        final Run run = new Run(rig);
        run.pause(Mode.FULL)
                .want(Decisions.of(1, run.nowMs(), Mode.FULL, TARGET, 3))
                .cycles(3);
        assertEquals(0, rig.changes());
        run.permit(Mode.FULL).cycles(3);
        assertEquals(3, rig.present());
    }

    @Test
    void shouldDropWhatAnotherModeDecided() {
        final Run run = new Run(rig);
        run.permit(Mode.FULL)
                .want(Decisions.of(1, run.nowMs(), Mode.FULL, TARGET, 3))
                .permit(Mode.FLOOR_ONLY);
        run.cycles(3).permit(Mode.FULL).cycles(3);
        assertEquals(0, rig.changes());
    }

    @Test
    void shouldGoInStepsThatSettle() {
        final Gradual halves = new Gradual(50, 50, 120_000, 20, false);
        final Run run = new Run(rig, config(halves, List.of()), nowMs -> true);
        run.permit(Mode.FULL).want(Decisions.of(1, run.nowMs(), Mode.FULL, TARGET, 4));
        final int[] expected = {1, 1, 2, 2, 3, 3, 4, 4};
        for (final int nodes : expected) {
            run.cycles(1);
            assertEquals(nodes, rig.present());
        }
        assertEquals(State.RUNNING, run.newest(1).state());
    }

    @Test
    void shouldKeepCallsFromAProviderThatFails() {
        rig.refuse(new ProvisionError.Transient("busy"));
        final Run run = new Run(rig);
        run.permit(Mode.FULL).want(Decisions.of(1, run.nowMs(), Mode.FULL, TARGET, 3));
        for (int second = 0; second < 600; second++) {
            run.cyclesWithoutTime(1).pass(1_000);
        }
        final ProviderHealth health = run.reconciler().health(run.nowMs());
        assertTrue(!health.answering(), health.toString());
        assertTrue(health.failures().get("transient") <= 5 + 5, health.toString());
        rig.refuse(null);
        run.cycles(8);
        assertEquals(3, rig.present());
        assertTrue(run.reconciler().health(run.nowMs()).answering());
    }

    @Test
    void shouldGiveUpWhatIsNotReachedInTime() {
        rig.refuse(new ProvisionError.Transient("busy"));
        final Run run = new Run(rig);
        run.permit(Mode.FULL)
                .want(Decisions.of(1, run.nowMs(), Mode.FULL, TARGET, 3))
                .cycles(31);
        assertEquals(new Report(1, State.FAILED, "not reached within 1800 s"), run.newest(1));
        rig.refuse(null);
        run.cycles(3);
        assertEquals(0, rig.present());
    }

    @Test
    void shouldLearnLeadTimesByWatching() {
        final Run run = new Run(rig);
        run.permit(Mode.FULL).cycles(1).want(Decisions.of(1, run.nowMs(), Mode.FULL, TARGET, 8));
        for (int cycle = 0; cycle < 10; cycle++) {
            run.cyclesWithoutTime(1).pass(7_000);
        }
        assertEquals(63_000, run.reconciler().leadTimes().p90Ms(0).orElseThrow());
        assertEquals(
                63_000,
                LearnedFleet.of(rig.fleet(), run.reconciler().leadTimes())
                        .nodeType(0)
                        .leadTimeP90Ms());
        assertEquals(
                60_000,
                LearnedFleet.of(rig.fleet(), run.reconciler().leadTimes())
                        .nodeType(1)
                        .leadTimeP90Ms());
    }

    @Test
    void shouldRefuseATargetThatIsNotInTheFleet() {
        final Run run = new Run(rig);
        run.permit(Mode.FULL)
                .want(Decisions.of(1, run.nowMs(), Mode.FULL, "huge@moon", 3))
                .cycles(1);
        assertEquals(State.REFUSED, run.newest(1).state());
    }
}
