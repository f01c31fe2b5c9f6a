package io.forerun.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.forecast.ForecastTable;
import io.forerun.plan.Decision;
import io.forerun.plan.Mode;
import io.forerun.plan.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A crowd enters one service of a shop and goes on to the other five to ten minutes later. */
class MixMovesReplicasTest {
    private static final int HISTORY = 300;
    private static final int USUAL = 20;
    private static final int CROWD = 1_200;
    private static final double REQUESTS_PER_REPLICA = 6; // Of a minute, at the planned utilisation.

    private Shop shop = new Shop(Mode.FULL);

    @AfterEach
    void close() {
        shop.close();
    }

    private void live() {
        for (int minute = 0; minute < HISTORY; minute++) {
            shop.minute(USUAL);
        }
    }

    /** Replicas for the .99 quantile of what the service's own series is forecast within the lead time and a cadence. */
    private double byOwnSeries() {
        final ForecastTable table = shop.input.table();
        double highest = 0;
        for (int step = 1; step <= 3; step++) {
            highest = Math.max(highest, table.quantileAt(table.names().indexOf("pay/-"), step, .99));
        }
        return highest / REQUESTS_PER_REPLICA;
    }

    private static int candidate(final Decision decision, final String name) {
        return decision.candidates().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow()
                .nodes();
    }

    @Test
    void shouldMoveReplicasBeforeTheLoad() {
        live();
        final int usual = shop.held(Shop.PAY);
        shop.minute(CROWD);
        final Decision decision = shop.newest(Shop.PAY);
        assertEquals(shop.minute(), (decision.atMs() - Shop.START_MS) / Shop.MINUTE_MS, "decided as they came");
        assertTrue(decision.to() > 2 * usual, decision.toString());
        assertEquals("chosen", decision.won());
        assertTrue(candidate(decision, "reactive") <= usual, decision.toString());
        assertTrue(byOwnSeries() <= usual, "its own series ask for " + byOwnSeries());
        final Decision.Shares shares = decision.shares().orElseThrow();
        assertTrue(shares.present() < .1 && shares.predicted() > .5, shares.toString());
        int early = 0;
        for (; shop.paid(shop.minute() - 1) < 2 * USUAL; early++) {
            assertTrue(shop.held(Shop.PAY) > 2 * usual, "given away " + early + " minutes later");
            assertTrue(byOwnSeries() <= usual, "its own series ask for " + byOwnSeries());
            shop.minute(USUAL);
        }
        assertTrue((early - 1) * Shop.MINUTE_MS >= Shop.LEAD_MS, "decided only " + early + " minutes before");
    }

    @Test
    void shouldHoldWhatThereIsWhereActivityEnds() {
        live();
        final int pay = shop.held(Shop.PAY);
        final int browse = shop.held(Shop.BROWSE);
        final int before = shop.decisions.size();
        shop.disconnect();
        for (int minute = 0; minute < 60; minute++) {
            shop.silentMinute();
        }
        assertEquals(0, shop.input.mix().orElseThrow().users(), "all have left");
        assertTrue(Double.isNaN(shop.input.mix().orElseThrow().present(0)));
        assertEquals(pay, shop.held(Shop.PAY));
        assertEquals(browse, shop.held(Shop.BROWSE));
        assertTrue(shop.decisions.subList(before, shop.decisions.size()).stream()
                .noneMatch(decision -> decision.to() < decision.from()));
    }

    @Test
    void shouldScaleInWhereUsersLeaveAndAreKnownToHaveLeft() {
        live();
        for (int minute = 0; minute < 60; minute++) {
            shop.minute(0);
        }
        assertEquals(1, shop.held(Shop.PAY));
        assertEquals(1, shop.held(Shop.BROWSE));
    }

    @Test
    void shouldSendNothingWhileItOnlyForecasts() {
        shop.close();
        shop = new Shop(Mode.FORECAST_ONLY);
        live();
        shop.minute(CROWD);
        assertTrue(shop.newest(Shop.PAY).to() > shop.newest(Shop.PAY).from());
        assertTrue(
                shop.decisions.stream().allMatch(decision -> decision.outcome().state() == Outcome.State.NOT_SENT));
    }

    @Test
    void shouldRaiseMinimumsAndGiveThemBack() {
        shop.close();
        shop = new Shop(Mode.FLOOR_ONLY);
        live();
        assertTrue(shop.held(Shop.PAY) > 1);
        shop.engine.onOperator(shop.engine.nowMs(), 1, 1, Engine.Command.RESTORE, Mode.FLOOR_ONLY, shop.out);
        final Decision restored =
                shop.out.last(Reply.DecisionsMade.class).decisions().getLast();
        assertEquals(Shop.PAY, restored.target());
        assertEquals(0, restored.to());
    }

    @Test
    void shouldDecideTheSameAgain() {
        try (Shop again = new Shop(Mode.FULL)) {
            for (final Shop each : new Shop[] {shop, again}) {
                for (int minute = 0; minute < 40; minute++) {
                    each.minute(minute == 30 ? CROWD : USUAL);
                }
            }
            assertEquals(shop.decisions, again.decisions);
            assertEquals(shop.engine.stateHash(), again.engine.stateHash());
        }
    }

    @Test
    void shouldFollowNobodyWhereNoServiceAsksForReplicas() {
        try (Feed with = new Feed(Shop.config(Shop.fleet(true), Mode.FULL));
                Feed without = new Feed(Shop.config(Shop.fleet(false), Mode.FULL))) {
            assertEquals(1, without.engine.config().fleet().targetCount());
            assertTrue(without.engine.config().fleet().canonical().startsWith("fleet.version=3\n"));
            with.hello(1).send(1, 1, 9, Feed.START_MS).tick(0);
            without.hello(1).send(1, 1, 9, Feed.START_MS).tick(0);
            assertTrue(without.engine.planRequest().input().mix().isEmpty());
            // Whose services ask for it from now on knows those who are in session already.
            without.engine.onConfiguration(Shop.config(Shop.fleet(true), Mode.FULL));
            without.tick(1);
            with.tick(1);
            assertEquals(
                    9, without.engine.planRequest().input().mix().orElseThrow().users());
            assertEquals(
                    9, with.engine.planRequest().input().mix().orElseThrow().users());
        }
    }
}
