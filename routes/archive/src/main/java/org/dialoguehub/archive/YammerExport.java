package org.dialoguehub.archive;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.dialoguehub.archive.WrittenSource.Entry;
import org.jspecify.annotations.Nullable;

/**
 * The messages in a network data export of Yammer (Viva Engage): a ZIP with {@code Messages.csv}, {@code Users.csv} and, if asked for, {@code Files}. What was
 * said in private and what was taken back stays out, and is reported.
 *
 * @see <a href="https://learn.microsoft.com/en-us/rest/api/yammer/network-data-export">Network Data Export API</a>
 */
final class YammerExport implements WrittenSource.Entries {
    private static final String MESSAGES = "messages.csv";
    private static final String USERS = "users.csv";
    private static final Pattern REFERENCE = Pattern.compile("\\[\\[([A-Za-z]+):(\\d+)]]|\\[(?:Tag|User):(\\d+):([^\\]]{1,200})]");
    private static final Pattern FILE = Pattern.compile("uploaded_?file:(\\d+)", Pattern.CASE_INSENSITIVE);
    private static final int LARGEST_FILE = 20 << 20;

    private final ZipFile zip;
    private final long size;
    private final Map<String, Person> people = new HashMap<>();
    private final Map<String, ZipEntry> files = new HashMap<>();
    private final ZipText rows;
    private final MappingIterator<Map<String, String>> messages;
    private long number;

    private YammerExport(ZipFile zip, ZipEntry messages, Optional<ZipEntry> users, long size) throws IOException {
        this.zip = zip;
        this.size = size;
        if (users.isPresent()) {
            try (var read = new ZipText(zip, users.get()); var all = table(read)) {
                while (all.hasNextValue()) {
                    Map<String, String> user = all.nextValue();
                    people.put(field(user, "id"), new Person(field(user, "name"), field(user, "email")));
                }
            }
        }
        zip.stream().filter(entry -> !entry.isDirectory() && entry.getName().toLowerCase(Locale.ROOT).matches("(.*/)?files/\\d+([^/]*)"))
                .forEach(entry -> files.put(entry.getName().replaceAll(".*/(\\d+)[^/]*$", "$1"), entry));
        this.rows = new ZipText(zip, messages);
        this.messages = table(rows);
    }

    private record Person(String name, String email) {}

    /** Opens an export; nothing if the ZIP is something else. */
    static Optional<YammerExport> open(Path file, long size) throws IOException {
        var zip = new ZipFile(file.toFile());
        try {
            Optional<ZipEntry> messages = named(zip, MESSAGES);
            if (messages.isPresent()) {
                return Optional.of(new YammerExport(zip, messages.get(), named(zip, USERS), size));
            }
        } catch (IOException | RuntimeException broken) {
            zip.close();
            throw broken instanceof IOException known ? known : new IOException("its CSV cannot be read: " + broken.getMessage(), broken);
        }
        zip.close();
        return Optional.empty();
    }

    private static Optional<ZipEntry> named(ZipFile zip, String name) {
        return zip.stream().filter(entry -> !entry.isDirectory() && ("/" + entry.getName().toLowerCase(Locale.ROOT)).endsWith("/" + name))
                .map(ZipEntry.class::cast).findFirst();
    }

    private static MappingIterator<Map<String, String>> table(Reader text) throws IOException {
        ObjectReader reader =
                new CsvMapper().enable(CsvParser.Feature.SKIP_EMPTY_LINES).enable(CsvParser.Feature.IGNORE_TRAILING_UNMAPPABLE)
                        .readerForMapOf(String.class).with(CsvSchema.emptySchema().withHeader());
        return reader.readValues(text);
    }

    private static String field(Map<String, String> row, String name) {
        @Nullable String value = row.get(name);
        return value == null ? "" : value.strip();
    }

    @Override
    public @Nullable Entry next() throws IOException {
        try {
            if (!messages.hasNextValue()) {
                return null;
            }
            number++;
            return entry(messages.nextValue());
        } catch (JacksonException broken) {
            throw new IOException("what follows row " + number + " cannot be read: " + broken.getOriginalMessage(), broken);
        }
    }

    private Entry entry(Map<String, String> row) throws IOException {
        String id = field(row, "id");
        String name = "message " + (id.isEmpty() ? "in row " + (number + 1) : id);
        if (!id.matches("\\d{1,30}")) {
            return Entry.fault(name, "it has no id");
        }
        if (field(row, "in_private_conversation").equalsIgnoreCase("true")) {
            return Entry.fault(name, "it was said in private, and is left out");
        }
        if (!field(row, "deleted_at").isEmpty()) {
            return Entry.fault(name, "it was taken back, and is left out");
        }
        Optional<Instant> sent = time(field(row, "created_at"));
        if (sent.isEmpty()) {
            return Entry.fault(name, "its 'created_at' is '" + field(row, "created_at") + "', which is no time");
        }
        Person writer = Optional.ofNullable(people.get(field(row, "sender_id"))).orElse(new Person("", ""));
        String sender = field(row, "sender_name").isEmpty() ? writer.name() : field(row, "sender_name");
        String email = field(row, "sender_email").isEmpty() ? writer.email() : field(row, "sender_email");
        String above = field(row, "replied_to_id");
        String group = field(row, "group_name");
        String title = field(row, "title");
        return Entry.of(name, new Written(id(id), above.isEmpty() ? List.of() : List.of(id(above)), sender,
                email.isEmpty() ? "yammer." + field(row, "sender_id") : email, "", Optional.of(title).filter(words -> !words.isEmpty()),
                sent.get(), readable(field(row, "body")), Optional.empty(), group.isEmpty() ? List.of() : List.of(group),
                files(field(row, "attachments"))));
    }

    private static String id(String number) {
        return number + "@yammer.invalid";
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text.replace(' ', 'T').replaceAll("TUTC$", "Z")).toInstant());
        } catch (DateTimeException odd) {
            return Optional.empty();
        }
    }

    /** With names in the place of the numbers of people and topics. */
    private String readable(String body) {
        Matcher reference = REFERENCE.matcher(body);
        return reference.replaceAll(match -> {
            String known = match.group(4) != null
                    ? match.group(4)
                    : Optional.ofNullable(people.get(match.group(2))).map(Person::name).filter(name -> !name.isEmpty())
                            .orElse(match.group());
            boolean mention = match.group(4) == null && !known.equals(match.group());
            return Matcher.quoteReplacement((mention ? "@" : "") + known);
        });
    }

    private List<Written.File> files(String attachments) throws IOException {
        List<Written.File> all = new ArrayList<>();
        Matcher file = FILE.matcher(attachments);
        while (file.find()) {
            ZipEntry entry = files.get(file.group(1));
            if (entry != null) {
                try (InputStream content = zip.getInputStream(entry)) {
                    byte[] bytes = content.readNBytes(LARGEST_FILE + 1);
                    if (bytes.length <= LARGEST_FILE) {
                        String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
                        @Nullable String type = URLConnection.guessContentTypeFromName(name);
                        all.add(new Written.File(name, type == null ? "application/octet-stream" : type, new MailSource.Bytes(bytes)));
                    }
                }
            }
        }
        return all;
    }

    @Override
    public long read() {
        return Math.min(size, rows.readSoFar() * size / Math.max(1, rows.size()));
    }

    @Override
    public void close() throws IOException {
        messages.close();
        zip.close();
    }

    /** A text in a ZIP, which is given up if it unpacks to absurdly much. */
    private static final class ZipText extends InputStreamReader {
        private static final long MOST_TIMES = 1_000;
        private static final long ALLOWED = 100 << 20;

        private final ZipEntry entry;
        private long read;

        ZipText(ZipFile zip, ZipEntry entry) throws IOException {
            super(withoutMark(zip.getInputStream(entry)), StandardCharsets.UTF_8);
            this.entry = entry;
        }

        @Override
        public int read(char[] target, int from, int length) throws IOException {
            int count = super.read(target, from, length);
            read += Math.max(count, 0);
            if (read > ALLOWED && read / MOST_TIMES > Math.max(1, entry.getCompressedSize())) {
                throw new IOException("it unpacks to more than " + MOST_TIMES + " times its size");
            }
            return count;
        }

        /** Without the byte order mark that spreadsheets want. */
        private static InputStream withoutMark(InputStream stream) throws IOException {
            var text = new PushbackInputStream(stream, 3);
            byte[] start = text.readNBytes(3);
            if (start.length < 3 || (start[0] & 0xFF) != 0xEF || (start[1] & 0xFF) != 0xBB || (start[2] & 0xFF) != 0xBF) {
                text.unread(start);
            }
            return text;
        }

        long readSoFar() {
            return read;
        }

        long size() {
            return Math.max(entry.getSize(), read);
        }
    }
}
