package org.dialoguehub.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.dialoguehub.archive.Message.Mark;
import org.dialoguehub.archive.Message.Passage;
import org.dialoguehub.connector.Blobs;
import org.dialoguehub.mail.Mail;
import org.dialoguehub.mail.MessageIds;
import org.dialoguehub.mail.OwnWords;
import org.dialoguehub.mail.Segments;
import org.dialoguehub.model.BlobId;

/** Reads mails of the archive for people. */
final class MessageReader {
    private MessageReader() {}

    /** What the catalogue knows of a mail, and who reads it. */
    record Known(Row row, Set<String> groups, Set<String> tags, Optional<String> living) {}

    /** @param parent the mail that it answers, if that is here and may be read: what stands in both is a quote */
    static Message read(Known known, byte[] bytes, Optional<byte[]> parent) throws IOException {
        var files = new Files(-1);
        Mail mail = Mail.read(ByteBuffer.wrap(bytes), files);
        Segments segments = parent.isPresent() ? OwnWords.of(mail, shown(parent.get())) : OwnWords.of(mail);
        List<Passage> text = segments.parts().stream()
                .map(part -> new Passage(part.label().name().toLowerCase(Locale.ROOT), String.join("\n", part.lines()))).toList();
        List<Message.File> heads = mail.files().stream().map(file -> new Message.File(
                file.attachment().name(), file.attachment().mediaType(), file.attachment().size())).toList();
        Row row = known.row();
        return new Message(row.number(), MessageIds.first(mail.headers().first("message-id").orElse("")).orElse(""), row.subject(),
                row.name(),
                row.address(), row.time(), LetterReader.recipients(mail.headers()), known.groups(), known.tags(), text, heads, marks(row),
                known.living());
    }

    /** The bytes of the file at a place, as they are meant; absent if there is none. */
    static Optional<byte[]> file(byte[] mail, int place) throws IOException {
        var files = new Files(place);
        Mail read = Mail.read(ByteBuffer.wrap(mail), files);
        return place >= 0 && place < read.files().size() ? Optional.of(files.wanted) : Optional.empty();
    }

    /** The Message-ID of a mail, without brackets; empty if it has none. */
    static String messageId(byte[] bytes) throws IOException {
        Mail mail = Mail.read(ByteBuffer.wrap(bytes), new Files(-1));
        return MessageIds.first(mail.headers().first("message-id").orElse("")).orElse("");
    }

    private static String shown(byte[] mail) throws IOException {
        var text = new StringBuilder();
        OwnWords.of(Mail.read(ByteBuffer.wrap(mail), new Files(-1))).lines().forEach(line -> text.append(line.text()).append('\n'));
        return text.toString();
    }

    private static Set<Mark> marks(Row row) {
        Set<Mark> marks = EnumSet.noneOf(Mark.class);
        if (row.is(Letter.REUSED_ID)) {
            marks.add(Mark.REUSED_ID);
        }
        if (row.is(Letter.GUESSED)) {
            marks.add(Mark.GUESSED_PLACE);
        }
        if (row.is(Letter.NO_DATE)) {
            marks.add(Mark.NO_DATE);
        }
        return marks;
    }

    /** Measures the files of a mail as they come, and keeps one. */
    private static final class Files implements Blobs {
        private final int place;
        private final List<Long> sizes = new ArrayList<>();
        private byte[] wanted = new byte[0];

        Files(int place) {
            this.place = place;
        }

        @Override
        public Stored put(InputStream content) throws IOException {
            try (content) {
                long size;
                if (sizes.size() == place) {
                    wanted = content.readAllBytes();
                    size = wanted.length;
                } else {
                    size = content.transferTo(OutputStream.nullOutputStream());
                }
                sizes.add(size);
                return new Stored(new BlobId("0".repeat(64)), size);
            }
        }

        @Override
        public InputStream open(BlobId id) throws IOException {
            throw new IOException("There is no such file");
        }
    }
}
