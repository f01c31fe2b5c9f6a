package io.forerun.cli;

import io.forerun.admin.AdminConfig;
import io.forerun.core.EngineConfig;
import io.forerun.forecast.ForecastConfig;
import io.forerun.forecast.RegionZones;
import io.forerun.forecast.ZoneOffsets;
import io.forerun.gateway.GatewayConfig;
import io.forerun.journal.JournalConfig;
import io.forerun.pipeline.ClockMode;
import io.forerun.pipeline.PipelineConfig;
import io.forerun.plan.Fleet;
import io.forerun.plan.Mode;
import io.forerun.prewarm.PrewarmConfig;
import io.forerun.server.ProvisionConfig;
import io.forerun.server.RetrainConfig;
import io.forerun.server.ServerConfig;
import io.forerun.server.SnapshotConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads a server's configuration from YAML: every key has a default, every mistake its line. */
final class ConfigFile {
    private final YamlFile yaml;
    private final Path directory;

    private ConfigFile(final YamlFile yaml, final Path directory) {
        this.yaml = yaml;
        this.directory = directory;
    }

    /** The configuration of a file, the defaults for null. */
    static ServerConfig read(final Path file) {
        if (file == null) {
            return new ConfigFile(YamlFile.parse("defaults", "clock: ingress"), Path.of("")).config();
        }
        if (!Files.isRegularFile(file)) {
            throw new BadInputException("--config: value=" + file + ", allowed=a file that exists");
        }
        try {
            final Path directory = file.toAbsolutePath().getParent();
            return new ConfigFile(YamlFile.parse(file.toString(), Files.readString(file)), directory).config();
        } catch (final IOException unreadable) {
            throw new BadInputException("--config: value=" + file + ", cannot be read: " + unreadable.getMessage());
        }
    }

    private ServerConfig config() {
        final YamlSection root = yaml.root();
        final Optional<PipelineConfig> pipeline = pipeline(root);
        final Optional<GatewayConfig> gateway = gateway(root.section("gateway"));
        final Optional<AdminConfig> admin = admin(root.section("admin"));
        final YamlSection journalSection = root.section("journal");
        final Path journalDirectory = Path.of(journalSection.text("directory", "forerun-journal"));
        final long keepBytes = (long) journalSection.integer("keep_gib", 0) << 30;
        final Optional<JournalConfig> journal = journal(journalSection, pipeline);
        final Optional<ForecastConfig> forecast = forecast(root.section("forecast"));
        final Optional<PrewarmConfig> prewarm = prewarm(root.section("prewarm"));
        final Optional<EngineConfig> engine = engine(root, forecast, zones(root.section("zones")));
        final Optional<RetrainConfig> retrain = retrain(root.section("retrain"));
        final Optional<SnapshotConfig> snapshot = snapshot(root.section("snapshot"), keepBytes);
        final Optional<ProvisionConfig> provision = new ProvisionFile(directory).read(root);
        root.finish();
        if (!yaml.mistakes().isEmpty()) {
            throw new BadInputException(yaml.mistakes());
        }
        return new ServerConfig(
                engine.orElseThrow().withPrewarm(prewarm.orElseThrow()),
                pipeline.orElseThrow(),
                gateway.orElseThrow(),
                admin.orElseThrow(),
                journal.orElseThrow(),
                journalDirectory,
                retrain.orElseThrow(),
                snapshot.orElseThrow(),
                provision.orElseThrow());
    }

    private static Optional<PipelineConfig> pipeline(final YamlSection root) {
        final String clock = root.oneOf("clock", names(ClockMode.values()));
        final String ack = root.oneOf("ack", List.of("written", "synced"));
        final boolean allowGaps =
                root.oneOf("allow_gaps", List.of("false", "true")).equals("true");
        final YamlSection in = root.section("pipeline");
        final int slots = in.integer("ring_slots", PipelineConfig.DEFAULT.ringSlots());
        final int batch = in.integer("max_batch", PipelineConfig.DEFAULT.maxBatch());
        in.finish();
        return in.build(() ->
                new PipelineConfig(ClockMode.valueOf(constant(clock)), slots, batch, ack.equals("synced"), allowGaps));
    }

    private Optional<GatewayConfig> gateway(final YamlSection in) {
        final GatewayConfig usual = GatewayConfig.DEFAULT;
        final String host = in.text("host", usual.host());
        final int port = in.integer("port", usual.port());
        final List<String> tokens = in.texts("tokens");
        final int window = in.integer("window", usual.window());
        final int idleMs = in.integer("idle_timeout_ms", usual.idleTimeoutMs());
        final int connections = in.integer("max_connections", usual.maxConnections());
        final String certificate = in.text("certificate", "");
        final String key = in.text("private_key", "");
        in.finish();
        return in.build(
                () -> new GatewayConfig(host, port, tokens, window, idleMs, connections, path(certificate), path(key)));
    }

    private static Optional<AdminConfig> admin(final YamlSection in) {
        final AdminConfig usual = AdminConfig.DEFAULT;
        final String host = in.text("host", usual.host());
        final int port = in.integer("port", usual.port());
        final List<String> tokens = in.texts("tokens");
        in.finish();
        return in.build(() -> new AdminConfig(host, port, tokens));
    }

    private Path path(final String text) {
        return text.isEmpty() ? null : directory.resolve(text);
    }

    private static Optional<JournalConfig> journal(final YamlSection in, final Optional<PipelineConfig> pipeline) {
        final JournalConfig usual = JournalConfig.DEFAULT;
        final int rollMs = in.integer("roll_ms", (int) usual.rollMs());
        final int rollBytes = in.integer("roll_bytes", (int) usual.rollBytes());
        final int blockBytes = in.integer("block_bytes", (int) usual.blockBytes());
        in.finish();
        final boolean synced = pipeline.map(PipelineConfig::ackSynced).orElse(false);
        return in.build(() -> new JournalConfig(
                synced ? JournalConfig.Durability.SYNCED : JournalConfig.Durability.WRITTEN,
                rollMs,
                rollBytes,
                blockBytes));
    }

    private static Optional<RetrainConfig> retrain(final YamlSection in) {
        final int everyMs = in.integer("every_ms", RetrainConfig.DAILY_MS);
        in.finish();
        return in.build(() -> new RetrainConfig(everyMs, Program.command()));
    }

    private static Optional<SnapshotConfig> snapshot(final YamlSection in, final long keepBytes) {
        final int everyMs = in.integer("every_ms", SnapshotConfig.USUAL_MS);
        in.finish();
        return in.build(() -> new SnapshotConfig(everyMs, keepBytes, Program.command()));
    }

    private static Optional<PrewarmConfig> prewarm(final YamlSection in) {
        final double probability = in.number("probability", PrewarmConfig.OFF.probability());
        in.finish();
        return in.build(() -> new PrewarmConfig(probability));
    }

    private static Optional<ForecastConfig> forecast(final YamlSection in) {
        final ForecastConfig usual = ForecastConfig.DEFAULT;
        final int bucketMs = in.integer("bucket_ms", usual.bucketMs());
        final int steps = in.integer("steps", usual.steps());
        final double tolerance = in.number("tolerance", usual.tolerance());
        final int series = in.integer("max_series", usual.maxSeries());
        in.finish();
        return in.build(() -> new ForecastConfig(bucketMs, steps, tolerance, series));
    }

    private static Optional<RegionZones> zones(final YamlSection in) {
        final ZoneOffsets otherwise = zone(in, "default", ZoneOffsets.UTC.name());
        final YamlSection regions = in.section("regions");
        final TreeMap<String, ZoneOffsets> byRegion = new TreeMap<>();
        for (final String region : regions.keys()) {
            byRegion.put(region, zone(regions, region, ""));
        }
        in.finish();
        return in.build(() -> new RegionZones(otherwise, byRegion));
    }

    private static ZoneOffsets zone(final YamlSection in, final String key, final String otherwise) {
        final String name = in.text(key, otherwise);
        try {
            return TimeZones.of(name);
        } catch (final DateTimeException unknown) {
            in.refuse(key, name, TimeZones.ALLOWED);
            return ZoneOffsets.UTC;
        }
    }

    private Optional<EngineConfig> engine(
            final YamlSection root, final Optional<ForecastConfig> forecast, final Optional<RegionZones> zones) {
        final String mode = root.oneOf("mode", names(Mode.values()));
        final String fleetFile = root.text("fleet", "");
        final YamlSection in = root.section("engine");
        final int users = in.integer("max_users", (int) EngineConfig.DEFAULT_MAX_USERS);
        final int streams = in.integer("max_streams", EngineConfig.DEFAULT_MAX_STREAMS);
        in.finish();
        if (forecast.isEmpty() || zones.isEmpty()) {
            return Optional.empty();
        }
        final Fleet fleet = fleetFile.isEmpty() ? Fleets.small() : Fleets.read(directory.resolve(fleetFile));
        final long seed = new SecureRandom().nextLong();
        final Mode start = Mode.valueOf(constant(mode));
        return in.build(
                () -> new EngineConfig(seed, forecast.get(), users, streams, start, fleet).withZones(zones.get()));
    }

    private static List<String> names(final Enum<?>[] constants) {
        return Stream.of(constants).map(ConfigFile::word).toList();
    }

    /** How people write a constant: lower case, hyphens. */
    static String word(final Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String constant(final String word) {
        return word.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
