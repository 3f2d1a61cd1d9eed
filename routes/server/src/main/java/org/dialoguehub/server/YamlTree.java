package org.dialoguehub.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A YAML file as text at lines: every value stays as it was written, and no type is guessed ({@code no} is not false, and {@code 1e3} no number).
 */
sealed interface YamlTree {
    /** Where it stands, counted from 1. */
    int line();

    record Text(int line, String value) implements YamlTree {}

    record Sequence(int line, List<YamlTree> items) implements YamlTree {}

    record Mapping(int line, Map<String, YamlTree> entries) implements YamlTree {
        /** What stands under a key, if it is there. */
        Optional<YamlTree> at(String key) {
            return Optional.ofNullable(entries.get(key));
        }
    }

    /** Reads a document; an empty one is an empty mapping. */
    static YamlTree parse(String text) throws YamlException {
        var settings = LoadSettings.builder()
                .setAllowDuplicateKeys(false)
                .setMaxAliasesForCollections(50)
                .setCodePointLimit(1_000_000)
                .build();
        try {
            Optional<Node> root = new Compose(settings).composeString(text);
            return root.isPresent() ? Composed.tree(root.get()) : new Mapping(1, Map.of());
        } catch (MarkedYamlEngineException wrong) {
            int line = wrong.getProblemMark().map(Mark::getLine).orElse(0) + 1;
            throw new YamlException(line, "This is no YAML: " + wrong.getProblem());
        }
    }

    /** What a sequence or a text says, as one text: items are parted by commas. */
    static Optional<String> text(YamlTree tree) {
        return switch (tree) {
            case Text text -> Optional.of(text.value());
            case Sequence sequence -> sequence.items().stream().allMatch(item -> item instanceof Text)
                    ? Optional.of(sequence.items().stream()
                            .map(item -> ((Text) item).value())
                            .collect(Collectors.joining(", ")))
                    : Optional.empty();
            case Mapping mapping -> Optional.empty();
        };
    }

    /** The library's nodes as ours. */
    final class Composed {
        private Composed() {}

        static YamlTree tree(Node node) throws YamlException {
            int line = node.getStartMark().map(Mark::getLine).orElse(0) + 1;
            return switch (node) {
                case MappingNode mapping -> new Mapping(line, entries(mapping));
                case SequenceNode sequence -> new Sequence(line, items(sequence));
                case ScalarNode scalar -> new Text(line, scalar.getValue());
                default -> throw new YamlException(line, "This kind of YAML is not used here: " + node.getNodeType());
            };
        }

        private static List<YamlTree> items(SequenceNode sequence) throws YamlException {
            List<YamlTree> items = new ArrayList<>();
            for (Node item : sequence.getValue()) {
                items.add(tree(item));
            }
            return items;
        }

        private static Map<String, YamlTree> entries(MappingNode mapping) throws YamlException {
            Map<String, YamlTree> entries = new LinkedHashMap<>();
            for (NodeTuple tuple : mapping.getValue()) {
                String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
                YamlTree value = tree(tuple.getValueNode());
                if (entries.put(key, value) != null) {
                    throw new YamlException(value.line(), "'" + key + "' stands here for the second time; only one can be meant");
                }
            }
            return entries;
        }
    }
}
