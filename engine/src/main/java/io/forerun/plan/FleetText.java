package io.forerun.plan;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The canonical text of a fleet. Numbers are written so that they read back to the same bits; the order of lines is fixed,
 * so equal fleets have equal text. A key that is added later gets a new version, and the older ones stay readable.
 */
final class FleetText {
    private static final String VERSION = "3";

    /** Of fleets in which replicas are decided on: all others are written as before. */
    private static final String VERSION_WITH_REPLICAS = "4";

    private static final String ACTION_SEPARATOR = "\t";

    private FleetText() {}

    static String write(final Fleet fleet) {
        final Lines lines = new Lines();
        lines.put("fleet.version", fleet.hasReplicas() ? VERSION_WITH_REPLICAS : VERSION);
        lines.list("fleet.node_types", fleet.nodeTypes(), FleetText::writeType);
        lines.list("fleet.regions", fleet.regions(), (out, region) -> {
            out.put("name", region.name());
            out.put("price_factor", region.priceFactor());
            out.put("zones", region.zones());
        });
        lines.list("fleet.slas", fleet.slas(), (out, sla) -> {
            out.put("name", sla.name());
            out.put("latency_percentile", sla.latencyPercentile());
            out.put("latency_ms", sla.latencyMs());
            out.put("penalty_usd_per_node_hour", sla.penaltyUsdPerNodeHour());
            out.put("availability_pct", sla.availabilityPct());
            out.put("lost_zones", sla.lostZones());
        });
        lines.list("fleet.services", fleet.services(), (out, service) -> {
            writeService(out, service);
            if (fleet.hasReplicas()) {
                writeReplicas(out, service.replicas());
            }
        });
        lines.list("fleet.users", fleet.users(), FleetText::writeUsers);
        lines.list("fleet.limits", List.of(fleet.limits()), FleetText::writeLimits);
        lines.list("fleet.planning", List.of(fleet.planning()), (out, planning) -> {
            out.put("utilisation", planning.utilisation());
            out.put("safety_margin", planning.safetyMargin());
            out.put("cadence_ms", planning.cadenceMs());
            out.put("reactive_target", planning.reactiveTarget());
            out.put("reactive_floor", planning.reactiveFloor() ? 1 : 0);
        });
        lines.list("fleet.floors", fleet.floors(), (out, floor) -> {
            out.put("days", floor.days());
            out.put("from_minute", floor.fromMinute());
            out.put("to_minute", floor.toMinute());
            out.put("nodes", floor.nodes());
            out.put("zone", floor.zone().getId());
        });
        lines.put("fleet.scale.peak_nodes", fleet.peakNodes());
        return lines.text.toString();
    }

    static Fleet read(final String canonical) {
        final Cursor in = new Cursor(canonical);
        final String version = in.text("fleet.version");
        final boolean hasReplicas = VERSION_WITH_REPLICAS.equals(version);
        if (!hasReplicas && !VERSION.equals(version)) {
            throw Allowed.refused("fleet.version", version, VERSION + " or " + VERSION_WITH_REPLICAS);
        }
        final List<NodeType> types = in.list("fleet.node_types", () -> readType(in));
        final List<Region> regions = in.list(
                "fleet.regions", () -> new Region(in.text("name"), in.number("price_factor"), in.integer("zones")));
        final List<Sla> slas = in.list(
                "fleet.slas",
                () -> new Sla(
                        in.text("name"),
                        in.number("latency_percentile"),
                        in.number("latency_ms"),
                        in.number("penalty_usd_per_node_hour"),
                        in.number("availability_pct"),
                        in.integer("lost_zones")));
        final List<Service> services = in.list("fleet.services", () -> readService(in, hasReplicas));
        final List<Users> users = in.list("fleet.users", () -> readUsers(in));
        final Limits limits = in.single("fleet.limits", () -> readLimits(in));
        final Planning planning = in.single(
                "fleet.planning",
                () -> new Planning(
                        in.number("utilisation"),
                        in.number("safety_margin"),
                        in.integer("cadence_ms"),
                        in.number("reactive_target"),
                        in.integer("reactive_floor") == 1));
        final List<ScheduleFloor> floors = in.list(
                "fleet.floors",
                () -> new ScheduleFloor(
                        in.integer("days"),
                        in.integer("from_minute"),
                        in.integer("to_minute"),
                        in.integer("nodes"),
                        zone(in.text("zone"))));
        final double peakNodes = in.number("fleet.scale.peak_nodes");
        in.end();
        return new Fleet(types, regions, slas, services, users, limits, planning, floors, peakNodes);
    }

    private static ZoneId zone(final String id) {
        try {
            return ZoneId.of(id);
        } catch (final DateTimeException unknown) {
            throw Allowed.refused("zone", id, "a time zone such as UTC or Europe/Berlin");
        }
    }

    private static void writeType(final Lines out, final NodeType type) {
        out.put("name", type.name());
        out.put("cpu", type.cpu());
        out.put("memory_gib", type.memoryGib());
        out.put("gpu", type.gpu());
        out.put("usd_per_hour", type.usdPerHour());
        out.put("lead_time_ms", type.leadTimeMs());
        out.put("lead_time_p90_ms", type.leadTimeP90Ms());
        out.put("quota", type.quota());
        out.put("interruptions_per_hour", type.interruptionsPerHour());
    }

    private static NodeType readType(final Cursor in) {
        return new NodeType(
                in.text("name"),
                in.number("cpu"),
                in.number("memory_gib"),
                in.number("gpu"),
                in.number("usd_per_hour"),
                in.integer("lead_time_ms"),
                in.integer("lead_time_p90_ms"),
                in.integer("quota"),
                in.number("interruptions_per_hour"));
    }

    private static void writeService(final Lines out, final Service service) {
        out.put("name", service.name());
        out.put("sla", service.sla());
        out.put("cpu_ms", service.cpuMs());
        out.put("memory_mib", service.memoryMib());
        out.put("gpu_ms", service.gpuMs());
        out.put("duration_ms", service.durationMs());
        out.put("share", service.share());
        out.put("requests", service.requests());
    }

    private static void writeReplicas(final Lines out, final Optional<Replicas> replicas) {
        out.put("replicas", replicas.isPresent() ? 1 : 0);
        replicas.ifPresent(each -> {
            out.put("actions", String.join(ACTION_SEPARATOR, each.actions()));
            out.put("cpu", each.cpu());
            out.put("memory_mib", each.memoryMib());
            out.put("gpu", each.gpu());
            out.put("lead_time_ms", each.leadTimeMs());
            out.put("lead_time_p90_ms", each.leadTimeP90Ms());
            out.put("min", each.min());
            out.put("max", each.max());
        });
    }

    private static Optional<Replicas> readReplicas(final Cursor in) {
        return in.integer("replicas") == 0
                ? Optional.empty()
                : Optional.of(new Replicas(
                        List.of(in.text("actions").split(ACTION_SEPARATOR)),
                        in.number("cpu"),
                        in.number("memory_mib"),
                        in.number("gpu"),
                        in.integer("lead_time_ms"),
                        in.integer("lead_time_p90_ms"),
                        in.integer("min"),
                        in.integer("max")));
    }

    private static Service readService(final Cursor in, final boolean hasReplicas) {
        return new Service(
                in.text("name"),
                in.text("sla"),
                in.number("cpu_ms"),
                in.number("memory_mib"),
                in.number("gpu_ms"),
                in.number("duration_ms"),
                in.number("share"),
                in.number("requests"),
                hasReplicas ? readReplicas(in) : Optional.empty());
    }

    private static void writeUsers(final Lines out, final Users users) {
        out.put("name", users.name());
        out.put("share", users.share());
        out.put(
                "latency_ms",
                users.latencyMs().stream().map(each -> Double.toString(each)).collect(Collectors.joining(" ")));
    }

    private static Users readUsers(final Cursor in) {
        return new Users(in.text("name"), in.number("share"), in.numbers("latency_ms"));
    }

    private static void writeLimits(final Lines out, final Limits limits) {
        out.put("min_nodes", limits.minNodes());
        out.put("max_nodes", limits.maxNodes());
        out.put("max_step", limits.maxStep());
        out.put("stabilisation_ms", limits.stabilisationMs());
        out.put("minimum_life_ms", limits.minimumLifeMs());
        out.put("budget_usd_per_hour", limits.budgetUsdPerHour());
        out.put("flap_budget_per_hour", limits.flapBudgetPerHour());
        out.put("spot_share", limits.spotShare());
    }

    private static Limits readLimits(final Cursor in) {
        return new Limits(
                in.integer("min_nodes"),
                in.integer("max_nodes"),
                in.integer("max_step"),
                in.integer("stabilisation_ms"),
                in.integer("minimum_life_ms"),
                in.number("budget_usd_per_hour"),
                in.integer("flap_budget_per_hour"),
                in.number("spot_share"));
    }

    /** What writes the fields of one element. */
    private interface Fields<T> {
        void write(Lines out, T element);
    }

    private static final class Lines {
        private final StringBuilder text = new StringBuilder();
        private String path = "";

        void put(final String key, final String value) {
            text.append(path).append(key).append('=').append(value).append('\n');
        }

        void put(final String key, final double value) {
            put(key, Double.toString(value));
        }

        void put(final String key, final int value) {
            put(key, Integer.toString(value));
        }

        <T> void list(final String key, final List<T> elements, final Fields<T> fields) {
            put(key, elements.size());
            for (int index = 0; index < elements.size(); index++) {
                path = key + '[' + index + "].";
                fields.write(this, elements.get(index));
            }
            path = "";
        }
    }

    /** Reads line after line and insists on the key that must come next. */
    private static final class Cursor {
        private static final int MOST_ELEMENTS = 10_000;

        private final String[] lines;
        private int line;
        private String path = "";

        Cursor(final String text) {
            lines = text.split("\n");
        }

        String text(final String key) {
            final String expected = path + key + '=';
            if (line >= lines.length || !lines[line].startsWith(expected)) {
                final String found = line < lines.length ? lines[line] : "end of text";
                throw Allowed.refused("fleet text line " + (line + 1), found, expected + "...");
            }
            return lines[line++].substring(expected.length());
        }

        List<Double> numbers(final String key) {
            return Stream.of(text(key).split(" "))
                    .map(value -> number(key, value))
                    .toList();
        }

        double number(final String key) {
            return number(key, text(key));
        }

        private double number(final String key, final String value) {
            try {
                return Double.parseDouble(value);
            } catch (final NumberFormatException e) {
                throw Allowed.refused(path + key, value, "a number");
            }
        }

        int integer(final String key) {
            final String value = text(key);
            try {
                return Integer.parseInt(value);
            } catch (final NumberFormatException e) {
                throw Allowed.refused(path + key, value, "a whole number");
            }
        }

        <T> List<T> list(final String key, final Supplier<T> element) {
            final int length = integer(key);
            Allowed.range(key, length, 0, MOST_ELEMENTS);
            final List<T> elements = new ArrayList<>();
            for (int index = 0; index < length; index++) {
                path = key + '[' + index + "].";
                elements.add(located(element));
            }
            path = "";
            return elements;
        }

        <T> T single(final String key, final Supplier<T> element) {
            final List<T> elements = list(key, element);
            Allowed.range(key, elements.size(), 1, 1);
            return elements.getFirst();
        }

        void end() {
            if (line != lines.length) {
                throw Allowed.refused("fleet text line " + (line + 1), lines[line], "end of text");
            }
        }

        /** Puts the path before the key that a constructor refused. */
        private <T> T located(final Supplier<T> element) {
            try {
                return element.get();
            } catch (final IllegalArgumentException e) {
                final String message = e.getMessage();
                throw message.startsWith("fleet") ? e : new IllegalArgumentException(path + message, e);
            }
        }
    }
}
