package org.dialoguehub.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.dialoguehub.archive.Catalogue.Place;

/**
 * Writes a group as pages that need nothing but a browser: a page for each year, one for each thread, and the files beside them. Addresses of people are not
 * shown, and nothing of strangers is anything but text.
 */
final class SiteWriter {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT).withLocale(Locale.UK).withZone(ZoneOffset.UTC);

    private static final int DEEPEST = 8;
    private static final String NO_DATE = "undated";

    private final Path folder;
    private final String group;

    SiteWriter(Path folder, String group) {
        this.folder = folder;
        this.group = group;
    }

    /** A thread on the page of its year. */
    private record Head(long thread, String subject, String name, Optional<Instant> sent, int messages) {}

    void write(Export export) throws IOException {
        Files.createDirectories(folder.resolve("threads"));
        try (InputStream style = Objects.requireNonNull(SiteWriter.class.getResourceAsStream("site.css"))) {
            Files.copy(style, folder.resolve("site.css"));
        }
        Map<String, List<Head>> years = new TreeMap<>(Comparator.reverseOrder());
        for (long thread : export.catalogue().threadsIn(export.group().id())) {
            Head head = thread(export, thread);
            String year = head.sent().map(sent -> Integer.toString(sent.atOffset(ZoneOffset.UTC).getYear())).orElse(NO_DATE);
            years.computeIfAbsent(year, key -> new ArrayList<>()).add(head);
        }
        for (Map.Entry<String, List<Head>> year : years.entrySet()) {
            year(year.getKey(), year.getValue());
        }
        index(years);
    }

    private void index(Map<String, List<Head>> years) throws IOException {
        var list = new StringBuilder("<ul>\n");
        years.forEach((year, threads) -> list.append("<li><a href=\"").append(year).append(".html\">").append(year).append("</a> <span>")
                .append(threads.size()).append(threads.size() == 1 ? " thread" : " threads").append("</span></li>\n"));
        page(folder.resolve("index.html"), group, "", list.append("</ul>\n").toString());
    }

    private void year(String year, List<Head> threads) throws IOException {
        threads.sort(Comparator.comparing((Head head) -> head.sent().orElse(Instant.EPOCH)).reversed());
        var list = new StringBuilder("<p><a href=\"index.html\">").append(text(group)).append("</a></p>\n<ul>\n");
        for (Head head : threads) {
            list.append("<li><a href=\"threads/").append(head.thread()).append(".html\">").append(subject(head.subject()))
                    .append("</a> <span>")
                    .append(text(head.name())).append(", ").append(time(head.sent())).append(", ").append(head.messages())
                    .append(head.messages() == 1 ? " message" : " messages").append("</span></li>\n");
        }
        page(folder.resolve(year + ".html"), group + " " + year, "", list.append("</ul>\n").toString());
    }

    private Head thread(Export export, long thread) throws IOException {
        List<Place> places = new ArrayList<>(export.catalogue().thread(thread));
        places.sort(Place.OLDEST_FIRST);
        Map<Long, Long> above = new TreeMap<>();
        places.forEach(place -> above.put(place.node(), place.above()));
        var content = new StringBuilder();
        Optional<Row> first = Optional.empty();
        int messages = 0;
        for (Place place : places) {
            Optional<Row> row = place.mail().filter(mail -> export.catalogue().labelsOf(mail.number()).contains(export.group().id()));
            if (row.isPresent()) {
                first = first.or(() -> row);
                messages++;
                message(export, row.get(), depth(place.node(), above), content);
            }
        }
        Row root = first.orElseThrow();
        String year = root.time().map(sent -> Integer.toString(sent.atOffset(ZoneOffset.UTC).getYear())).orElse(NO_DATE);
        page(folder.resolve("threads").resolve(thread + ".html"), root.subject().isBlank() ? "(no subject)" : root.subject(), "../",
                "<p><a href=\"../index.html\">" + text(group) + "</a> · <a href=\"../" + year + ".html\">" + year + "</a></p>\n" + content);
        return new Head(thread, root.subject(), root.name().isEmpty() ? hidden(root.address()) : root.name(), root.time(), messages);
    }

    private static int depth(long node, Map<Long, Long> above) {
        int depth = 0;
        for (long at = above.getOrDefault(node, Node.NONE); at != Node.NONE && depth < DEEPEST; at = above.getOrDefault(at, Node.NONE)) {
            depth++;
        }
        return depth;
    }

    private void message(Export export, Row row, int depth, StringBuilder page) throws IOException {
        byte[] mail = export.mail(row);
        Message message = export.message(row, mail);
        page.append("<article class=\"deep-").append(depth).append("\" id=\"m").append(row.number()).append("\">\n<header><strong><bdi>")
                .append(text(row.name().isEmpty() ? hidden(row.address()) : row.name())).append("</bdi></strong> <span>")
                .append(time(row.time()))
                .append("</span></header>\n");
        for (Message.Passage passage : message.text()) {
            String said = passage.text().strip();
            if (!said.isEmpty()) {
                page.append(passage.own() ? "" : "<details><summary>" + passage.kind() + "</summary>").append("<p dir=\"auto\">")
                        .append(text(passage.own() ? said : withoutAddresses(said))).append("</p>")
                        .append(passage.own() ? "\n" : "</details>\n");
            }
        }
        for (int place = 0; place < message.files().size(); place++) {
            Path file =
                    folder.resolve("files").resolve(Long.toString(row.number())).resolve(name(message.files().get(place).name(), place));
            Files.createDirectories(file.getParent());
            Files.write(file, MessageReader.file(mail, place).orElseThrow());
            page.append("<p class=\"file\"><a download href=\"../files/").append(row.number()).append('/').append(file.getFileName())
                    .append("\">").append(text(message.files().get(place).name())).append("</a></p>\n");
        }
        page.append("</article>\n");
        export.written();
    }

    /** A name that leads nowhere else, and that no server takes for a page. */
    private static String name(String name, int place) {
        String plain = name.replaceAll("[^A-Za-z0-9._-]", "_").replaceAll("^\\.+", "_");
        String brief = plain.length() > 80 ? plain.substring(plain.length() - 80) : plain;
        boolean page = brief.toLowerCase(Locale.ROOT).matches(".*\\.(x?html?|svg|xml|xht|php\\d?|js|css)$");
        return (place + 1) + "-" + brief + (page ? ".txt" : "");
    }

    private static String hidden(String address) {
        int at = address.indexOf('@');
        return at > 0 ? address.substring(0, at) : address;
    }

    private static String withoutAddresses(String text) {
        return text.replaceAll("(?<=[\\w.+-])@[\\w-]+(?:\\.[\\w-]+)+", "@…");
    }

    private static String time(Optional<Instant> sent) {
        return sent.map(TIME::format).orElse("no date");
    }

    private static String subject(String subject) {
        return subject.isBlank() ? "(no subject)" : text(subject);
    }

    private static String text(String text) {
        var escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(each -> {
            switch (each) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                default -> {
                    int type = Character.getType(each);
                    if (type != Character.SURROGATE && (type != Character.CONTROL || each == '\n' || each == '\t')) {
                        escaped.appendCodePoint(each);
                    }
                }
            }
        });
        return escaped.toString();
    }

    private static void page(Path file, String title, String up, String content) throws IOException {
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>" + text(title) + "</title>\n"
                    + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                    + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'self'\">\n"
                    + "<link rel=\"stylesheet\" href=\"" + up + "site.css\">\n</head>\n<body>\n<main>\n<h1>" + text(title) + "</h1>\n"
                    + content + "</main>\n</body>\n</html>\n");
        }
    }
}
