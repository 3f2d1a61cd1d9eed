package org.dialoguehub.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dialoguehub.engine.Standing.Way;
import org.dialoguehub.feed.ShownNote;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mail that breaks every rule is on the feed all the same, as something that can be read. */
class MalformedMailTest {
    private static final String HEADERS = "From: Bertil <bertil@example.net>\r\nTo: " + MailingList.ADDRESS + "\r\n";

    private final MailingList list = MailingList.of(MailingList.HUB);

    @TempDir Path folder;

    @AfterEach
    void close() {
        list.close();
    }

    @Test
    void showsEveryMalformedMailAsAReadableNote() throws Exception {
        Map<String, byte[]> mails = malformed();
        mails.values().forEach(mail -> list.put(MailingList.HUB, mail));
        list.put(MailingList.HUB, bytes(HEADERS + "Message-ID: <last@example.net>\r\nSubject: Last\r\n\r\nthe last one\r\n"));

        try (BridgedHub hub = BridgedHub.open(list, folder)) {
            Eventually.holds(() -> assertThat(hub.delivered("parents")).isEqualTo(mails.size() + 1));
            Eventually.holds(() -> assertThat(hub.isCalm()).isTrue());

            List<ShownNote> notes = hub.notes();
            assertThat(notes).hasSize(mails.size() + 1);
            assertThat(notes).allSatisfy(note -> assertThat(readable(note)).doesNotContain("\u0000"));
            assertThat(notes).filteredOn(note -> readable(note).isBlank() && note.note().note().attachments().isEmpty())
                    .as("only mails without any content say nothing").hasSize(2);
            String all = notes.stream().map(MalformedMailTest::readable).collect(Collectors.joining("\n"));
            assertThat(mails.keySet()).filteredOn(word -> !word.startsWith("?")).allSatisfy(word -> assertThat(all).contains(word));
            assertThat(all).contains("the last one");
            assertThat(hub.standing().way()).isEqualTo(Way.UP);
            assertThat(hub.hub().engine().health().problems()).isEmpty();
            assertThat(hub.mishaps()).isEmpty();
        }
    }

    @Test
    void joinsAMailWithTwoThousandReferencesToItsThread() throws Exception {
        String references =
                IntStream.range(0, 2_000).mapToObj(number -> "<r" + number + "@example.net>").collect(Collectors.joining("\r\n "));
        list.put(MailingList.HUB, bytes(HEADERS + "Message-ID: <r0@example.net>\r\nSubject: Long\r\n\r\nthe root\r\n"));
        list.put(MailingList.HUB, bytes(HEADERS + "Message-ID: <late@example.net>\r\nSubject: Re: Long\r\nReferences: " + references
                + "\r\n\r\nthe end\r\n"));

        try (BridgedHub hub = BridgedHub.open(list, folder)) {
            Eventually.holds(() -> assertThat(hub.lines()).containsExactlyInAnyOrder("the root", "the end"));

            assertThat(hub.threads()).hasSize(1);
            assertThat(hub.mishaps()).isEmpty();
            assertThat(hub.standing().way()).isEqualTo(Way.UP);
        }
    }

    /** By a word that must be seen; where none can be, it begins with a question mark. */
    private static Map<String, byte[]> malformed() {
        Map<String, byte[]> mails = new LinkedHashMap<>();
        mails.put("? empty", bytes("\r\n\r\n"));
        mails.put("? noise", new byte[]{0, (byte) 0xFF, '\r', '\n', (byte) 0xC3, '(', 0x1B, 0, '\r', '\n'});
        mails.put("headless", bytes("\r\nheadless mail without any header\r\n"));
        mails.put("bodiless", bytes(HEADERS + "Subject: bodiless"));
        mails.put("unended", bytes(HEADERS + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nunended part\r\n"));
        mails.put("unbounded", bytes(HEADERS + "Content-Type: multipart/mixed\r\n\r\nunbounded parts\r\n"));
        mails.put("charless", bytes(HEADERS + "Content-Type: text/plain; charset=no-such-thing\r\n\r\ncharless words\r\n"));
        mails.put("half64", bytes(HEADERS + "Content-Transfer-Encoding: base64\r\n\r\n" + "aGFsZjY0IHdvcmRzIGFyZSBo!!\r\n"));
        mails.put("half-quoted", bytes(HEADERS + "Content-Transfer-Encoding: quoted-printable\r\n\r\nhalf-quoted =C3 =ZZ =\r\n"));
        mails.put("timeless", bytes(HEADERS + "Date: yesterday, 99:99\r\n\r\ntimeless words\r\n"));
        mails.put("nameless", bytes("From: <<>>,, @ \r\nTo: " + MailingList.ADDRESS + "\r\n\r\nnameless writer\r\n"));
        mails.put("wordless", bytes(HEADERS + "Subject: =?utf-8?b?%%%?= =?x?q?wordless?=\r\n\r\nwordless subject\r\n"));
        mails.put("zero", bytes(HEADERS + "Subject: a\u0000b\r\n\r\nzero \u0000 bytes\r\n"));
        mails.put("selfish",
                bytes(HEADERS + "Message-ID: <self@example.net>\r\nIn-Reply-To: <self@example.net>\r\n\r\nselfish answer\r\n"));
        mails.put("circle-one", bytes(HEADERS + "Message-ID: <c1@example.net>\r\nIn-Reply-To: <c2@example.net>\r\n\r\ncircle-one\r\n"));
        mails.put("circle-two", bytes(HEADERS + "Message-ID: <c2@example.net>\r\nIn-Reply-To: <c1@example.net>\r\n\r\ncircle-two\r\n"));
        mails.put("wide", bytes(HEADERS + "X-Wide: " + "w".repeat(200_000) + "\r\n\r\nwide header\r\n"));
        mails.put("? deep: its depths are kept as a file", deep());
        mails.put("latin \u00e9\u00e8", (HEADERS + "\r\nlatin \u00e9\u00e8 undeclared\r\n").getBytes(StandardCharsets.ISO_8859_1));
        return mails;
    }

    private static byte[] deep() {
        var mail = new ByteArrayOutputStream();
        mail.writeBytes(bytes(HEADERS));
        for (int depth = 0; depth < 500; depth++) {
            mail.writeBytes(bytes("Content-Type: multipart/mixed; boundary=b" + depth + "\r\n\r\n--b" + depth + "\r\n"));
        }
        mail.writeBytes(bytes("\r\ndeep down\r\n"));
        return mail.toByteArray();
    }

    private static String readable(ShownNote note) {
        return note.note().note().subject().orElse("") + " " + note.note().note().body().plainText();
    }

    private static byte[] bytes(String mail) {
        return mail.getBytes(StandardCharsets.ISO_8859_1);
    }
}
