package org.dialoguehub.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A mail address with the name that people read, which may be empty.
 *
 * @param address lower case; identity does not depend on the case in which somebody typed it
 */
public record Address(String name, String address) {
    /** A header names more only to make work. */
    private static final int MOST = 1_000;

    private static final int LONGEST = 320;

    /** All that a header value names; groups are opened, and what is not an address is left out. Linear, and never fails. */
    public static List<Address> list(String header) {
        return new Reader(header).read();
    }

    private static boolean isAddress(String text) {
        int at = text.lastIndexOf('@');
        return at > 0 && at < text.length() - 1 && text.length() <= LONGEST
                && text.chars().noneMatch(c -> c <= ' ' || c == '<' || c == '>');
    }

    private static final class Reader {
        private final String header;
        private final List<Address> found = new ArrayList<>();
        private final StringBuilder words = new StringBuilder();
        private final StringBuilder comment = new StringBuilder();
        private String inBrackets = "";
        private int at;

        Reader(String header) {
            this.header = header;
        }

        List<Address> read() {
            while (at < header.length() && found.size() < MOST) {
                char c = header.charAt(at++);
                switch (c) {
                    case '"' -> quoted();
                    case '(' -> comment();
                    case '<' -> brackets();
                    case ':' -> words.setLength(0);
                    case ',', ';' -> finish();
                    default -> words.append(c);
                }
            }
            finish();
            return found;
        }

        private void quoted() {
            while (at < header.length() && header.charAt(at) != '"') {
                at += header.charAt(at) == '\\' && at + 1 < header.length() ? 1 : 0;
                words.append(header.charAt(at++));
            }
            at++;
        }

        private void comment() {
            int depth = 1;
            while (at < header.length() && depth > 0) {
                char c = header.charAt(at++);
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
                if (depth > 0) {
                    comment.append(c);
                }
            }
        }

        private void brackets() {
            int end = header.indexOf('>', at);
            int stop = end < 0 ? header.length() : end;
            String inside = header.substring(at, stop).strip();
            // A route before the address: <@relay.example,@other.example:anna@example.org>
            inBrackets = inside.startsWith("@") ? inside.substring(inside.indexOf(':') + 1) : inside;
            at = stop + 1;
        }

        private void finish() {
            String text = words.toString().strip();
            String address = (inBrackets.isEmpty() ? text.replace(" ", "") : inBrackets).toLowerCase(Locale.ROOT);
            String name = inBrackets.isEmpty() ? comment.toString() : text.isEmpty() ? comment.toString() : text;
            if (isAddress(Decoding.clean(address)) && address.equals(Decoding.clean(address))) {
                found.add(new Address(unquoted(Decoding.line(EncodedWords.decode(name))), address));
            }
            words.setLength(0);
            comment.setLength(0);
            inBrackets = "";
        }

        private static String unquoted(String name) {
            boolean quoted = name.length() > 1 && name.charAt(0) == name.charAt(name.length() - 1) && "'\"".indexOf(name.charAt(0)) >= 0;
            return quoted ? name.substring(1, name.length() - 1) : name;
        }
    }
}
