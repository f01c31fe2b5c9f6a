package io.forerun.codec;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** A schema file as the tests read it, by a reader of their own: SBE's does not keep everything. */
final class SchemaXml {
    static final SchemaXml WIRE = read("forerun.xml");
    static final SchemaXml JOURNAL = read("journal.xml");

    private final Element root;
    private final Map<String, Element> types = new HashMap<>();

    private SchemaXml(final Element root) {
        this.root = root;
        for (final Element type : all(children(root, "types").getFirst())) {
            types.put(type.getAttribute("name"), type);
        }
    }

    private static SchemaXml read(final String name) {
        final Path file = root().resolve("codecs/src/main/sbe").resolve(name);
        try {
            return new SchemaXml(DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(file.toFile())
                    .getDocumentElement());
        } catch (final Exception e) {
            throw new IllegalStateException(file + ": " + e.getMessage(), e);
        }
    }

    /** The checkout. */
    static Path root() {
        return Path.of(System.getProperty("forerun.root", ".."));
    }

    int id() {
        return Integer.parseInt(root.getAttribute("id"));
    }

    int version() {
        return Integer.parseInt(root.getAttribute("version"));
    }

    String javaPackage() {
        return root.getAttribute("package");
    }

    Element element() {
        return root;
    }

    List<Element> messages() {
        return children(root, "sbe:message");
    }

    Element message(final String name) {
        return messages().stream()
                .filter(message -> message.getAttribute("name").equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Name of the enum a field is of; empty where it is a number. */
    String enumOf(final String type) {
        final Element declared = types.get(type);
        return declared != null && declared.getTagName().equals("enum") ? type : "";
    }

    /** Highest value of an enum. */
    int lastValue(final String enumType) {
        final List<Element> values = children(types.get(enumType), "validValue");
        return Integer.parseInt(values.getLast().getTextContent());
    }

    /** The primitive behind a field's type. */
    String primitive(final String type) {
        final Element declared = types.get(type);
        if (declared == null) {
            return type;
        }
        return declared.getAttribute(declared.getTagName().equals("enum") ? "encodingType" : "primitiveType");
    }

    /** Whether a data type holds text, not bytes. */
    boolean isText(final String type) {
        return children(types.get(type), "type").stream()
                .anyMatch(member -> !member.getAttribute("characterEncoding").isEmpty());
    }

    /** Elements below an element, in their order. */
    static List<Element> all(final Element parent) {
        final List<Element> elements = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof final Element element) {
                elements.add(element);
            }
        }
        return elements;
    }

    private static List<Element> children(final Element parent, final String tag) {
        return all(parent).stream()
                .filter(element -> element.getTagName().equals(tag))
                .toList();
    }
}
