package org.dialoguehub.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.dialoguehub.model.Attachment;
import org.dialoguehub.model.Block;
import org.dialoguehub.model.RichText;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Mails as they came, {@code mails/NAME.eml}, beside what they tell, {@code mails/NAME.txt}. A new case is two files. */
class GoldenMailTest {
    private static final Path MAILS = Path.of("src/test/resources/org/dialoguehub/mail/mails");

    @TestFactory
    Stream<DynamicTest> saysOfEachMailWhatItsPairSays() throws IOException {
        return mails().stream()
                .map(mail -> DynamicTest.dynamicTest(
                        mail.getFileName().toString(), () -> assertThat(told(mail)).isEqualTo(Files.readString(pair(mail)))));
    }

    @Test
    void hasAPairForEachMail() throws IOException {
        assertThat(mails()).hasSizeGreaterThan(60).allMatch(mail -> Files.exists(pair(mail)));
    }

    static List<Path> mails() throws IOException {
        try (Stream<Path> files = Files.list(MAILS)) {
            return files.filter(file -> file.toString().endsWith(".eml")).sorted().toList();
        }
    }

    static Path pair(Path mail) {
        return mail.resolveSibling(mail.getFileName().toString().replace(".eml", ".txt"));
    }

    static String told(Path mail) throws IOException {
        Told told = Told.by(Files.readAllBytes(mail));
        var text = new StringBuilder();
        told.by().ifPresent(by -> text.append("by: ").append(by.name()).append(" (mailto:").append(by.address()).append(")\n"));
        text.append("at: ").append(told.at()).append('\n');
        text.append("id: ").append(told.id()).append('\n');
        text.append("subject: ").append(told.subject()).append('\n');
        told.answers().ifPresent(
                answered -> text.append("answers: ").append(answered.note()).append(' ').append(answered.ancestors()).append('\n'));
        for (Attachment file : told.files()) {
            text.append("file: ").append(file.name()).append(", ").append(file.mediaType()).append(", ").append(file.size());
            text.append(file.inline() ? " bytes, shown\n" : " bytes\n");
        }
        text.append('\n');
        blocks(told.body().text().blocks(), text);
        return text.toString();
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
