package io.forerun.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;

/** The schema is the protocol's document, so it has to read like one. */
class SchemaTest {
    private static final Set<String> DESCRIBED = Set.of(
            "sbe:messageSchema",
            "sbe:message",
            "composite",
            "type",
            "enum",
            "validValue",
            "set",
            "choice",
            "field",
            "group",
            "data");

    private static List<SchemaXml> schemas() {
        return List.of(SchemaXml.WIRE, SchemaXml.JOURNAL);
    }

    private static List<Element> below(final Element element) {
        final List<Element> found = new ArrayList<>(List.of(element));
        SchemaXml.all(element).forEach(child -> found.addAll(below(child)));
        return found;
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void shouldDescribeEverything(final SchemaXml schema) {
        int described = 0;
        for (final Element element : below(schema.element())) {
            if (DESCRIBED.contains(element.getTagName())) {
                final String text = element.getAttribute("description").strip();
                assertFalse(text.isEmpty(), element.getTagName() + " " + element.getAttribute("name"));
                assertTrue(text.endsWith("."), element.getAttribute("name") + ": no sentence: " + text);
                described++;
            } else {
                assertEquals("types", element.getTagName(), "an element this test does not know");
            }
        }
        assertTrue(described > 100);
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void shouldUseEveryIdAndNameOnce(final SchemaXml schema) {
        final Set<String> messages = new HashSet<>();
        for (final Element message : schema.messages()) {
            final String name = message.getAttribute("name");
            assertTrue(messages.add(message.getAttribute("id")), name + ": id is taken");
            assertTrue(messages.add(name), name + ": name is taken");
            final Set<String> ids = new HashSet<>();
            for (final Element member : below(message)) {
                if (member != message) {
                    assertTrue(ids.add(member.getAttribute("id")), name + "." + member.getAttribute("name"));
                }
            }
        }
        for (final Element type : SchemaXml.all(SchemaXml.all(schema.element()).getFirst())) {
            if (type.getTagName().equals("enum")) {
                final Set<String> codes = new HashSet<>();
                SchemaXml.all(type)
                        .forEach(value -> assertTrue(codes.add(value.getTextContent()), type.getAttribute("name")));
            }
        }
    }

    @Test
    void shouldGiveEachSchemaItsMagic() {
        assertEquals('F' | 'R' << 8, SchemaXml.WIRE.id());
        assertEquals('J' | 'R' << 8, SchemaXml.JOURNAL.id());
    }

    @Test
    void shouldJournalActivityInTheBlocksOfTheWire() {
        final List<String> wire = block(SchemaXml.WIRE, "ActivityBatch");
        assertEquals(wire, block(SchemaXml.JOURNAL, "ActivityRecord"));
        assertEquals(13, wire.size());
    }

    /** Names and primitives of the fields of the group {@code records}; the last byte is the edge's to fill. */
    private static List<String> block(final SchemaXml schema, final String message) {
        final Element group = SchemaXml.all(schema.message(message)).getLast();
        assertEquals("records", group.getAttribute("name"));
        return SchemaXml.all(group).stream()
                .map(field -> field.getAttribute("name") + " " + schema.primitive(field.getAttribute("type")))
                .map(field -> field.replace("reserved ", "refusal "))
                .toList();
    }
}
