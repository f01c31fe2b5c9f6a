package io.forerun.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.forerun.codec.Sample.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.w3c.dom.Element;

/**
 * The bytes of every message of the protocol and of the journal are pinned by a file. A change of a file is a change of the
 * format: {@code -Dgolden.write=true} writes them anew and then fails, so that nobody does it by accident.
 */
class GoldenTest {
    private static final Path GOLDEN = SchemaXml.root().resolve("codecs/src/test/resources/golden");
    private static final List<SchemaXml> SCHEMAS = List.of(SchemaXml.WIRE, SchemaXml.JOURNAL);

    @TestFactory
    Stream<DynamicTest> shouldKeepTheBytesOfEveryMessage() {
        return SCHEMAS.stream()
                .flatMap(schema -> schema.messages().stream()
                        .map(message -> dynamicTest(message.getAttribute("name"), () -> check(schema, message))));
    }

    private static void check(final SchemaXml schema, final Element message) throws Exception {
        final String name = message.getAttribute("name");
        final List<Part> sample = Sample.of(schema, message);
        final String dump = HexDump.of(schema, message, sample);
        final Path file = GOLDEN.resolve(name + ".hex");
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(file, dump);
            fail(file.getFileName() + " was written; run again without golden.write");
        }
        final String golden = Files.readString(file);
        final byte[] bytes = HexDump.bytes(golden);
        final Generated generated = new Generated(schema.javaPackage(), name);
        assertArrayEquals(bytes, generated.encode(sample), "encoded " + name);
        generated.check(bytes, sample);
        assertEquals(golden, dump, "the file's remarks, or the schema");
    }

    @Test
    void shouldHaveOneFilePerMessage() throws IOException {
        final TreeSet<String> expected = SCHEMAS.stream()
                .flatMap(schema -> schema.messages().stream())
                .map(message -> message.getAttribute("name") + ".hex")
                .collect(Collectors.toCollection(TreeSet::new));
        try (Stream<Path> files = Files.list(GOLDEN)) {
            assertEquals(
                    expected,
                    files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new)));
        }
    }
}
