package io.forerun.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * A YAML file that is read key by key, and every mistake in it with the line it stands in. Reading goes on after a mistake,
 * so that all of them are shown at once; nothing may be built from a file that has any.
 */
final class YamlFile {
    private final String name;
    private final Map<String, Integer> lineByPath = new HashMap<>();
    private final List<String> mistakes = new ArrayList<>();
    private final YamlSection root;

    private YamlFile(final String name, final String text) {
        this.name = name;
        root = new YamlSection(this, "", compose(text));
    }

    /** Takes a file's text; where it is not YAML at all, the root is empty and the mistake is known. */
    static YamlFile parse(final String name, final String text) {
        return new YamlFile(name, text);
    }

    /** The mapping of the whole file. */
    YamlSection root() {
        return root;
    }

    /** One line each, as {@code file:line: key: value=..., allowed=...}, in the order in which they were found. */
    List<String> mistakes() {
        return List.copyOf(mistakes);
    }

    void located(final String path, final Node node) {
        lineByPath.put(path, node.getStartMark().map(Mark::getLine).orElse(0) + 1);
    }

    void mistake(final String path, final String value, final String allowed) {
        mistakeAt(path, path + ": value=" + value + ", allowed=" + allowed);
    }

    /** A message whose path is known to stand in this file, or within something that does. */
    void mistakeAt(final String path, final String message) {
        mistakes.add(name + ":" + line(path) + ": " + message);
    }

    private int line(final String path) {
        String known = path;
        while (!lineByPath.containsKey(known)) {
            final int cut = Math.max(known.lastIndexOf('.'), known.lastIndexOf('['));
            if (cut < 0) {
                return 1;
            }
            known = known.substring(0, cut);
        }
        return lineByPath.get(known);
    }

    private Optional<MappingNode> compose(final String text) {
        try {
            final LoadSettings settings = LoadSettings.builder().setLabel(name).build();
            final Optional<Node> node = new Compose(settings).composeString(text);
            if (node.isPresent() && node.get() instanceof final MappingNode mapping) {
                return Optional.of(mapping);
            }
            mistakes.add(name + ":1: file: value=" + (node.isPresent() ? "not keys" : "empty")
                    + ", allowed=lines of key: value");
        } catch (final MarkedYamlEngineException e) {
            final int line = e.getProblemMark().map(Mark::getLine).orElse(0) + 1;
            mistakes.add(name + ":" + line + ": YAML: " + e.getProblem());
        } catch (final YamlEngineException e) {
            mistakes.add(
                    name + ":1: YAML: " + e.getMessage().lines().findFirst().orElse("unreadable"));
        }
        return Optional.empty();
    }
}
