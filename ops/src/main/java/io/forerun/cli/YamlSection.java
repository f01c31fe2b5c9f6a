package io.forerun.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * One mapping of a {@link YamlFile}. Ask for each key that may be there, then call {@link #finish}: what was not asked for is
 * a mistake. Numbers may have underscores between digits.
 */
final class YamlSection {
    private static final String MISSING = "missing";

    private final YamlFile file;
    private final String path;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final TreeSet<String> asked = new TreeSet<>();
    private boolean broken;

    YamlSection(final YamlFile file, final String path, final Optional<MappingNode> mapping) {
        this.file = file;
        this.path = path;
        for (final NodeTuple tuple : mapping.map(MappingNode::getValue).orElse(List.of())) {
            final String key = tuple.getKeyNode() instanceof final ScalarNode scalar ? scalar.getValue() : "?";
            file.located(path(key), tuple.getKeyNode());
            if (values.put(key, tuple.getValueNode()) != null) {
                mistake(key, "given twice", "once");
            }
        }
    }

    /** A section written as one plain value, which stands for {@code key}. */
    private YamlSection(final YamlFile file, final String path, final String key, final ScalarNode value) {
        this(file, path, Optional.empty());
        values.put(key, value);
    }

    boolean has(final String key) {
        asked.add(key);
        return values.containsKey(key);
    }

    /** All keys, for sections whose keys are names. */
    List<String> keys() {
        return List.copyOf(values.keySet());
    }

    String text(final String key) {
        if (has(key)) {
            return text(key, "");
        }
        mistake(key, MISSING, "a text");
        return "";
    }

    String text(final String key, final String otherwise) {
        if (!has(key)) {
            return otherwise;
        }
        if (values.get(key) instanceof final ScalarNode scalar
                && !scalar.getTag().equals(Tag.NULL)) {
            return scalar.getValue();
        }
        mistake(key, shown(values.get(key)), "a single value");
        return otherwise;
    }

    double number(final String key) {
        if (has(key)) {
            return number(key, 0);
        }
        mistake(key, MISSING, "a number");
        return 0;
    }

    double number(final String key, final double otherwise) {
        if (!has(key)) {
            return otherwise;
        }
        final String text = text(key, "0");
        try {
            return Double.parseDouble(plain(text));
        } catch (final NumberFormatException e) {
            mistake(key, text, "a number");
            return otherwise;
        }
    }

    int integer(final String key) {
        if (has(key)) {
            return integer(key, 0);
        }
        mistake(key, MISSING, "a whole number");
        return 0;
    }

    int integer(final String key, final int otherwise) {
        if (!has(key)) {
            return otherwise;
        }
        final String text = text(key, "0");
        try {
            return Integer.parseInt(plain(text));
        } catch (final NumberFormatException e) {
            mistake(key, text, "a whole number");
            return otherwise;
        }
    }

    /** Whether, as true or false. */
    boolean truth(final String key, final boolean otherwise) {
        final String text = text(key, Boolean.toString(otherwise));
        if (!text.equals("true") && !text.equals("false")) {
            mistake(key, text, "true or false");
        }
        return text.equals("true");
    }

    /** The plain values of a list, empty where there is none. */
    List<String> texts(final String key) {
        final List<String> texts = new ArrayList<>();
        for (final Node node : elements(key)) {
            if (node instanceof final ScalarNode scalar) {
                texts.add(scalar.getValue());
            } else {
                mistake(key, shown(node), "single values");
            }
        }
        return texts;
    }

    /** One of some words; the first is the default. */
    String oneOf(final String key, final List<String> words) {
        final String word = text(key, words.getFirst());
        if (!words.contains(word)) {
            refuse(key, word, String.join(", ", words));
            return words.getFirst();
        }
        return word;
    }

    /** A mapping, without any key where there is none. */
    YamlSection section(final String key) {
        if (has(key) && !(values.get(key) instanceof MappingNode)) {
            mistake(key, shown(values.get(key)), "keys with values");
        }
        return new YamlSection(
                file,
                path(key),
                values.get(key) instanceof final MappingNode mapping ? Optional.of(mapping) : Optional.empty());
    }

    /** The mappings of a list; a plain value stands for a mapping with only {@code name}. */
    List<YamlSection> sections(final String key) {
        final List<YamlSection> sections = new ArrayList<>();
        for (final Node node : elements(key)) {
            final String place = path(key) + '[' + sections.size() + ']';
            file.located(place, node);
            if (node instanceof final ScalarNode scalar) {
                sections.add(new YamlSection(file, place, "name", scalar));
            } else {
                if (!(node instanceof MappingNode)) {
                    file.mistake(place, shown(node), "keys with values");
                }
                sections.add(new YamlSection(
                        file,
                        place,
                        node instanceof final MappingNode mapping ? Optional.of(mapping) : Optional.empty()));
            }
        }
        return sections;
    }

    /**
     * Makes something of the values read; empty where one of them is a mistake. A constructor that refuses must begin its message
     * with the key.
     */
    <T> Optional<T> build(final Supplier<T> constructor) {
        if (broken) {
            return Optional.empty();
        }
        try {
            return Optional.of(constructor.get());
        } catch (final IllegalArgumentException e) {
            final String message = e.getMessage();
            final int colon = message.indexOf(':');
            file.mistakeAt(path(colon < 0 ? "" : message.substring(0, colon)), path(message));
            return Optional.empty();
        }
    }

    /** Reports a value that was read but cannot be. */
    void refuse(final String key, final String value, final String allowed) {
        mistake(key, value, allowed);
    }

    /** Reports every key that nobody asked for. */
    void finish() {
        for (final String key : values.keySet()) {
            if (!asked.contains(key)) {
                mistake(key, "unknown key", nearest(key));
            }
        }
    }

    private void mistake(final String key, final String value, final String allowed) {
        broken = true;
        file.mistake(path(key), value, allowed);
    }

    private List<Node> elements(final String key) {
        if (!has(key)) {
            return List.of();
        }
        if (values.get(key) instanceof final SequenceNode sequence) {
            return sequence.getValue();
        }
        mistake(key, shown(values.get(key)), "a list");
        return List.of();
    }

    private String path(final String key) {
        return path.isEmpty() ? key : path + '.' + key;
    }

    private String nearest(final String key) {
        String nearest = "";
        int least = Integer.MAX_VALUE;
        for (final String known : asked) {
            final int distance = distance(key, known);
            if (distance < least) {
                least = distance;
                nearest = known;
            }
        }
        return least <= Math.max(2, key.length() / 2) ? nearest + " (did you mean that?)" : String.join(", ", asked);
    }

    /** Letters to insert, delete or replace (Levenshtein 1966). */
    private static int distance(final String one, final String other) {
        int[] before = new int[other.length() + 1];
        for (int column = 0; column < before.length; column++) {
            before[column] = column;
        }
        for (int row = 1; row <= one.length(); row++) {
            final int[] now = new int[before.length];
            now[0] = row;
            for (int column = 1; column < now.length; column++) {
                final int replaced = before[column - 1] + (one.charAt(row - 1) == other.charAt(column - 1) ? 0 : 1);
                now[column] = Math.min(replaced, 1 + Math.min(before[column], now[column - 1]));
            }
            before = now;
        }
        return before[other.length()];
    }

    private static String plain(final String number) {
        return number.matches("[+-]?\\d[\\d_]*(\\.\\d+)?") ? number.replace("_", "") : number;
    }

    private static String shown(final Node node) {
        return switch (node) {
            case final ScalarNode scalar -> scalar.getValue().isEmpty() ? "nothing" : scalar.getValue();
            case final SequenceNode sequence -> "a list";
            default -> "keys with values";
        };
    }
}
