package io.forerun.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FleetTest {
    @Test
    void shouldReadBackWhatItWrote() {
        final SplittableRandom random = new SplittableRandom(11);
        for (int round = 0; round < 300; round++) {
            final Fleet fleet = Fixture.randomFleet(random);
            final String text = fleet.canonical();
            assertEquals(fleet, Fleet.parse(text));
            assertEquals(text, Fleet.parse(text).canonical());
        }
    }

    @Test
    void shouldKeepAnInfiniteBudget() {
        assertEquals(Fixture.fleet(), Fleet.parse(Fixture.fleet().canonical()));
    }

    @Test
    void shouldRefuseATextWithAnyLineMissingOrDoubled() {
        final List<String> lines = Fixture.fleet().canonical().lines().toList();
        for (int index = 0; index < lines.size(); index++) {
            final StringBuilder without = new StringBuilder();
            final StringBuilder doubled = new StringBuilder();
            for (int line = 0; line < lines.size(); line++) {
                doubled.append(lines.get(line)).append('\n');
                (line == index ? doubled : without).append(lines.get(line)).append('\n');
            }
            assertThrows(IllegalArgumentException.class, () -> Fleet.parse(without.toString()), lines.get(index));
            assertThrows(IllegalArgumentException.class, () -> Fleet.parse(doubled.toString()), lines.get(index));
        }
    }

    @Test
    void shouldNameThePlaceOfABadValue() {
        final String text = Fixture.fleet().canonical().replace("usd_per_hour=0.1", "usd_per_hour=-1.0");
        final var thrown = assertThrows(IllegalArgumentException.class, () -> Fleet.parse(text));
        assertEquals("fleet.node_types[0].usd_per_hour: value=-1, allowed=1.0E-6 to 1000000", thrown.getMessage());
    }

    @Test
    void shouldRefuseAnUnknownSlaAndATakenName() {
        final Fleet good = Fixture.fleet();
        final Service stray = new Service("api", "gold", 1, 0, 0, 0);
        final var unknown = assertThrows(
                IllegalArgumentException.class,
                () -> new Fleet(
                        good.nodeTypes(),
                        good.regions(),
                        good.slas(),
                        List.of(stray),
                        good.limits(),
                        good.planning(),
                        List.of(),
                        0));
        assertEquals("services[0].sla: value=gold, allowed=one of [web]", unknown.getMessage());
        final var taken = assertThrows(
                IllegalArgumentException.class,
                () -> Fixture.fleet(Limits.DEFAULT, Planning.DEFAULT, Fixture.ONE_CORE, Fixture.ONE_CORE));
        assertEquals("node_types[1].name: value=c1, allowed=a name that is not used yet", taken.getMessage());
    }

    @Test
    void shouldScaleServicesSoThatThePeakNeedsTheNodesAskedFor() {
        final SplittableRandom random = new SplittableRandom(12);
        for (int round = 0; round < 200; round++) {
            final Fleet fleet = Fixture.randomFleet(random);
            final double rate = random.nextDouble() * 1e6 + 0.01;
            final Fleet scaled = fleet.scaledTo(rate);
            if (fleet.peakNodes() == 0) {
                assertEquals(fleet, scaled);
                continue;
            }
            final double needed = scaled.defaultCost()
                    .nodes(
                            rate,
                            60_000,
                            fleet.nodeTypes().getFirst(),
                            fleet.planning().utilisation());
            assertEquals(fleet.peakNodes(), needed, 1e-6);
            assertEquals((int) fleet.peakNodes(), RequestCost.whole(needed));
            assertEquals(scaled, Fleet.parse(scaled.canonical()));
        }
    }

    @Test
    void shouldNumberTargetsByTypeThenRegion() {
        final SplittableRandom random = new SplittableRandom(13);
        for (int round = 0; round < 50; round++) {
            final Fleet fleet = Fixture.randomFleet(random);
            int index = 0;
            for (int type = 0; type < fleet.nodeTypes().size(); type++) {
                for (int region = 0; region < fleet.regions().size(); region++) {
                    final Target target = new Target.Nodes(
                            fleet.nodeTypes().get(type).name(),
                            fleet.regions().get(region).name());
                    assertEquals(target, fleet.target(index));
                    assertEquals(index, fleet.targetIndex(type, region));
                    assertEquals(index, fleet.targetIndex(target.name()));
                    index++;
                }
            }
            assertEquals(index, fleet.targets().size());
            assertEquals(-1, fleet.targetIndex("no@where"));
        }
    }

    @Test
    void shouldPlanForTheNewsvendorQuantile() {
        assertEquals(0.9, new Sla("web", 99, 100, 0.9).quantile(0.1), 1e-12);
        assertEquals(0.99, new Sla("web", 99, 100, 1e6).quantile(0.1), 0);
        assertEquals(0.5, new Sla("web", 99, 100, 0).quantile(0.1), 0);
    }

    @Test
    void shouldHoldAScheduleFloorDuringItsHoursOnly() {
        // 1970-01-01 was a Thursday: bit 3. From 23:00 for two hours, into Friday.
        final ScheduleFloor floor = new ScheduleFloor(1 << 3, 23 * 60, 25 * 60, 7);
        final long hourMs = 3_600_000;
        for (long week = -1; week <= 1; week++) {
            for (int hour = 0; hour < 168; hour++) {
                final long atMs = (week * 168 + hour) * hourMs;
                assertEquals(hour == 23 || hour == 24, floor.touches(atMs, atMs), "hour " + hour);
            }
        }
        assertTrue(floor.touches(22 * hourMs, 23 * hourMs));
    }

    @Test
    void shouldKeepAFloorsHoursWhenItsZoneChangesItsClocks() {
        final ScheduleFloor eight =
                new ScheduleFloor(ScheduleFloor.EVERY_DAY, 8 * 60, 9 * 60, 7, ZoneId.of("Europe/Berlin"));
        for (final String within : List.of("2026-03-28T07:30:00Z", "2026-03-29T06:30:00Z", "2026-10-25T07:30:00Z")) {
            final long atMs = Instant.parse(within).toEpochMilli();
            assertTrue(eight.touches(atMs, atMs), within);
            final long hourLaterMs = atMs + 3_600_000;
            assertFalse(eight.touches(hourLaterMs, hourLaterMs), within);
        }
        // There is no half past two in that night: the floor begins an hour later, at 01:30 UTC.
        final ScheduleFloor two = new ScheduleFloor(ScheduleFloor.EVERY_DAY, 150, 210, 7, ZoneId.of("Europe/Berlin"));
        final long oneMs = Instant.parse("2026-03-29T01:29:00Z").toEpochMilli();
        assertFalse(two.touches(oneMs, oneMs));
        assertTrue(two.touches(oneMs, oneMs + 60_000));
    }
}
