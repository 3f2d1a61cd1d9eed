package org.dialoguehub.benchmark;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Mails to measure with, always the same ones. */
final class Mails {
    private static final Instant BEGIN = Instant.parse("2026-03-14T10:00:00Z");
    private static final DateTimeFormatter DATE = DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);
    private static final String LINE = "The swimmers of lane four start at nine, and bring what they need.\r\n";

    private Mails() {}

    /** Plain mails of 1 to 4 kB by fifty writers, each beginning a thread. */
    static List<String> plain(int count) {
        return IntStream.range(0, count).mapToObj(index -> mail(index, "", LINE.repeat(13 + index % 45))).toList();
    }

    /** A mail and its answers, each of which answers the one before it and names the last twenty. */
    static List<String> chain(int count) {
        return IntStream.range(0, count).mapToObj(index -> mail(index, above(index, Math.max(0, index - 20)), "answer " + index + "\r\n"))
                .toList();
    }

    /** A mail and its answers, all of which answer the first. */
    static List<String> star(int count) {
        return IntStream.range(0, count).mapToObj(index -> mail(index, above(Math.min(index, 1), 0), "answer " + index + "\r\n")).toList();
    }

    /** A mail with one file; its size is about that of the mail, in bytes. */
    @SuppressWarnings("StringConcatToTextBlock") // the lines of a mail end with CRLF
    static String withFile(int index, int size) {
        String part = "Content-Type: application/octet-stream; name=race.bin\r\nContent-Transfer-Encoding: base64\r\n"
                + "Content-Disposition: attachment; filename=race.bin\r\n\r\n";
        String base64 = "c3dpbW1pbmcg".repeat(6) + "\r\n";
        return mail(
                index,
                "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n",
                "--b\r\nContent-Type: text/plain\r\n\r\nThe film\r\n--b\r\n" + part + base64.repeat(size / base64.length()) + "--b--\r\n");
    }

    static byte[] bigPlain(int bytes) {
        return bytes(mail(0, "", LINE.repeat(bytes / LINE.length())));
    }

    /** Own words and quotes of quotes in turn. */
    static byte[] quoting(int lines) {
        String text = IntStream.range(0, lines).mapToObj(line -> "> ".repeat(line / 3 % 5) + "line " + line + "\r\n")
                .collect(Collectors.joining());
        return bytes(mail(0, "", "Yes.\r\n\r\nOn Sat, 14 Mar 2026 Anna wrote:\r\n" + text + "-- \r\nBea\r\n"));
    }

    static byte[] nested(int depth) {
        var text = new StringBuilder("Content-Type: text/plain\r\n\r\ndeep\r\n");
        for (int level = 0; level < depth; level++) {
            text.insert(0, "Content-Type: multipart/mixed; boundary=b" + level + "\r\n\r\n--b" + level + "\r\n");
            text.append("\r\n--b").append(level).append("--\r\n");
        }
        return bytes("From: Anna <anna@example.org>\r\nMessage-ID: <deep@example.org>\r\nMIME-Version: 1.0\r\n" + text);
    }

    static byte[] headers(int count) {
        String more =
                IntStream.range(0, count).mapToObj(index -> "X-Lane-" + index + ": four, and then five\r\n").collect(Collectors.joining());
        return bytes(mail(0, more, "short\r\n"));
    }

    static byte[] references(int count) {
        return bytes(mail(count, above(count, 0), "short\r\n"));
    }

    static byte[] html(int bytes) {
        String block = "<div><p>Lane <b>four</b> starts <a href=\"https://example.org/start\">at nine</a> &amp; no later.</p></div>\r\n";
        String text = "<html><body>" + block.repeat(bytes / block.length()) + "<blockquote>earlier</blockquote></body></html>\r\n";
        return bytes(mail(0, "MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n", text));
    }

    private static String mail(int index, String headers, String text) {
        return "From: Writer " + index % 50 + " <writer" + index % 50 + "@example.org>\r\nTo: parents@example.org\r\nSubject: Mail " + index
                + "\r\nMessage-ID: " + id(index) + "\r\nDate: " + DATE.format(BEGIN.plusSeconds(60L * index)) + "\r\n" + headers + "\r\n"
                + text;
    }

    private static String above(int index, int oldest) {
        if (index == 0) {
            return "";
        }
        String ids = IntStream.range(oldest, index).mapToObj(Mails::id).collect(Collectors.joining("\r\n "));
        return "In-Reply-To: " + id(index - 1) + "\r\nReferences: " + ids + "\r\n";
    }

    private static String id(int index) {
        return "<" + index + "@mail.example.org>";
    }

    private static byte[] bytes(String mail) {
        return mail.getBytes(StandardCharsets.UTF_8);
    }
}
