package io.forerun.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.plan.Fleet;
import io.forerun.plan.Limits;
import io.forerun.plan.Planning;
import io.forerun.plan.Replicas;
import io.forerun.plan.ScheduleFloor;
import io.forerun.plan.Sla;
import io.forerun.plan.Users;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FleetFileTest {
    private static final String GOOD = """
            node_types:
              - {name: c4, cpu: 4, memory_gib: 8, usd_per_hour: 0.17, lead_time_ms: 120_000}
              - {name: c8, cpu: 8, memory_gib: 16, usd_per_hour: 0.33, lead_time_ms: 120_000}
            regions: [eu-west, {name: us-east, price_factor: 0.9}]
            slas:
              - {name: web, latency_ms: 300, penalty_usd_per_node_hour: 2}
            services:
              - {name: web, sla: web, cpu_ms: 20}
            """;

    @Test
    void shouldReadTheShippedFleets() throws IOException {
        final Path fleets = Path.of(System.getProperty("forerun.root"), "ops", "fleets");
        final FleetFile small = FleetFile.read(fleets.resolve("small.yml"));
        assertEquals(List.of(), small.mistakes());
        final Fleet fleet = small.fleet().orElseThrow();
        assertEquals(3, fleet.targetCount());
        assertEquals(40, fleet.peakNodes());
        assertEquals(fleet, Fleet.parse(fleet.canonical()));
        final FleetFile mixed = FleetFile.read(fleets.resolve("mixed.yml"));
        assertEquals(List.of(), mixed.mistakes());
        assertEquals(18, mixed.fleet().orElseThrow().targetCount());
        assertEquals(
                new ScheduleFloor(0b11111, 390, 1_200, 6),
                mixed.fleet().orElseThrow().floors().getFirst());
    }

    @Test
    void shouldFillInWhatIsNotSaid() {
        final Fleet fleet = FleetFile.parse("f.yml", GOOD).fleet().orElseThrow();
        assertEquals(Limits.DEFAULT, fleet.limits());
        assertEquals(Planning.DEFAULT, fleet.planning());
        assertEquals(120_000, fleet.nodeType(0).leadTimeP90Ms());
        assertEquals(1, fleet.region(0).priceFactor());
        assertEquals(0.9, fleet.region(1).priceFactor());
        assertEquals(20, fleet.services().getFirst().durationMs());
        assertEquals(0, fleet.peakNodes());
    }

    @Test
    void shouldNameTheLineOfEveryMistake() {
        assertEquals(
                List.of(
                        "f.yml:2: node_types[0].usd_per_hour: value=-1, allowed=1.0E-6 to 1000000",
                        "f.yml:3: node_types[1].cpus: value=unknown key, allowed=cpu (did you mean that?)",
                        "f.yml:8: services[0].cpu_ms: value=lots, allowed=a number",
                        "f.yml:9: limit: value=unknown key, allowed=limits (did you mean that?)"),
                mistakes(GOOD.replace("0.17", "-1")
                                .replace("c8, cpu: 8", "c8, cpu: 8, cpus: 8")
                                .replace("cpu_ms: 20", "cpu_ms: lots")
                        + "limit: {}\n"));
    }

    private static String withReplicas(final String replicas) {
        return GOOD.replace("cpu_ms: 20}", "cpu_ms: 20, replicas: {" + replicas + "}}");
    }

    @Test
    void shouldReadReplicasOfAService() {
        final Fleet fleet = FleetFile.parse(
                        "f.yml",
                        withReplicas("actions: [home, view], cpu: .5, memory_mib: 512, lead_time_ms: 20_000, max: 9"))
                .fleet()
                .orElseThrow();
        assertEquals(
                Optional.of(new Replicas(List.of("home", "view"), .5, 512, 0, 20_000, 20_000, 1, 9)),
                fleet.services().getFirst().replicas());
        assertEquals("service/web", fleet.target(4).name());
        assertEquals(fleet, Fleet.parse(fleet.canonical()));
    }

    @Test
    void shouldNameEachMistakeOfReplicas() {
        assertEquals(
                List.of(
                        "f.yml:8: services[0].replicas.cpu: value=missing, allowed=a number",
                        "f.yml:8: services[0].replicas.core: value=unknown key, allowed=actions, cpu, gpu,"
                                + " lead_time_ms, lead_time_p90_ms, max, memory_mib, min"),
                mistakes(withReplicas("actions: [home], core: .5, memory_mib: 512, lead_time_ms: 0")));
        assertEquals(
                List.of("f.yml:8: services[0].replicas.actions.length: value=0, allowed=1 to 255"),
                mistakes(withReplicas("cpu: .5, memory_mib: 512, lead_time_ms: 0")));
        assertEquals(
                List.of("f.yml:8: services[0].replicas.min: value=7, allowed=0 to 5"),
                mistakes(withReplicas("actions: [home], cpu: .5, memory_mib: 512, lead_time_ms: 0, min: 7, max: 5")));
        assertEquals(
                List.of("f.yml:8: services[0].replicas.cpu: value=9.0 with 512.0 MiB and 0.0 GPUs,"
                        + " allowed=what some node type has"),
                mistakes(withReplicas("actions: [home], cpu: 9, memory_mib: 512, lead_time_ms: 0")));
    }

    @Test
    void shouldNameWhatIsMissing() {
        assertEquals(
                List.of("f.yml:2: node_types[0].cpu: value=missing, allowed=a number"),
                mistakes(GOOD.replace("c4, cpu: 4", "c4")));
        assertEquals(
                List.of("f.yml:1: regions.length: value=0, allowed=1 to 60"),
                mistakes(GOOD.replaceAll("regions:.*\n", "")));
    }

    @Test
    void shouldNameMistakesBetweenParts() {
        assertEquals(
                List.of("f.yml:8: services[0].sla: value=gold, allowed=one of [web]"),
                mistakes(GOOD.replace("sla: web", "sla: gold")));
        assertEquals(
                List.of("f.yml:3: node_types[1].name: value=c4, allowed=a name that is not used yet"),
                mistakes(GOOD.replace("c8", "c4")));
        assertEquals(
                List.of("f.yml:9: limits.min_nodes: value=9, allowed=0 to 3"),
                mistakes(GOOD + "limits: {min_nodes: 9, max_nodes: 3}\n"));
    }

    @Test
    void shouldRefuseKeysGivenTwiceAndWrongShapes() {
        assertEquals(
                List.of("f.yml:9: limits.max_nodes: value=given twice, allowed=once"),
                mistakes(GOOD + "limits: {max_nodes: 9, max_nodes: 3}\n"));
        assertEquals(List.of("f.yml:9: limits: value=7, allowed=keys with values"), mistakes(GOOD + "limits: 7\n"));
        assertEquals(
                List.of("f.yml:9: floors: value=keys with values, allowed=a list"), mistakes(GOOD + "floors: {}\n"));
        assertEquals(
                List.of("f.yml:9: floors[0].to: value=8 pm, allowed=00:00 to 23:59"),
                mistakes(GOOD + "floors: [{from: '08:00', to: 8 pm, nodes: 3}]\n"));
        assertEquals(
                List.of("f.yml:9: floors[0].days: value=someday, allowed=mon, tue, wed, thu, fri, sat, sun"),
                mistakes(GOOD + "floors: [{days: [someday], from: '08:00', to: '09:00', nodes: 3}]\n"));
    }

    private static final String MIXED = """
            node_types:
              - {name: c4, cpu: 4, memory_gib: 8, usd_per_hour: 0.17, lead_time_ms: 120_000}
              - {name: s4, cpu: 4, memory_gib: 8, usd_per_hour: 0.05, lead_time_ms: 120_000, interruptions_per_hour: 0.1}
            regions: [{name: eu, zones: 2}, us]
            users: [{name: here, latency_ms: {eu: 10, us: 90}}, {name: there, share: 3, latency_ms: {eu: 90, us: 10}}]
            slas:
              - {name: web, latency_ms: 300, penalty_usd_per_node_hour: 2, availability_pct: 99.9, lost_zones: 1}
            services:
              - {name: web, sla: web, cpu_ms: 20, share: 3}
              - {name: api, sla: web, cpu_ms: 5, share: 1}
            limits: {spot_share: 0.25}
            """;

    @Test
    void shouldReadAFleetThatMixesTypes() {
        final Fleet fleet = FleetFile.parse("f.yml", MIXED).fleet().orElseThrow();
        assertTrue(fleet.mixes());
        assertEquals(0.1, fleet.nodeType(2).interruptionsPerHour());
        assertEquals(2, fleet.region(0).zones());
        assertEquals(3, fleet.region(1).zones());
        assertEquals(new Users("there", 3, List.of(90.0, 10.0)), fleet.users().getLast());
        assertEquals(new Sla("web", 99, 300, 2, 99.9, 1), fleet.poolSla());
        assertEquals(16_250, fleet.defaultCost().cpuUs(), 1e-9, "three of 20 ms and one of 5");
        assertEquals(0.25, fleet.limits().spotShare());
        assertEquals(fleet, Fleet.parse(fleet.canonical()));
    }

    @Test
    void shouldNameEachMistakeOfAFleetThatMixesTypes() {
        assertMistake("f.yml:5: users[0].latency_ms.us: value=missing, allowed=a number", "eu: 10, us: 90", "eu: 10");
        assertMistake(
                "f.yml:5: users[0].latency_ms.asia: value=unknown key, allowed=eu, us", "us: 90}", "us: 90, asia: 3}");
        assertMistake("f.yml:5: users[1].share: value=-3, allowed=0 to 1000000000", "share: 3, lat", "share: -3, lat");
        assertMistake(
                "f.yml:5: users[0].latency_ms: value=[400.0, 290.0], allowed=a region near enough for service web"
                        + " within its SLA",
                "{eu: 10, us: 90}",
                "{eu: 400, us: 290}");
        assertMistake(
                "f.yml:7: slas[0].lost_zones: value=2, allowed=fewer than the zones of region eu, 2",
                "lost_zones: 1",
                "lost_zones: 2");
        assertMistake(
                "f.yml:7: slas[0].availability_pct: value=100, allowed=0 to 99.9999",
                "availability_pct: 99.9",
                "availability_pct: 100");
        assertMistake(
                "f.yml:3: node_types[1].interruptions_per_hour: value=-1, allowed=0 to 60",
                "interruptions_per_hour: 0.1",
                "interruptions_per_hour: -1");
        assertMistake("f.yml:4: regions[0].zones: value=0, allowed=1 to 10", "zones: 2", "zones: 0");
        assertMistake("f.yml:11: limits.spot_share: value=2, allowed=0 to 1", "spot_share: 0.25", "spot_share: 2");
        assertMistake("f.yml:9: services[0].share: value=-1, allowed=0 to 1000000000", "share: 3}", "share: -1}");
    }

    private static void assertMistake(final String mistake, final String good, final String bad) {
        assertTrue(MIXED.contains(good), good);
        final int at = MIXED.indexOf(good);
        assertEquals(List.of(mistake), mistakes(MIXED.substring(0, at) + bad + MIXED.substring(at + good.length())));
    }

    @Test
    void shouldReadAFloorThatReachesIntoTheNextDay() {
        final String night = GOOD + "floors: [{days: [sun], from: '22:00', to: '02:00', nodes: 3}]\n";
        assertEquals(
                List.of(new ScheduleFloor(1 << 6, 1_320, 1_560, 3)),
                FleetFile.parse("f.yml", night).fleet().orElseThrow().floors());
    }

    @Test
    void shouldNotBreakOnWhatIsNoFleetAtAll() {
        assertEquals(List.of("f.yml:1: file: value=empty, allowed=lines of key: value"), mistakes(""));
        assertEquals(List.of("f.yml:1: file: value=not keys, allowed=lines of key: value"), mistakes("- 1\n"));
        final List<String> broken = mistakes("a: b\nnode_types: [}\n");
        assertEquals(1, broken.size());
        assertTrue(broken.getFirst().startsWith("f.yml:2: YAML: "), broken.getFirst());
        for (int cut = 0; cut < GOOD.length(); cut++) {
            final FleetFile file = FleetFile.parse("f.yml", GOOD.substring(0, cut));
            assertEquals(file.mistakes().isEmpty(), file.fleet().isPresent());
        }
    }

    private static List<String> mistakes(final String text) {
        final FleetFile file = FleetFile.parse("f.yml", text);
        assertTrue(file.fleet().isEmpty());
        return file.mistakes();
    }
}
