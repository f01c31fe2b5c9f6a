package io.forerun.codec;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.w3c.dom.Element;

/**
 * One message with fixed values: every integer holds bytes that rise by one, so that a swapped order of bytes or a shifted
 * field shows; every group has two entries.
 */
final class Sample {
    /** A part of a message, in the order of the schema. */
    sealed interface Part {
        String name();
    }

    record Scalar(String name, String primitive, String enumType, Number value) implements Part {}

    record Entries(String name, int blockLength, List<List<Part>> entries) implements Part {}

    record Text(String name, boolean text, byte[] bytes) implements Part {}

    private static final int ENTRIES = 2;
    private static final long EPOCH_MS = 1_700_000_000_000L;

    private final SchemaXml schema;
    private int counter;

    private Sample(final SchemaXml schema) {
        this.schema = schema;
    }

    static List<Part> of(final SchemaXml schema, final Element message) {
        return new Sample(schema).parts(message);
    }

    private List<Part> parts(final Element parent) {
        final List<Part> parts = new ArrayList<>();
        for (final Element member : SchemaXml.all(parent)) {
            parts.add(
                    switch (member.getTagName()) {
                        case "field" -> scalar(member);
                        case "group" -> entries(member);
                        case "data" -> text(member);
                        default -> throw new IllegalStateException("unknown member " + member.getTagName());
                    });
        }
        return parts;
    }

    private Scalar scalar(final Element field) {
        final String type = field.getAttribute("type");
        final String primitive = schema.primitive(type);
        final String enumType = schema.enumOf(type);
        counter++;
        return new Scalar(field.getAttribute("name"), primitive, enumType, value(type, primitive, enumType));
    }

    private Number value(final String type, final String primitive, final String enumType) {
        if (!enumType.isEmpty()) {
            return schema.lastValue(enumType);
        }
        if (type.equals("epochMs")) {
            return EPOCH_MS + counter;
        }
        return switch (primitive) {
            case "float" -> counter + .5f;
            case "double" -> counter + .25;
            default -> rising(length(primitive));
        };
    }

    private long rising(final int bytes) {
        long value = 0;
        for (int index = bytes - 1; index >= 0; index--) {
            value = value << 8 | (counter + index) & 0x7F;
        }
        return value;
    }

    private Entries entries(final Element group) {
        final List<List<Part>> entries = new ArrayList<>();
        for (int entry = 0; entry < ENTRIES; entry++) {
            entries.add(parts(group));
        }
        return new Entries(group.getAttribute("name"), blockLength(entries.getFirst()), entries);
    }

    private Text text(final Element data) {
        counter++;
        final String name = data.getAttribute("name");
        final byte[] bytes = (name + " é" + counter).getBytes(StandardCharsets.UTF_8);
        return new Text(name, schema.isText(data.getAttribute("type")), bytes);
    }

    /** Bytes of a block: its scalars, packed. */
    static int blockLength(final List<Part> parts) {
        int length = 0;
        for (final Part part : parts) {
            length += part instanceof final Scalar scalar ? length(scalar.primitive()) : 0;
        }
        return length;
    }

    /** Bytes of a primitive. */
    static int length(final String primitive) {
        return switch (primitive) {
            case "int8", "uint8", "char" -> 1;
            case "int16", "uint16" -> 2;
            case "int32", "uint32", "float" -> 4;
            case "int64", "uint64", "double" -> 8;
            default -> throw new IllegalStateException("unknown primitive " + primitive);
        };
    }
}
