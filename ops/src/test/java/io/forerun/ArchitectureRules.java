package io.forerun;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The rules of the house by name, for the packages below a root: {@code io.forerun}, or the test's own village of sinners.
 */
final class ArchitectureRules {
    /** What the engine's state is computed by: pure functions of their arguments. */
    private static final List<String> PURE = List.of(
            "memory", "state", "simd", "profile", "markov", "crowd", "neural", "prewarm", "forecast", "plan", "core");

    private static final List<String> OPS =
            List.of("trace", "provision", "replay", "chart", "backtest", "evaluate", "server", "demo", "admin", "cli");

    /** java.lang.Math promises these within an ulp or two only, so their bits differ between machines. */
    private static final Set<String> INEXACT = Set.of(
            "exp", "expm1", "log", "log10", "log1p", "pow", "sin", "cos", "tan", "asin", "acos", "atan", "atan2",
            "sinh", "cosh", "tanh", "cbrt", "hypot", "random");

    private static final Set<String> ITERATION = Set.of(
            "entrySet", "keySet", "values", "forEach", "iterator", "stream", "replaceAll", "toArray", "removeIf");

    private final String root;

    ArchitectureRules(final String root) {
        this.root = root + ".";
    }

    Map<String, ArchRule> all() {
        final Map<String, ArchRule> rules = new LinkedHashMap<>();
        rules.put("order", classes().should(new PackageOrder(root)).allowEmptyShould(true));
        rules.put("cycles", slices().matching(root + "(*)..").should().beFreeOfCycles());
        rules.put("perf", noClasses().that(outside("perf")).should().dependOnClassesThat(inside("perf")));
        rules.put(
                "client needs the protocol only",
                noClasses()
                        .that(inside("client"))
                        .should()
                        .dependOnClassesThat(resideInAPackage(root + ".").and(outside("client", "codec"))));
        owners(rules);
        pure(rules);
        rules.put(
                "vector species are static final",
                fields().that()
                        .haveRawType("jdk.incubator.vector.VectorSpecies")
                        .should()
                        .beStatic()
                        .andShould()
                        .beFinal());
        rules.put(
                "System.out only in cli",
                noClasses()
                        .that(outside("cli"))
                        .should()
                        .accessTargetWhere(member(System.class, Set.of("out", "err"))));
        // Generated codecs read their switches for checks of bounds and of order.
        rules.put(
                "properties only in cli",
                noClasses().that(outside("cli", "codec")).should().accessTargetWhere(property()));
        rules.replaceAll((name, rule) -> rule.allowEmptyShould(true).as(name));
        return rules;
    }

    private void owners(final Map<String, ArchRule> rules) {
        rules.put("vectors", owner(resideInAPackage("jdk.incubator.vector.."), "simd"));
        rules.put("Arena", owner(named("java.lang.foreign.Arena"), "memory"));
        rules.put("Chronicle", owner(resideInAPackage("net.openhft.."), "journal"));
        rules.put("Disruptor", owner(resideInAPackage("com.lmax.."), "pipeline"));
        rules.put("Netty", owner(resideInAPackage("io.netty.."), "gateway", "admin"));
        rules.put("ojAlgo", owner(resideInAPackage("org.ojalgo.."), "plan"));
        rules.put("picocli and YAML", owner(resideInAnyPackage("picocli..", "org.snakeyaml.."), "cli"));
        rules.put(
                "JSON",
                owner(
                        resideInAPackage("com.fasterxml.jackson.."),
                        "trace",
                        "cli",
                        "replay",
                        "backtest",
                        "admin",
                        "provision"));
        rules.put("providers", owner(resideInAnyPackage("io.fabric8..", "software.amazon.awssdk.."), "provision"));
        final DescribedPredicate<JavaClass> threads = named(
                "java.lang.Thread",
                "java.lang.Thread$Builder",
                "java.util.Timer",
                "java.util.concurrent.Executor",
                "java.util.concurrent.ExecutorService",
                "java.util.concurrent.ScheduledExecutorService",
                "java.util.concurrent.Executors",
                "java.util.concurrent.ForkJoinPool",
                "java.util.concurrent.CompletableFuture");
        final List<String> threadOwners = new ArrayList<>(List.of("pipeline", "gateway", "client", "perf"));
        threadOwners.addAll(OPS);
        rules.put("threads", owner(threads, threadOwners.toArray(String[]::new)));
    }

    private void pure(final Map<String, ArchRule> rules) {
        final DescribedPredicate<JavaClass> pure = inside(PURE.toArray(String[]::new));
        rules.put(
                "no I/O, clock or random source in state",
                noClasses().that(pure).should().dependOnClassesThat(ambient()));
        rules.put(
                "state knows no bytes of the wire",
                noClasses().that(pure).should().dependOnClassesThat(inside("codec")));
        rules.put(
                "no static variable in state",
                fields().that()
                        .areDeclaredInClassesThat(pure)
                        .and()
                        .areStatic()
                        .should()
                        .beFinal());
        rules.put("StrictMath in state", never(pure, member(Math.class, INEXACT)));
        rules.put(
                "no System in state",
                never(
                        pure,
                        access(
                                "System, but arraycopy",
                                target -> target.getOwner().isEquivalentTo(System.class)
                                        && !target.getName().equals("arraycopy"))));
        rules.put(
                "no now() in state",
                never(
                        pure,
                        access(
                                "now",
                                target -> target.getOwner().getPackageName().startsWith("java.time")
                                        && Set.of("now", "systemDefault").contains(target.getName()))));
        // The ledger belongs to the process, not to the state, and sorts what it shows.
        rules.put(
                "no hash order in state",
                never(
                        pure.and(not(named(root + "memory.MemoryLedger"))),
                        access(
                                "iteration over a map or set without an order",
                                target -> ITERATION.contains(target.getName()) && isHashed(target.getOwner()))));
    }

    private static ArchRule never(
            final DescribedPredicate<JavaClass> who, final DescribedPredicate<JavaAccess<?>> what) {
        return noClasses().that(who).should().accessTargetWhere(what);
    }

    private static DescribedPredicate<JavaClass> ambient() {
        return resideInAnyPackage("java.io..", "java.nio.file..", "java.nio.channels..", "java.net..", "org.slf4j..")
                .or(named(
                        "java.time.Clock",
                        "java.util.Random",
                        "java.util.SplittableRandom",
                        "java.util.UUID",
                        "java.util.Date",
                        "java.security.SecureRandom",
                        "java.util.concurrent.ThreadLocalRandom",
                        "java.lang.ThreadLocal",
                        "java.lang.Runtime",
                        "java.lang.ProcessHandle"));
    }

    private static boolean isHashed(final JavaClass owner) {
        final boolean agrona = owner.getPackageName().equals("org.agrona.collections")
                && (owner.getSimpleName().endsWith("Map")
                        || owner.getSimpleName().endsWith("Set"));
        final boolean ordered = owner.isAssignableTo(SequencedMap.class)
                || owner.isAssignableTo(SequencedSet.class)
                || owner.isAssignableTo(EnumMap.class);
        return agrona || !ordered && (owner.isAssignableTo(Map.class) || owner.isAssignableTo(Set.class));
    }

    private ArchRule owner(final DescribedPredicate<? super JavaClass> technology, final String... owners) {
        return noClasses().that(outside(owners)).should().dependOnClassesThat(technology);
    }

    private DescribedPredicate<JavaClass> inside(final String... packages) {
        return resideInAnyPackage(
                Arrays.stream(packages).map(name -> root + name + "..").toArray(String[]::new));
    }

    private DescribedPredicate<JavaClass> outside(final String... packages) {
        return not(inside(packages));
    }

    private static DescribedPredicate<JavaClass> named(final String... names) {
        final Set<String> all = Set.of(names);
        return describe("any of " + all, type -> all.contains(type.getName()));
    }

    private static DescribedPredicate<JavaAccess<?>> access(
            final String description, final Predicate<AccessTarget> target) {
        return describe(description, access -> target.test(access.getTarget()));
    }

    private static DescribedPredicate<JavaAccess<?>> member(final Class<?> owner, final Set<String> names) {
        return access(
                owner.getSimpleName() + " " + names,
                target -> target.getOwner().isEquivalentTo(owner) && names.contains(target.getName()));
    }

    private static DescribedPredicate<JavaAccess<?>> property() {
        return member(System.class, Set.of("getProperty", "getProperties", "getenv", "setProperty"))
                .or(member(Integer.class, Set.of("getInteger")))
                .or(member(Long.class, Set.of("getLong")))
                .or(member(Boolean.class, Set.of("getBoolean")));
    }
}
