package org.dialoguehub.mail;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.InReplyTo;
import org.dialoguehub.model.NoteRef;

/** Message-IDs (RFC 5322, 3.6.4), without their brackets, and the threads they make. */
public final class MessageIds {
    private static final int LONGEST = 900;

    /** Enough for a row of ancestors, and never more work for a longer header. */
    private static final int MOST = 5_000;

    private MessageIds() {}

    /** The first id in a header value, if there is a usable one. */
    public static Optional<String> first(String header) {
        return all(header).stream().findFirst();
    }

    /** All usable ids in a header value, in its order: what stands in brackets, else words with an {@code @}. */
    public static List<String> all(String header) {
        var ids = new ArrayList<String>();
        int at = 0;
        while (at < header.length() && ids.size() < MOST) {
            int open = header.indexOf('<', at);
            int close = open < 0 ? -1 : header.indexOf('>', open);
            if (close < 0) {
                break;
            }
            // Of "<broken <whole@example.org>" the last opening bracket counts.
            int inner = header.lastIndexOf('<', close);
            add(header.substring(inner + 1, close), ids);
            at = close + 1;
        }
        if (ids.isEmpty()) {
            for (String word : header.split("[\\s,<>\"]+", MOST)) {
                if (word.indexOf('@') > 0) {
                    add(word, ids);
                }
            }
        }
        return ids;
    }

    /** What a mail answers, by its In-Reply-To and References. */
    public static Optional<InReplyTo> inReplyTo(Headers headers, String own) {
        List<String> references = headers.all("references").stream().flatMap(value -> all(value).stream()).toList();
        List<String> answered = headers.all("in-reply-to").stream().flatMap(value -> all(value).stream()).toList();
        // Some programs put the whole thread into In-Reply-To; the last of References is the one surely answered.
        Optional<String> parent = answered.size() == 1 || references.isEmpty() ? answered.stream().findFirst() : last(references);
        return parent.or(() -> last(references)).filter(id -> !id.equals(own)).map(id -> {
            Set<String> nearestFirst = new LinkedHashSet<>(references.reversed());
            nearestFirst.remove(id);
            nearestFirst.remove(own);
            return new InReplyTo(
                    new ExternalId(id), nearestFirst.stream().map(ExternalId::new).map(NoteRef.class::cast).toList());
        });
    }

    private static Optional<String> last(List<String> ids) {
        return ids.isEmpty() ? Optional.empty() : Optional.of(ids.getLast());
    }

    private static String withoutBlanks(String text) {
        boolean blank = false;
        for (int at = 0; at < text.length() && !blank; at++) {
            blank = text.charAt(at) <= ' ' || Character.isWhitespace(text.charAt(at));
        }
        return blank ? text.strip().replaceAll("\\s+", "") : text;
    }

    private static void add(String text, List<String> ids) {
        // Folding may have put blanks into a long id.
        String id = withoutBlanks(text);
        if (!id.isEmpty() && id.length() <= LONGEST && id.chars().allMatch(c -> c > ' ' && c != 127)) {
            ids.add(id);
        }
    }
}
