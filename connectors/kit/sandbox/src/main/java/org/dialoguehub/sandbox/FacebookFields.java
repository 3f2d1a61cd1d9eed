package org.dialoguehub.sandbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a client wants to read, by the parameter {@code fields} of the Graph API: {@code id,comments.filter(stream).limit(5){id,from}}.
 *
 * @param arguments of an edge, such as {@code limit}
 * @param inner what is wanted of each thing in it; empty for its default
 */
record FacebookFields(String name, Map<String, String> arguments, List<FacebookFields> inner) {
    FacebookFields {
        arguments = new LinkedHashMap<>(arguments);
        inner = List.copyOf(inner);
    }

    /** Reads the parameter, or refuses it as Facebook does. */
    static List<FacebookFields> read(String text) {
        var reader = new Reader(text);
        List<FacebookFields> fields = reader.list();
        if (reader.at < text.length()) {
            throw reader.wrong();
        }
        return fields;
    }

    private static final class Reader {
        private final String text;
        private int at;

        private Reader(String text) {
            this.text = text;
        }

        private List<FacebookFields> list() {
            List<FacebookFields> fields = new ArrayList<>();
            do {
                fields.add(field());
            } while (next(','));
            return fields;
        }

        private FacebookFields field() {
            String name = word();
            Map<String, String> arguments = new LinkedHashMap<>();
            while (next('.')) {
                String argument = word();
                if (!next('(')) {
                    throw wrong();
                }
                int end = text.indexOf(')', at);
                if (end < 0) {
                    throw wrong();
                }
                arguments.put(argument, text.substring(at, end));
                at = end + 1;
            }
            List<FacebookFields> inner = List.of();
            if (next('{')) {
                inner = list();
                if (!next('}')) {
                    throw wrong();
                }
            }
            return new FacebookFields(name, arguments, inner);
        }

        private String word() {
            int from = at;
            while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
                at++;
            }
            if (from == at) {
                throw wrong();
            }
            return text.substring(from, at);
        }

        private boolean next(char expected) {
            boolean found = at < text.length() && text.charAt(at) == expected;
            at += found ? 1 : 0;
            return found;
        }

        private Refusal wrong() {
            return FacebookError.of(2500, "Syntax error at character " + at + " of fields").refusal();
        }
    }
}
