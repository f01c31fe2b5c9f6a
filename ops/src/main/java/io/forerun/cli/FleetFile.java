package io.forerun.cli;

import io.forerun.plan.Fleet;
import io.forerun.plan.Limits;
import io.forerun.plan.NodeType;
import io.forerun.plan.Planning;
import io.forerun.plan.Region;
import io.forerun.plan.Replicas;
import io.forerun.plan.ScheduleFloor;
import io.forerun.plan.Service;
import io.forerun.plan.Sla;
import io.forerun.plan.Users;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads a fleet from YAML. Ranges are those of the records in plan; here is only which key feeds which value. The shipped
 * {@code fleets/small.yml} shows every key.
 */
final class FleetFile {
    private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final int HOUR_MINUTES = 60;
    private static final int DAY_MINUTES = 24 * HOUR_MINUTES;

    private final YamlFile yaml;
    private final Optional<Fleet> fleet;

    private FleetFile(final YamlFile yaml) {
        this.yaml = yaml;
        fleet = yaml.mistakes().isEmpty() ? fleet(yaml) : Optional.empty();
    }

    /** Reads a file; what is wrong in it does not throw. */
    static FleetFile read(final Path path) throws IOException {
        return parse(path.toString(), new String(Files.readAllBytes(path), StandardCharsets.UTF_8));
    }

    /** Reads a text; the name stands in mistakes. */
    static FleetFile parse(final String name, final String text) {
        return new FleetFile(YamlFile.parse(name, text));
    }

    /** The fleet, empty where the file has mistakes. */
    Optional<Fleet> fleet() {
        return fleet;
    }

    /** One line each: {@code file:line: key: value=..., allowed=...}; empty where there is a fleet. */
    List<String> mistakes() {
        return yaml.mistakes();
    }

    private static Optional<Fleet> fleet(final YamlFile yaml) {
        final YamlSection root = yaml.root();
        final List<NodeType> types = all(root, "node_types", FleetFile::nodeType);
        final List<Region> regions = all(root, "regions", FleetFile::region);
        final List<String> regionNames =
                root.sections("regions").stream().map(in -> in.text("name", "")).toList();
        final List<Sla> slas = all(root, "slas", FleetFile::sla);
        final List<Service> services = all(root, "services", FleetFile::service);
        final List<Users> users = all(root, "users", in -> users(in, regionNames));
        final Optional<Limits> limits = limits(root.section("limits"));
        final Optional<Planning> planning = planning(root.section("planning"));
        final List<ScheduleFloor> floors = all(root, "floors", FleetFile::floor);
        final YamlSection scale = root.section("scale");
        final double peakNodes = scale.number("peak_nodes", 0);
        scale.finish();
        root.finish();
        if (!yaml.mistakes().isEmpty()) {
            return Optional.empty();
        }
        return root.build(() -> new Fleet(
                types,
                regions,
                slas,
                services,
                users,
                limits.orElseThrow(),
                planning.orElseThrow(),
                floors,
                peakNodes));
    }

    private static <T> List<T> all(
            final YamlSection root, final String key, final Function<YamlSection, Optional<T>> reader) {
        final List<T> all = new ArrayList<>();
        for (final YamlSection section : root.sections(key)) {
            reader.apply(section).ifPresent(all::add);
        }
        return all;
    }

    private static Optional<NodeType> nodeType(final YamlSection in) {
        final String name = in.text("name");
        final double cpu = in.number("cpu");
        final double memory = in.number("memory_gib");
        final double gpu = in.number("gpu", 0);
        final double price = in.number("usd_per_hour");
        final int lead = in.integer("lead_time_ms");
        final int leadP90 = in.integer("lead_time_p90_ms", lead);
        final int quota = in.integer("quota", NodeType.MAX_NODES);
        final double interruptions = in.number("interruptions_per_hour", 0);
        in.finish();
        return in.build(() -> new NodeType(name, cpu, memory, gpu, price, lead, leadP90, quota, interruptions));
    }

    private static Optional<Region> region(final YamlSection in) {
        final String name = in.text("name");
        final double factor = in.number("price_factor", 1);
        final int zones = in.integer("zones", Region.ZONES);
        in.finish();
        return in.build(() -> new Region(name, factor, zones));
    }

    private static Optional<Sla> sla(final YamlSection in) {
        final String name = in.text("name");
        final double percentile = in.number("latency_percentile", 99);
        final double latencyMs = in.number("latency_ms");
        final double penalty = in.number("penalty_usd_per_node_hour");
        final double availability = in.number("availability_pct", 0);
        final int lostZones = in.integer("lost_zones", 0);
        in.finish();
        return in.build(() -> new Sla(name, percentile, latencyMs, penalty, availability, lostZones));
    }

    private static Optional<Users> users(final YamlSection in, final List<String> regions) {
        final String name = in.text("name");
        final double share = in.number("share", 1);
        final YamlSection latency = in.section("latency_ms");
        final List<Double> latencyMs = new ArrayList<>();
        for (final String region : regions) {
            latencyMs.add(latency.number(region));
        }
        latency.finish();
        in.finish();
        return in.build(() -> new Users(name, share, latencyMs));
    }

    private static Optional<Service> service(final YamlSection in) {
        final String name = in.text("name");
        final String sla = in.text("sla");
        final double cpuMs = in.number("cpu_ms", 0);
        final double memoryMib = in.number("memory_mib", 0);
        final double gpuMs = in.number("gpu_ms", 0);
        final double durationMs = in.number("duration_ms", cpuMs + gpuMs);
        final double share = in.number("share", 0);
        final boolean decides = in.has("replicas");
        final Optional<Replicas> replicas = decides ? replicas(in.section("replicas")) : Optional.empty();
        in.finish();
        if (decides && replicas.isEmpty()) {
            return Optional.empty();
        }
        return in.build(() -> new Service(name, sla, cpuMs, memoryMib, gpuMs, durationMs, share, 1, replicas));
    }

    private static Optional<Replicas> replicas(final YamlSection in) {
        final List<String> actions = in.texts("actions");
        final double cpu = in.number("cpu");
        final double memoryMib = in.number("memory_mib");
        final double gpu = in.number("gpu", 0);
        final int lead = in.integer("lead_time_ms");
        final int leadP90 = in.integer("lead_time_p90_ms", lead);
        final int min = in.integer("min", 1);
        final int max = in.integer("max", Replicas.MAX);
        in.finish();
        return in.build(() -> new Replicas(actions, cpu, memoryMib, gpu, lead, leadP90, min, max));
    }

    private static Optional<Limits> limits(final YamlSection in) {
        final Limits usual = Limits.DEFAULT;
        final int least = in.integer("min_nodes", usual.minNodes());
        final int most = in.integer("max_nodes", usual.maxNodes());
        final int step = in.integer("max_step", usual.maxStep());
        final int stabilisationMs = in.integer("stabilisation_ms", usual.stabilisationMs());
        final int lifeMs = in.integer("minimum_life_ms", usual.minimumLifeMs());
        final double budget = in.number("budget_usd_per_hour", usual.budgetUsdPerHour());
        final int flaps = in.integer("flap_budget_per_hour", usual.flapBudgetPerHour());
        final double spot = in.number("spot_share", usual.spotShare());
        in.finish();
        return in.build(() -> new Limits(least, most, step, stabilisationMs, lifeMs, budget, flaps, spot));
    }

    private static Optional<Planning> planning(final YamlSection in) {
        final Planning usual = Planning.DEFAULT;
        final double utilisation = in.number("utilisation", usual.utilisation());
        final double margin = in.number("safety_margin", usual.safetyMargin());
        final int cadenceMs = in.integer("cadence_ms", usual.cadenceMs());
        final double target = in.number("reactive_target", utilisation);
        final boolean floor = in.truth("reactive_floor", false);
        in.finish();
        return in.build(() -> new Planning(utilisation, margin, cadenceMs, target, floor));
    }

    private static Optional<ScheduleFloor> floor(final YamlSection in) {
        int days = in.has("days") ? 0 : ScheduleFloor.EVERY_DAY;
        for (final String day : in.texts("days")) {
            if (DAYS.contains(day)) {
                days |= 1 << DAYS.indexOf(day);
            } else {
                in.refuse("days", day, String.join(", ", DAYS));
            }
        }
        final int from = minuteOfDay(in, "from");
        final int to = minuteOfDay(in, "to");
        final int nodes = in.integer("nodes");
        final ZoneId zone = zone(in);
        in.finish();
        final int daysOfWeek = days;
        return in.build(() -> new ScheduleFloor(daysOfWeek, from, to > from ? to : to + DAY_MINUTES, nodes, zone));
    }

    private static ZoneId zone(final YamlSection in) {
        final String id = in.text("zone", "UTC");
        try {
            // One name for what has many, so that equal fleets are equal.
            return id.equals("UTC") ? ZoneOffset.UTC : ZoneId.of(id);
        } catch (final DateTimeException unknown) {
            in.refuse("zone", id, "a time zone such as UTC or Europe/Berlin");
            return ZoneOffset.UTC;
        }
    }

    private static int minuteOfDay(final YamlSection in, final String key) {
        final String text = in.text(key);
        if (!text.matches("([01]\\d|2[0-3]):[0-5]\\d")) {
            in.refuse(key, text, "00:00 to 23:59");
            return 0;
        }
        return Integer.parseInt(text.substring(0, 2)) * HOUR_MINUTES + Integer.parseInt(text.substring(3));
    }
}
