package io.forerun.cli;

import io.forerun.provision.control.ForbiddenWindow;
import io.forerun.provision.control.Gradual;
import io.forerun.provision.control.ReconcileConfig;
import io.forerun.server.Provider;
import io.forerun.server.ProvisionConfig;
import io.forerun.server.Utilisation;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The part of a configuration that says who carries decisions out, and how. Paths are relative to the file's directory. */
final class ProvisionFile {
    private static final List<String> SWITCH = List.of("true", "false");
    private static final int HOUR_MINUTES = 60;

    private final Path directory;

    ProvisionFile(final Path directory) {
        this.directory = directory;
    }

    Optional<ProvisionConfig> read(final YamlSection root) {
        final String name = root.oneOf("provisioner", ProviderFile.NAMES);
        final Optional<ReconcileConfig> reconcile = reconcile(root.section("provision"), name);
        final Optional<? extends Provider> provider = new ProviderFile(directory).read(root, name);
        final Optional<Utilisation> utilisation = UtilisationFile.read(root.section("utilisation"));
        return reconcile.isPresent() && provider.isPresent() && utilisation.isPresent()
                ? Optional.of(new ProvisionConfig(provider.get(), reconcile.get(), utilisation.get()))
                : Optional.empty();
    }

    private static Optional<ReconcileConfig> reconcile(final YamlSection in, final String provider) {
        final ReconcileConfig usual = ReconcileConfig.DEFAULT;
        final int interval = in.integer("interval_ms", usual.intervalMs());
        final int expiry = in.integer("expiry_ms", usual.expiryMs());
        final int stale = in.integer("stale_ms", usual.staleMs());
        final boolean observe = in.oneOf("observe", SWITCH).equals("true");
        // Of nodes that do not exist there is nothing to learn.
        final boolean real = !Set.of("dry-run", "simulated").contains(provider);
        final boolean learn = in.oneOf("learn_lead_times", SWITCH).equals("true") && real;
        final Optional<Gradual> gradual = gradual(in.section("gradual"));
        final List<ForbiddenWindow> forbidden = new ArrayList<>();
        for (final YamlSection window : in.sections("forbidden")) {
            window(window).ifPresent(forbidden::add);
        }
        in.finish();
        return gradual.flatMap(steps ->
                in.build(() -> new ReconcileConfig(interval, expiry, stale, observe, learn, steps, forbidden)));
    }

    private static Optional<Gradual> gradual(final YamlSection in) {
        final Gradual usual = Gradual.AT_ONCE;
        final int out = in.integer("out_percent", usual.outPct());
        final int inward = in.integer("in_percent", usual.inPct());
        final int settle = in.integer("settle_ms", usual.settleMs());
        final int unhealthy = in.integer("unhealthy_percent", usual.unhealthyPct());
        final boolean rollBack =
                in.oneOf("on_unstable", List.of("pause", "roll-back")).equals("roll-back");
        in.finish();
        return in.build(() -> new Gradual(out, inward, settle, unhealthy, rollBack));
    }

    private static Optional<ForbiddenWindow> window(final YamlSection in) {
        final Set<DayOfWeek> days = days(in);
        final int from = minute(in, "from");
        final int to = minute(in, "to");
        final String zone = in.text("zone", "UTC");
        final boolean all = in.oneOf("change", List.of("in", "all")).equals("all");
        in.finish();
        final ZoneId place = zone(in, zone);
        return in.build(() -> new ForbiddenWindow(days, from, to, place, all));
    }

    private static Set<DayOfWeek> days(final YamlSection in) {
        final Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (final String day : in.texts("days")) {
            for (final DayOfWeek known : DayOfWeek.values()) {
                if (known.name().toLowerCase(Locale.ROOT).substring(0, 3).equals(day)) {
                    days.add(known);
                }
            }
        }
        if (in.has("days") && days.size() != in.texts("days").size()) {
            in.refuse("days", String.join(", ", in.texts("days")), "mon, tue, wed, thu, fri, sat, sun");
        }
        return days.isEmpty() ? EnumSet.allOf(DayOfWeek.class) : days;
    }

    private static int minute(final YamlSection in, final String key) {
        final String text = in.text(key);
        if (!text.matches("([01]\\d|2[0-3]):[0-5]\\d|24:00")) {
            in.refuse(key, text, "00:00 to 24:00");
            return 0;
        }
        return Integer.parseInt(text.substring(0, 2)) * HOUR_MINUTES + Integer.parseInt(text.substring(3));
    }

    private static ZoneId zone(final YamlSection in, final String zone) {
        try {
            return ZoneId.of(zone);
        } catch (final DateTimeException unknown) {
            in.refuse("zone", zone, "a time zone, such as Europe/Berlin");
            return ZoneOffset.UTC;
        }
    }
}
