package io.forerun.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.codec.Sample.Entries;
import io.forerun.codec.Sample.Part;
import io.forerun.codec.Sample.Scalar;
import io.forerun.codec.Sample.Text;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** The generated codec of one message, driven by name so that a new message or field needs no new test. */
final class Generated {
    private final String javaPackage;
    private final String message;

    Generated(final String javaPackage, final String message) {
        this.javaPackage = javaPackage + ".";
        this.message = message;
    }

    /** The sample through the generated encoder. */
    byte[] encode(final List<Part> parts) throws ReflectiveOperationException {
        final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        final Object header = create("MessageHeaderEncoder");
        final Object encoder = create(message + "Encoder");
        call(encoder, "wrapAndApplyHeader", buffer, 0, header);
        fill(encoder, parts);
        final int length = (int) call(header, "encodedLength") + (int) call(encoder, "encodedLength");
        return Arrays.copyOf(buffer.byteArray(), length);
    }

    private static void fill(final Object encoder, final List<Part> parts) throws ReflectiveOperationException {
        for (final Part part : parts) {
            switch (part) {
                case final Scalar scalar -> set(encoder, scalar);
                case final Text data
                when data.text() -> call(encoder, data.name(), new String(data.bytes(), StandardCharsets.UTF_8));
                case final Text data -> call(encoder, accessor("put", data), data.bytes(), 0, data.bytes().length);
                case final Entries group -> {
                    final Object entries = call(
                            encoder, group.name() + "Count", group.entries().size());
                    for (final List<Part> entry : group.entries()) {
                        fill(call(entries, "next"), entry);
                    }
                }
            }
        }
    }

    private static void set(final Object encoder, final Scalar scalar) throws ReflectiveOperationException {
        final Method setter = method(encoder, scalar.name(), 1);
        final Class<?> type = setter.getParameterTypes()[0];
        final Number value = scalar.value();
        setter.invoke(encoder, type.isEnum() ? constant(type, value) : narrowed(type, value));
    }

    private static Object narrowed(final Class<?> type, final Number value) {
        return switch (type.getName()) {
            case "byte" -> value.byteValue();
            case "short" -> value.shortValue();
            case "int" -> value.intValue();
            case "long" -> value.longValue();
            default -> value; // float and double are what they are
        };
    }

    private static Object constant(final Class<?> type, final Number value) throws ReflectiveOperationException {
        final Method get = type.getMethod("get", short.class);
        return get.invoke(null, value.shortValue());
    }

    /** Decodes bytes and compares every value with the sample, and the end with the end. */
    void check(final byte[] bytes, final List<Part> parts) throws ReflectiveOperationException {
        final DirectBuffer buffer = new UnsafeBuffer(bytes);
        final Object header = create("MessageHeaderDecoder");
        final Object decoder = create(message + "Decoder");
        call(decoder, "wrapAndApplyHeader", buffer, 0, header);
        compare(message, decoder, parts);
        assertEquals(bytes.length, call(decoder, "limit"), message + ": bytes read");
    }

    private static void compare(final String path, final Object decoder, final List<Part> parts)
            throws ReflectiveOperationException {
        for (final Part part : parts) {
            final String name = path + "." + part.name();
            switch (part) {
                case final Scalar scalar -> assertEquals(scalar.value(), get(decoder, scalar), name);
                case final Text data ->
                    assertEquals(new String(data.bytes(), StandardCharsets.UTF_8), text(decoder, data), name);
                case final Entries group -> {
                    final Object entries = call(decoder, group.name());
                    for (final List<Part> entry : group.entries()) {
                        assertTrue((boolean) call(entries, "hasNext"), name);
                        compare(name, call(entries, "next"), entry);
                    }
                    assertFalse((boolean) call(entries, "hasNext"), name);
                }
            }
        }
    }

    private static Object get(final Object decoder, final Scalar scalar) throws ReflectiveOperationException {
        final Object got = call(decoder, scalar.name());
        final Object number = got instanceof Enum<?> ? call(got, "value") : got;
        return switch (scalar.value()) {
            case final Long expected -> ((Number) number).longValue();
            case final Integer expected -> ((Number) number).intValue();
            default -> number;
        };
    }

    private static String text(final Object decoder, final Text data) throws ReflectiveOperationException {
        if (data.text()) {
            return (String) call(decoder, data.name());
        }
        final byte[] bytes = new byte[(int) call(decoder, data.name() + "Length")];
        call(decoder, accessor("get", data), bytes, 0, bytes.length);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static String accessor(final String verb, final Text data) {
        return verb + Character.toUpperCase(data.name().charAt(0)) + data.name().substring(1);
    }

    private Object create(final String type) throws ReflectiveOperationException {
        return Class.forName(javaPackage + type).getConstructor().newInstance();
    }

    private static Object call(final Object target, final String name, final Object... arguments)
            throws ReflectiveOperationException {
        for (final Method method : target.getClass().getMethods()) {
            if (method.getName().equals(name) && accepts(method.getParameterTypes(), arguments)) {
                return method.invoke(target, arguments);
            }
        }
        throw new NoSuchMethodException(target.getClass() + "." + name);
    }

    private static boolean accepts(final Class<?>[] types, final Object[] arguments) {
        boolean accepts = types.length == arguments.length;
        for (int index = 0; accepts && index < types.length; index++) {
            accepts = types[index] == int.class
                    ? arguments[index] instanceof Integer
                    : types[index].isInstance(arguments[index]);
        }
        return accepts;
    }

    private static Method method(final Object target, final String name, final int parameters) {
        return Arrays.stream(target.getClass().getMethods())
                .filter(method -> method.getName().equals(name) && method.getParameterCount() == parameters)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(target.getClass() + ": no " + name));
    }
}
