package org.dialoguehub.archive;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;

/**
 * Writes the index, which is derived from the catalogue and the packs, and says up to which mail it goes. Whoever opens it takes away what stands behind
 * that, and goes on from there. Safe for use by several threads.
 */
final class Index implements AutoCloseable {
    static final String NUMBER = "number";
    static final String TEXT = "text";
    static final String SUBJECT = "subject";
    static final String FROM = "from";
    static final String TO = "to";
    static final String FILE = "file";
    static final String GROUP = "in";
    static final String TAG = "tag";
    static final String HAS = "has";
    static final String SENT = "sent";
    static final String PERSON = "person";
    static final String OWN = "own";

    private static final String UP_TO = "up-to";
    private static final String FORM = "form";
    /** Raised whenever what is indexed changes: an index of another form is made anew. */
    private static final String THIS_FORM = "2";

    private static final double MEMORY_MB = 64;
    /** Of the text that is kept to be shown with what was found. */
    private static final int LONGEST_SHOWN = 20_000;

    private static final FieldType SEARCHED = type(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS, false);
    private static final FieldType NAMED = type(IndexOptions.DOCS, true);
    private static final FieldType SHOWN = shown();

    private final Directory directory;
    private final IndexWriter writer;
    private final Words words;
    private long upTo;

    private Index(Directory directory, IndexWriter writer, Words words, long upTo) {
        this.directory = directory;
        this.writer = writer;
        this.words = words;
        this.upTo = upTo;
    }

    static Index open(Path folder, Words words) throws IOException {
        Directory directory = FSDirectory.open(folder);
        var config = new IndexWriterConfig().setRAMBufferSizeMB(MEMORY_MB).setUseCompoundFile(false).setCommitOnClose(false);
        var writer = new IndexWriter(directory, config);
        Map<String, String> committed = committed(writer);
        long upTo = 0;
        if (THIS_FORM.equals(committed.get(FORM))) {
            upTo = Long.parseLong(committed.getOrDefault(UP_TO, "0"));
            writer.deleteDocuments(LongPoint.newRangeQuery(NUMBER, upTo + 1, Long.MAX_VALUE));
        } else {
            writer.deleteAll();
        }
        return new Index(directory, writer, words, upTo);
    }

    /** Forgets all of it; readers see what there was until the next commit. */
    void clear() throws IOException {
        writer.deleteAll();
        upTo = 0;
    }

    private static Map<String, String> committed(IndexWriter writer) {
        var data = new HashMap<String, String>();
        Iterable<Map.Entry<String, String>> live = writer.getLiveCommitData();
        if (live != null) {
            live.forEach(entry -> data.put(entry.getKey(), entry.getValue()));
        }
        return data;
    }

    /** The mail up to which it goes durably. */
    long upTo() {
        return upTo;
    }

    /** Adds a mail. */
    void add(Indexed mail) throws IOException {
        writer.addDocument(document(mail));
    }

    /** Puts a mail in the place of what is there of it. */
    void replace(Indexed mail) throws IOException {
        writer.deleteDocuments(LongPoint.newExactQuery(NUMBER, mail.number()));
        writer.addDocument(document(mail));
    }

    /** Takes a mail out. */
    void remove(long number) throws IOException {
        writer.deleteDocuments(LongPoint.newExactQuery(NUMBER, number));
    }

    /** Makes durable what was added, which goes up to this mail. */
    void commit(long number) throws IOException {
        writer.setLiveCommitData(Map.of(UP_TO, Long.toString(number), FORM, THIS_FORM).entrySet());
        writer.commit();
        upTo = number;
    }

    /** The mails with these numbers. */
    static Query numbered(Collection<Long> numbers) {
        return numbers.isEmpty() ? MatchNoDocsQuery.INSTANCE : LongPoint.newSetQuery(NUMBER, numbers);
    }

    private Document document(Indexed mail) {
        Letter letter = mail.letter();
        Language language = Language.of(letter.own());
        var document = new Document();
        document.add(new LongField(NUMBER, mail.number(), Field.Store.NO));
        document.add(new LongField(SENT, letter.sent(), Field.Store.NO));
        document.add(new Field(TEXT, words.stream(language, TEXT, letter.own()), SEARCHED));
        document.add(new Field(OWN, letter.own().substring(0, Math.min(letter.own().length(), LONGEST_SHOWN)), SHOWN));
        if (!letter.subject().isEmpty()) {
            document.add(new Field(TEXT, words.stream(language, "subject in text", letter.subject()), SEARCHED));
            document.add(new Field(SUBJECT, words.stream(language, SUBJECT, letter.subject()), SEARCHED));
        }
        if (mail.quoting() && !letter.quoted().isEmpty()) {
            document.add(new Field(TEXT, words.stream(language, "quotes in text", letter.quoted()), SEARCHED));
        }
        if (!letter.contents().isBlank()) {
            document.add(new Field(TEXT, words.stream(Language.of(letter.contents()), "files in text", letter.contents()), SEARCHED));
        }
        named(document, FROM, letter.name() + " " + letter.address());
        named(document, TO, String.join(" ", letter.recipients()));
        named(document, FILE, String.join(" ", letter.files()).replaceAll("[._-]", " "));
        if (letter.is(Letter.FILES)) {
            document.add(new StringField(HAS, "attachment", Field.Store.NO));
        }
        for (String group : mail.groups()) {
            document.add(new StringField(GROUP, group, Field.Store.NO));
            document.add(new SortedSetDocValuesField(GROUP, new BytesRef(group)));
        }
        for (String tag : mail.tags()) {
            document.add(new StringField(TAG, tag.toLowerCase(Locale.ROOT), Field.Store.NO));
        }
        document.add(new SortedDocValuesField(PERSON, new BytesRef(letter.address())));
        return document;
    }

    private void named(Document document, String field, String text) {
        if (!text.isBlank()) {
            document.add(new Field(field, words.stream(Language.OTHER, field, text), NAMED));
        }
    }

    private static FieldType type(IndexOptions options, boolean withoutNorms) {
        var type = new FieldType();
        type.setIndexOptions(options);
        type.setTokenized(true);
        type.setOmitNorms(withoutNorms);
        type.freeze();
        return type;
    }

    private static FieldType shown() {
        var type = new FieldType();
        type.setStored(true);
        type.freeze();
        return type;
    }

    /** Drops what was not committed. */
    @Override
    public void close() {
        try (directory) {
            writer.rollback();
        } catch (IOException useless) {
            // What was to last was committed before.
        }
    }
}
