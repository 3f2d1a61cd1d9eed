package org.dialoguehub.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.dialoguehub.connector.Event;
import org.dialoguehub.connector.EventKey;
import org.dialoguehub.mail.Mail;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.Attachment;
import org.dialoguehub.model.Audience;
import org.dialoguehub.model.BlobId;
import org.dialoguehub.model.Block;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.RichText;
import org.dialoguehub.settings.Settings;
import org.dialoguehub.settings.SettingsException;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Mails as they came, {@code mails/NAME.eml}, beside what they are to the hub, {@code mails/NAME.txt}: marks, likes, audiences, lists. */
class GoldenMailTest {
    private static final Path MAILS = Path.of("src/test/resources/org/dialoguehub/email/mails");
    private static final Instant RECEIVED = Instant.parse("2026-11-12T12:00:00Z");

    @TestFactory
    Stream<DynamicTest> saysOfEachMailWhatItsPairSays() throws IOException {
        return mails().stream()
                .map(mail -> DynamicTest.dynamicTest(
                        mail.getFileName().toString(), () -> assertThat(told(mail)).isEqualTo(Files.readString(pair(mail)))));
    }

    @Test
    void hasAPairForEachMail() throws IOException {
        assertThat(mails()).hasSizeGreaterThan(15).allMatch(mail -> Files.exists(pair(mail)));
    }

    @Test
    void makesAnEventOfNoise() throws IOException {
        var random = new Random(20_261_112);
        for (int round = 0; round < 300; round++) {
            var noise = new byte[random.nextInt(3_000)];
            random.nextBytes(noise);

            Event event = event(noise);

            assertThat(event.activity()).as("round %d", round).isInstanceOf(Activity.Create.class);
        }
    }

    static List<Path> mails() throws IOException {
        try (Stream<Path> files = Files.list(MAILS)) {
            return files.filter(file -> file.toString().endsWith(".eml")).sorted().toList();
        }
    }

    static Path pair(Path mail) {
        return mail.resolveSibling(mail.getFileName().toString().replace(".eml", ".txt"));
    }

    static EmailTranslator translator() {
        try {
            Settings settings = Settings.read(EmailSettings.ALL, TestMailServer.settings(1, 1));
            return new EmailTranslator(EmailSettings.of(settings), Audience.circle("parents"), "hub-one");
        } catch (SettingsException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }

    static String told(Path mail) throws IOException {
        Event event = event(Files.readAllBytes(mail));
        return text(event).replace(event.raw().orElseThrow().value(), "RAW");
    }

    private static Event event(byte[] mail) throws IOException {
        var blobs = new MemoryBlobs();
        BlobId raw = blobs.put(new ByteArrayInputStream(mail)).id();
        return translator().event(new EventKey("1:1"), Mail.read(new ByteArrayInputStream(mail), blobs), raw, RECEIVED);
    }

    private static String text(Event event) {
        var text = new StringBuilder();
        event.marks().stream().sorted().forEach(mark -> text.append("mark: ").append(mark).append('\n'));
        text.append("by: ").append(event.activity().actor().name()).append(" (");
        text.append(event.activity().actor().account()).append(")\n");
        text.append("at: ").append(event.activity().published()).append('\n');
        switch (event.activity()) {
            case Activity.Like like -> text.append("likes: ").append(like.object()).append(' ').append(like.emoji()).append('\n');
            case Activity.Create(var object, Note note) -> note(object.value(), note, text);
            default -> throw new IllegalStateException("Not expected of mail: " + event.activity());
        }
        return text.toString();
    }

    private static void note(String id, Note note, StringBuilder text) {
        text.append("id: ").append(id).append('\n');
        note.subject().ifPresent(subject -> text.append("subject: ").append(subject).append('\n'));
        note.inReplyTo().ifPresent(
                answered -> text.append("answers: ").append(answered.note()).append(' ').append(answered.ancestors()).append('\n'));
        if (!note.audience().equals(Audience.circle("parents"))) {
            List<String> readers = ((Audience.Persons) note.audience()).accounts().stream().map(Object::toString).sorted().toList();
            text.append("only for: ").append(readers).append('\n');
        }
        for (Attachment file : note.attachments()) {
            text.append("file: ").append(file.name()).append(", ").append(file.mediaType()).append(", ").append(file.size());
            text.append(file.inline() ? " bytes, shown\n" : " bytes\n");
        }
        text.append('\n');
        blocks(note.body().blocks(), text);
    }

    private static void blocks(List<Block> blocks, StringBuilder text) {
        for (Block block : blocks) {
            switch (block) {
                case Block.Folded folded -> {
                    text.append('[').append(folded.kind()).append("]\n");
                    blocks(folded.blocks(), text);
                    text.append("[/").append(folded.kind()).append("]\n");
                }
                case Block.Quote quote -> {
                    text.append("[quote]\n");
                    blocks(quote.blocks(), text);
                    text.append("[/quote]\n");
                }
                default -> text.append(new RichText(List.of(block)).plainText()).append('\n');
            }
        }
    }
}
