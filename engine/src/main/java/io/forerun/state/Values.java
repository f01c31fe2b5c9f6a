package io.forerun.state;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Passes immutable values by their shape: records component by component, lists element by element. For what is few and cold,
 * decisions and the like; null is a value where a record or text may be.
 */
final class Values {
    private static final int MOST_ELEMENTS = 1 << 24;

    private Values() {}

    static Object pass(final Archive archive, final Object value, final Type type) {
        return switch (type) {
            case ParameterizedType list
            when list.getRawType() == List.class -> list(archive, (List<?>) value, list.getActualTypeArguments()[0]);
            case ParameterizedType optional
            when optional.getRawType() == Optional.class ->
                optional(archive, (Optional<?>) value, optional.getActualTypeArguments()[0]);
            case Class<?> plain when plain.isRecord() -> record(archive, value, plain);
            case Class<?> plain when plain.isEnum() -> constant(archive, (Enum<?>) value, plain);
            case Class<?> plain -> plain(archive, value, plain);
            default -> throw unknown(type);
        };
    }

    static <T> void elements(final Archive archive, final Collection<T> elements, final Class<T> type) {
        final int count = archive.passCount(elements.size(), MOST_ELEMENTS);
        if (archive.isRestoring()) {
            elements.clear();
            for (int element = 0; element < count; element++) {
                elements.add(archive.pass((T) null, type));
            }
        } else {
            elements.forEach(element -> archive.pass(element, type));
        }
    }

    private static List<?> list(final Archive archive, final List<?> values, final Type type) {
        final List<Object> passed = new ArrayList<>();
        final int count = archive.passCount(values == null ? 0 : values.size(), MOST_ELEMENTS);
        for (int element = 0; element < count; element++) {
            passed.add(pass(archive, archive.isRestoring() ? null : values.get(element), type));
        }
        return archive.isRestoring() ? List.copyOf(passed) : values;
    }

    private static Optional<?> optional(final Archive archive, final Optional<?> value, final Type type) {
        final boolean isPresent = archive.pass(value != null && value.isPresent());
        return isPresent
                ? Optional.of(pass(archive, value == null ? null : value.orElse(null), type))
                : Optional.empty();
    }

    private static Object constant(final Archive archive, final Enum<?> value, final Class<?> type) {
        final Object[] all = type.getEnumConstants();
        final int ordinal = archive.passCount(value == null ? 0 : value.ordinal(), all.length - 1);
        return archive.isRestoring() ? all[ordinal] : value;
    }

    private static Object record(final Archive archive, final Object value, final Class<?> type) {
        if (!archive.pass(value != null)) {
            return null;
        }
        final RecordComponent[] components = type.getRecordComponents();
        final Object[] passed = new Object[components.length];
        final Class<?>[] types = new Class<?>[components.length];
        try {
            for (int index = 0; index < components.length; index++) {
                types[index] = components[index].getType();
                components[index].getAccessor().setAccessible(true);
                final Object component =
                        value == null ? null : components[index].getAccessor().invoke(value);
                passed[index] = pass(archive, component, components[index].getGenericType());
            }
            if (!archive.isRestoring()) {
                return value;
            }
            final Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(passed);
        } catch (final ReflectiveOperationException refused) {
            throw new StateException("state: " + type.getSimpleName() + " cannot be passed: " + refused);
        }
    }

    private static double[][] rows(final Archive archive, final double[][] rows) {
        final int count = archive.passCount(rows == null ? 0 : rows.length, MOST_ELEMENTS);
        final double[][] passed = archive.isRestoring() ? new double[count][] : rows;
        for (int row = 0; row < count; row++) {
            passed[row] = archive.passGrown(passed[row]);
        }
        return passed;
    }

    private static Object plain(final Archive archive, final Object value, final Class<?> type) {
        if (type == String.class) {
            return archive.pass((String) value);
        } else if (type == float[].class) {
            return archive.passGrown((float[]) value);
        } else if (type == double[].class) {
            return archive.passGrown((double[]) value);
        } else if (type == double[][].class) {
            return rows(archive, (double[][]) value);
        } else if (type == boolean.class) {
            return archive.pass(value != null && (boolean) value);
        }
        final Number number = value == null ? 0 : (Number) value;
        if (type == int.class || type == Integer.class) {
            return archive.pass(number.intValue());
        } else if (type == long.class || type == Long.class) {
            return archive.pass(number.longValue());
        } else if (type == float.class) {
            return archive.pass(number.floatValue());
        } else if (type == double.class || type == Double.class) {
            return archive.pass(number.doubleValue());
        }
        throw unknown(type);
    }

    private static IllegalArgumentException unknown(final Type type) {
        return new IllegalArgumentException("state: type=" + type.getTypeName()
                + ", allowed=records, enums, lists, Optional, text, numbers, boolean, float[], double[], double[][]");
    }
}
