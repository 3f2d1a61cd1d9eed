package org.dialoguehub.benchmark;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.parser.AbstractContentHandler;
import org.apache.james.mime4j.parser.MimeStreamParser;
import org.apache.james.mime4j.stream.BodyDescriptor;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.FSDirectory;

/** What the libraries below the archive take for the same mails, each by itself, on one thread, warm. */
final class ArchiveParts {
    private static final int ROWS_A_COMMIT = 2_000;

    private final Table table;

    ArchiveParts(Table table) {
        this.table = table;
    }

    void measure(Path maildir, Path folder) throws Exception {
        List<byte[]> mails = new ArrayList<>();
        try (Stream<Path> files = Files.list(maildir)) {
            for (Path file : files.sorted().limit(30_000).toList()) {
                mails.add(Files.readAllBytes(file));
            }
        }
        String of = " (%,d mails)".formatted(mails.size());
        parsed(mails);
        table.figure("Archive: bare mime4j" + of, parsed(mails), "s");
        rows(mails, Files.createDirectories(folder.resolve("warm")));
        table.figure("Archive: bare SQLite, four rows a mail" + of, rows(mails, Files.createDirectories(folder.resolve("rows"))), "s");
        indexed(mails, folder.resolve("warm-index"));
        table.figure("Archive: bare Lucene" + of, indexed(mails, folder.resolve("index")), "s");
    }

    private static double parsed(List<byte[]> mails) throws IOException, MimeException {
        long begin = System.nanoTime();
        var handler = new AbstractContentHandler() {
            private long bytes;

            @Override
            public void body(BodyDescriptor description, InputStream content) throws IOException {
                bytes += content.transferTo(OutputStream.nullOutputStream());
            }
        };
        var parser = new MimeStreamParser();
        parser.setContentDecoding(true);
        parser.setContentHandler(handler);
        for (byte[] mail : mails) {
            parser.parse(new ByteArrayInputStream(mail));
        }
        if (handler.bytes == 0) {
            throw new IOException("Nothing was read");
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    private static double rows(List<byte[]> mails, Path folder) throws SQLException {
        long begin = System.nanoTime();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("rows.db"));
                Statement statement =
                        connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA synchronous = FULL");
            statement.execute("CREATE TABLE mails (id INTEGER PRIMARY KEY, a INTEGER, b INTEGER, c INTEGER, d TEXT, e TEXT, f TEXT)");
            for (String name : List.of("nodes", "labels", "tags")) {
                statement.execute("CREATE TABLE " + name + " (id INTEGER PRIMARY KEY, a INTEGER, b INTEGER)");
            }
            connection.setAutoCommit(false);
            try (PreparedStatement mail = connection.prepareStatement("INSERT INTO mails VALUES (?, ?, ?, ?, ?, ?, ?)");
                    PreparedStatement node = connection.prepareStatement("INSERT INTO nodes VALUES (?, ?, ?)");
                    PreparedStatement label = connection.prepareStatement("INSERT INTO labels VALUES (?, ?, ?)");
                    PreparedStatement tag = connection.prepareStatement("INSERT INTO tags VALUES (?, ?, ?)")) {
                for (int id = 0; id < mails.size(); id++) {
                    mail.setLong(1, id);
                    for (int column = 2; column <= 4; column++) {
                        mail.setLong(column, id * 7919L * column);
                    }
                    for (int column = 5; column <= 7; column++) {
                        mail.setString(column, "p" + id % 300 + "@example.org");
                    }
                    mail.executeUpdate();
                    // The key of a node is the digest of a Message-ID.
                    for (PreparedStatement row : List.of(node, label, tag)) {
                        row.setLong(1, row.equals(node) ? id * 0x9E3779B97F4A7C15L : id);
                        row.setLong(2, id);
                        row.setLong(3, 1);
                        row.executeUpdate();
                    }
                    if (id % ROWS_A_COMMIT == 0) {
                        connection.commit();
                    }
                }
            }
            connection.commit();
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    private static double indexed(List<byte[]> mails, Path folder) throws IOException {
        long begin = System.nanoTime();
        try (var directory = FSDirectory.open(folder);
                var analyzer = new EnglishAnalyzer();
                var writer =
                        new IndexWriter(directory, new IndexWriterConfig(analyzer).setRAMBufferSizeMB(64))) {
            for (byte[] mail : mails) {
                var document = new Document();
                String text = new String(mail, StandardCharsets.UTF_8);
                int body = text.indexOf("\n\n");
                document.add(new TextField("text", text.substring(Math.max(body, 0), Math.min(text.length(), Math.max(body, 0) + 4_000)),
                        Field.Store.NO));
                writer.addDocument(document);
            }
            writer.commit();
        }
        return (System.nanoTime() - begin) / 1e9;
    }
}
