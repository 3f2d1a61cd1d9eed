package org.dialoguehub.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A header value with parameters, such as {@code text/plain; charset=utf-8} (RFC 2045), with those in pieces or in a charset of their own
 * (RFC 2231), and the encoded words that RFC 2047 forbids there and many programs write.
 *
 * @param value the part before the parameters, lower case
 */
record Parameters(String value, Map<String, String> all) {
    private static final int MOST_PIECES = 1_000;

    static Parameters parse(String header) {
        int[] at = {0};
        String value = token(header, at, ";").toLowerCase(Locale.ROOT);
        var raw = new HashMap<String, String>();
        while (at[0] < header.length() && raw.size() < MOST_PIECES) {
            at[0]++;
            String name = token(header, at, "=;").toLowerCase(Locale.ROOT);
            if (at[0] < header.length() && header.charAt(at[0]) == '=') {
                at[0]++;
                raw.putIfAbsent(name, token(header, at, ";"));
            }
        }
        return new Parameters(value, raw);
    }

    /** A parameter as people read it. */
    Optional<String> get(String name) {
        Optional<String> extended = Optional.ofNullable(all.get(name + "*")).map(Parameters::extended);
        return extended.or(() -> Optional.ofNullable(all.get(name)).map(EncodedWords::decode))
                .or(() -> pieces(name))
                .map(Decoding::line)
                .filter(text -> !text.isEmpty());
    }

    private Optional<String> pieces(String name) {
        var encoded = new StringBuilder();
        var plain = new StringBuilder();
        int number = 0;
        for (; number < MOST_PIECES; number++) {
            String piece = all.get(name + "*" + number + "*");
            String asIs = all.get(name + "*" + number);
            if (piece == null && asIs == null) {
                break;
            }
            encoded.append(piece != null ? piece : percent(asIs == null ? "" : asIs));
            plain.append(piece != null ? piece : asIs);
        }
        if (number == 0) {
            return Optional.empty();
        }
        return Optional.of(all.containsKey(name + "*0*") ? extended(encoded.toString()) : EncodedWords.decode(plain.toString()));
    }

    /** {@code charset'language'percent-encoded}. */
    private static String extended(String value) {
        String[] parts = value.split("'", 3);
        String charset = parts.length == 3 ? parts[0] : "utf-8";
        String encoded = parts.length == 3 ? parts[2] : value;
        var bytes = new ByteArrayOutputStream(encoded.length());
        for (int index = 0; index < encoded.length(); index++) {
            char c = encoded.charAt(index);
            int high = c == '%' && index + 2 < encoded.length() ? Character.digit(encoded.charAt(index + 1), 16) : -1;
            int low = high >= 0 ? Character.digit(encoded.charAt(index + 2), 16) : -1;
            if (low >= 0) {
                bytes.write(high * 16 + low);
                index += 2;
            } else {
                bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        return Decoding.text(bytes.toByteArray(), charset.isEmpty() ? "utf-8" : charset);
    }

    private static String percent(String plain) {
        return plain.replace("%", "%25");
    }

    /** Text up to one of the stops, without comments, quotes and outer blanks. */
    private static String token(String header, int[] at, String stops) {
        var text = new StringBuilder();
        boolean quoted = false;
        int comments = 0;
        for (; at[0] < header.length(); at[0]++) {
            char c = header.charAt(at[0]);
            if (c == '\\' && (quoted || comments > 0) && at[0] + 1 < header.length()) {
                at[0]++;
                text.append(comments > 0 ? "" : header.substring(at[0], at[0] + 1));
            } else if (c == '"' && comments == 0) {
                quoted = !quoted;
            } else if (!quoted && c == '(' && stops.equals(";") && !text.isEmpty() && text.charAt(text.length() - 1) <= ' ') {
                comments++;
            } else if (comments > 0) {
                comments -= c == ')' ? 1 : 0;
            } else if (!quoted && stops.indexOf(c) >= 0) {
                break;
            } else {
                text.append(c);
            }
        }
        return text.toString().strip();
    }
}
