package io.forerun.codec;

import io.forerun.codec.Sample.Entries;
import io.forerun.codec.Sample.Part;
import io.forerun.codec.Sample.Scalar;
import io.forerun.codec.Sample.Text;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.w3c.dom.Element;

/**
 * The naive encoder: walks a sample and writes what the SBE specification says, one line per value with offset, bytes and
 * meaning. What it writes is the golden file, and the oracle of the generated encoders.
 */
final class HexDump {
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

    private final StringBuilder text = new StringBuilder();
    private int offset;

    private HexDump() {}

    static String of(final SchemaXml schema, final Element message, final List<Part> parts) {
        final HexDump dump = new HexDump();
        final long template = Long.parseLong(message.getAttribute("id"));
        dump.text.append("# ").append(message.getAttribute("name")).append(": ");
        dump.text.append(message.getAttribute("description")).append("\n# offset  bytes  field = value\n");
        dump.number("header.blockLength", 2, Sample.blockLength(parts));
        dump.number("header.templateId", 2, template);
        dump.number("header.schemaId", 2, schema.id());
        dump.number("header.version", 2, schema.version());
        dump.parts("", parts);
        return dump.text.toString();
    }

    private void parts(final String path, final List<Part> parts) {
        for (final Part part : parts) {
            final String name = path + part.name();
            switch (part) {
                case final Scalar scalar -> scalar(name, scalar);
                case final Text data -> {
                    number(name + ".length", 2, data.bytes().length);
                    line(data.bytes(), name + " = " + new String(data.bytes(), StandardCharsets.UTF_8));
                }
                case final Entries group -> {
                    number(name + ".blockLength", 2, group.blockLength());
                    number(name + ".numInGroup", 2, group.entries().size());
                    for (int entry = 0; entry < group.entries().size(); entry++) {
                        parts(name + "[" + entry + "].", group.entries().get(entry));
                    }
                }
            }
        }
    }

    private void scalar(final String name, final Scalar scalar) {
        final long bits = switch (scalar.value()) {
            case final Float value -> Float.floatToIntBits(value);
            case final Double value -> Double.doubleToLongBits(value);
            default -> scalar.value().longValue();
        };
        final byte[] bytes = littleEndian(Sample.length(scalar.primitive()), bits);
        final String kind = scalar.enumType().isEmpty() ? "" : " " + scalar.enumType();
        line(bytes, name + " = " + scalar.value() + kind);
    }

    private void number(final String name, final int length, final long value) {
        line(littleEndian(length, value), name + " = " + value);
    }

    private static byte[] littleEndian(final int length, final long value) {
        final byte[] bytes = new byte[length];
        for (int index = 0; index < length; index++) {
            bytes[index] = (byte) (value >>> 8 * index);
        }
        return bytes;
    }

    private void line(final byte[] bytes, final String meaning) {
        text.append("%04x  %-23s  %s\n".formatted(offset, HEX.formatHex(bytes), meaning));
        offset += bytes.length;
    }

    /** The bytes of a dump. */
    static byte[] bytes(final String dump) {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        dump.lines()
                .filter(line -> !line.startsWith("#"))
                .forEach(line -> bytes.writeBytes(HEX.parseHex(line.split(" {2,}", 3)[1])));
        return bytes.toByteArray();
    }
}
