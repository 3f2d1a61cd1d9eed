package org.dialoguehub.mail;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The header fields of a mail or of one of its parts: unfolded, not yet decoded. Names are told apart without regard to case. */
public record Headers(Map<String, List<String>> fields) {
    static Headers none() {
        return new Headers(new LinkedHashMap<>());
    }

    /** Takes a field as it stands in the mail; its bytes may be in any charset. */
    void add(byte[] raw) {
        int colon = 0;
        while (colon < raw.length && raw[colon] != ':') {
            colon++;
        }
        if (colon == raw.length) {
            return;
        }
        String field = Decoding.text(raw);
        int at = field.indexOf(':');
        String name = field.substring(0, at).strip().toLowerCase(Locale.ROOT);
        fields.computeIfAbsent(name, fresh -> new ArrayList<>(1)).add(unfolded(field.substring(at + 1)));
    }

    public Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    public List<String> all(String name) {
        return fields.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }

    public boolean has(String name) {
        return fields.containsKey(name.toLowerCase(Locale.ROOT));
    }

    /** The text of a field as people read it, in one line. */
    public Optional<String> text(String name) {
        return first(name).map(EncodedWords::decode).map(Decoding::line).filter(text -> !text.isEmpty());
    }

    /** The first word of a field in lower case, without comments and parameters. */
    public Optional<String> keyword(String name) {
        return first(name).map(value -> Parameters.parse(value).value()).filter(word -> !word.isEmpty());
    }

    private static String unfolded(String value) {
        if (value.indexOf('\n') < 0 && value.indexOf('\r') < 0) {
            return value.strip();
        }
        var text = new StringBuilder(value.length());
        for (int index = 0; index < value.length(); index++) {
            char c = value.charAt(index);
            if (c != '\r' && c != '\n') {
                text.append(c);
            }
        }
        return text.toString().strip();
    }
}
