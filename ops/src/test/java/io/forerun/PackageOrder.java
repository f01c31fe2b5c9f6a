package io.forerun;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;

/** Packages in their order, lowest first; each imports only what stands below it, and every package has its place. */
final class PackageOrder extends ArchCondition<JavaClass> {
    private static final List<String> ORDER = List.of(
            "codec",
            "memory",
            "state",
            "simd",
            "profile",
            "markov",
            "crowd",
            "neural",
            "prewarm",
            "forecast",
            "plan",
            "core",
            "journal",
            "pipeline",
            "gateway",
            "client",
            "trace",
            "provision",
            "replay",
            "chart",
            "backtest",
            "evaluate",
            "admin",
            "server",
            "demo",
            "cli",
            "perf");

    private final String root;

    PackageOrder(final String root) {
        super("import only from packages below their own");
        this.root = root;
    }

    @Override
    public void check(final JavaClass type, final ConditionEvents events) {
        final String own = packageOf(type);
        if (own.isEmpty() || !ORDER.contains(own)) {
            final String message = type.getName() + ": its package has no place in the order " + ORDER;
            events.add(SimpleConditionEvent.violated(type, message));
            return;
        }
        for (final Dependency dependency : type.getDirectDependenciesFromSelf()) {
            final String other = packageOf(dependency.getTargetClass());
            if (!other.isEmpty() && ORDER.indexOf(other) > ORDER.indexOf(own)) {
                events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
            }
        }
    }

    /** The package right below the root, empty outside it. */
    private String packageOf(final JavaClass type) {
        final JavaClass plain = type.getBaseComponentType();
        final String name = plain.getPackageName() + ".";
        return name.startsWith(root) && name.length() > root.length()
                ? name.substring(root.length(), name.indexOf('.', root.length()))
                : "";
    }
}
