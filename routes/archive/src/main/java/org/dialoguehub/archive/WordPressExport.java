package org.dialoguehub.archive;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.dialoguehub.archive.WrittenSource.Entry;
import org.dialoguehub.toolkit.HtmlReader;
import org.jspecify.annotations.Nullable;

/**
 * The posts and comments in an export of WordPress (WXR, which is RSS 2.0 with elements of its own). What was not published and what was not approved stays
 * out, and is reported. Entities and external files of the XML are not looked at.
 */
final class WordPressExport implements WrittenSource.Entries {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final int LONGEST = 8 << 20;

    private final Unpacked file;
    private final XMLStreamReader xml;
    private final HtmlReader html = new HtmlReader();
    private final Map<String, Author> authors = new HashMap<>();
    private final Deque<Entry> ready = new ArrayDeque<>();

    private record Author(String name, String email) {}

    WordPressExport(Path path) throws IOException {
        this.file = Unpacked.open(path);
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            this.xml = factory.createXMLStreamReader(file);
        } catch (XMLStreamException broken) {
            file.close();
            throw new IOException("its XML cannot be read: " + broken.getMessage(), broken);
        }
    }

    @Override
    public @Nullable Entry next() throws IOException {
        try {
            while (ready.isEmpty() && xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                    switch (xml.getLocalName()) {
                        case "author" -> author(fields("author"));
                        case "item" -> item(fields("item"));
                        default -> {}
                    }
                }
            }
            return ready.poll();
        } catch (XMLStreamException broken) {
            throw new IOException("what follows line " + xml.getLocation().getLineNumber() + " cannot be read: " + broken.getMessage(),
                    broken);
        }
    }

    /** The texts of an element by their names, and the elements of comments. */
    private record Fields(Map<String, String> texts, List<String> categories, List<Fields> comments) {
        String text(String name) {
            return texts.getOrDefault(name, "").strip();
        }
    }

    /** Reads to the end of an element. */
    private Fields fields(String element) throws XMLStreamException {
        var fields = new Fields(new HashMap<>(), new ArrayList<>(), new ArrayList<>());
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals(element)) {
                return fields;
            }
            if (event == XMLStreamConstants.START_ELEMENT) {
                String name = xml.getLocalName();
                if (name.equals("comment")) {
                    fields.comments().add(fields("comment"));
                } else if (name.equals("category")) {
                    fields.categories().add(text().strip());
                } else {
                    // Of "content:encoded" and "excerpt:encoded" the first comes first.
                    fields.texts().putIfAbsent(name.equals("encoded") ? xml.getPrefix() + ":encoded" : name, text());
                }
            }
        }
        return fields;
    }

    /** All text in an element, whatever stands in it. */
    private String text() throws XMLStreamException {
        var text = new StringBuilder();
        int depth = 1;
        while (depth > 0 && xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> depth++;
                case XMLStreamConstants.END_ELEMENT -> depth--;
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (text.length() < LONGEST) {
                        text.append(xml.getText());
                    }
                }
                default -> {}
            }
        }
        return text.toString();
    }

    private void author(Fields fields) {
        authors.put(fields.text("author_login"), new Author(fields.text("author_display_name"), fields.text("author_email")));
    }

    private void item(Fields item) {
        String type = item.text("post_type");
        String name = (type.isEmpty() ? "post" : type) + " " + item.text("post_id");
        if (!type.equals("post") && !type.equals("page")) {
            return; // Menus, revisions, pictures: nobody said anything.
        }
        if (!item.text("status").equals("publish")) {
            ready.add(Entry.fault(name, "it is " + item.text("status") + ", and is left out"));
            return;
        }
        String host = host(item.text("link"));
        Optional<Instant> sent = time(item.text("post_date_gmt")).or(() -> time(item.text("post_date")));
        if (item.text("post_id").isEmpty() || sent.isEmpty()) {
            ready.add(Entry.fault(name, "it has no id, or no date"));
            return;
        }
        String post = "post-" + item.text("post_id") + "@" + host;
        Author author = authors.getOrDefault(item.text("creator"), new Author(item.text("creator"), ""));
        ready.add(Entry.of(name, said(post, List.of(), author, sent.get(), item.text("content:encoded"))
                .withSubject(item.text("title")).withTags(item.categories()).in(host)));
        for (Fields comment : item.comments()) {
            ready.add(comment(comment, post, host, item.text("title")));
        }
    }

    private Entry comment(Fields comment, String post, String host, String title) {
        String name = "comment " + comment.text("comment_id");
        if (!comment.text("comment_approved").equals("1")) {
            return Entry.fault(name, "it was not approved, and is left out");
        }
        Optional<Instant> sent = time(comment.text("comment_date_gmt")).or(() -> time(comment.text("comment_date")));
        if (comment.text("comment_id").isEmpty() || sent.isEmpty()) {
            return Entry.fault(name, "it has no id, or no date");
        }
        String parent = comment.text("comment_parent");
        List<String> above = parent.isEmpty() || parent.equals("0") ? List.of(post) : List.of(post, "comment-" + parent + "@" + host);
        var author = new Author(comment.text("comment_author"), comment.text("comment_author_email"));
        return Entry.of(name, said("comment-" + comment.text("comment_id") + "@" + host, above, author, sent.get(),
                comment.text("comment_content")).withSubject(title.isEmpty() ? "" : "Re: " + title).in(host));
    }

    private Written said(String id, List<String> above, Author author, Instant sent, String content) {
        String text = html.read(content.replaceAll("<!--.*?-->", "")).plainText();
        String address = author.email().isEmpty() ? "wordpress." + author.name() : author.email();
        return Written.plain(id, author.name().isEmpty() ? address : author.name(), address, sent, text).withAbove(above).withHtml(content);
    }

    private static String host(String link) {
        try {
            return Optional.ofNullable(URI.create(link).getHost()).orElse("wordpress.invalid");
        } catch (IllegalArgumentException odd) {
            return "wordpress.invalid";
        }
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text, TIME).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException odd) {
            return Optional.empty();
        }
    }

    @Override
    public long read() {
        return file.readSoFar();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
