package io.forerun;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The order of packages, the owners of technologies, and the purity of the engine's state. */
class ArchitectureTest {
    private static final String HOUSE = "io.forerun";
    private static final String SINNERS = "io.forerun.planted";

    /** Rule and the planted classes that its report names. */
    private static final String CAUGHT = """
            Arena: core.Technologies
            Chronicle: core.Technologies
            Disruptor: core.Technologies
            JSON: core.Technologies
            Netty: core.Technologies
            StrictMath in state: core.Ambient
            System.out only in cli: core.Ambient
            client needs the protocol only: client.Insider memory.Memory
            cycles: memory.Memory memory.Upward trace.Other
            no I/O, clock or random source in state: core.Ambient
            no System in state: core.Ambient
            no hash order in state: core.Ambient
            no now() in state: core.Ambient
            no static variable in state: core.Ambient
            order: memory.Upward nowhere.Homeless trace.Other
            perf: nowhere.Homeless perf.Benchmark
            picocli and YAML: core.Technologies
            properties only in cli: core.Ambient
            providers: core.Technologies
            state knows no bytes of the wire: codec.Message core.Wired
            threads: core.Technologies
            vector species are static final: core.Technologies
            vectors: core.Technologies
            """;

    @TestFactory
    Stream<DynamicTest> shouldHoldInTheHouse() {
        final JavaClasses classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(HOUSE);
        assertTrue(classes.contain("io.forerun.core.Engine"), "the engine was not found");
        return new ArchitectureRules(HOUSE)
                .all().entrySet().stream()
                        .map(rule ->
                                dynamicTest(rule.getKey(), () -> rule.getValue().check(classes)));
    }

    /** Each rule catches the classes planted for it and no other, so no rule passes because it sees nothing. */
    @Test
    void shouldCatchWhatIsPlanted() {
        final JavaClasses planted = new ClassFileImporter().importPackages(SINNERS);
        final Map<String, ArchRule> rules = new TreeMap<>(new ArchitectureRules(SINNERS).all());
        rules.remove("ojAlgo"); // Not on the class path before the planner uses it, so nothing can be planted.
        final StringBuilder caught = new StringBuilder();
        rules.forEach((name, rule) -> caught.append(name)
                .append(": ")
                .append(sinners(planted, rule.evaluate(planted)))
                .append('\n'));
        assertEquals(CAUGHT, caught.toString());
    }

    private static String sinners(final JavaClasses planted, final EvaluationResult result) {
        final String details = String.join("\n", result.getFailureReport().getDetails());
        return planted.stream()
                .filter(type -> details.contains(type.getName()))
                .map(type -> type.getName().substring(SINNERS.length() + 1))
                .sorted()
                .collect(Collectors.joining(" "));
    }
}
