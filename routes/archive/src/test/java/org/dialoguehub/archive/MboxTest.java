package org.dialoguehub.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MboxTest {
    private static final String ENVELOPE = "From anna@example.org Mon Jan  6 10:00:00 2020\n";

    @Test
    void endsAMailAtTheNextSeparator() throws IOException {
        assertThat(split(ENVELOPE + "Subject: a\n\none\n\n" + ENVELOPE + "Subject: b\n\ntwo\n")).containsExactly("Subject: a\n\none\n",
                "Subject: b\n\ntwo\n");
    }

    @Test
    void leavesAnUnescapedLineInTheText() throws IOException {
        String body = "Subject: a\n\none\n\nFrom the beginning of 2020 at 10:00 we swim.\nIt is cold.\n\nFrom Ben:\nhello\n";

        assertThat(split(ENVELOPE + body + "\n" + ENVELOPE + "Subject: b\n\ntwo\n")).containsExactly(body, "Subject: b\n\ntwo\n");
    }

    @Test
    void readsWhatPipermailWrites() throws IOException {
        String separator = "From anna at example.org  Mon Jan  6 10:00:00 2020\n";

        assertThat(split(separator + "From: anna at example.org (Anna)\nDate: x\n\none\n\n" + separator + "From: b\n\ntwo\n")).hasSize(2);
    }

    @Test
    void goesByContentLengthWhereItIsRight() throws IOException {
        String body = "one\n\n" + ENVELOPE + "Subject: not a mail\n";
        String mail = "Subject: a\nContent-Length: " + body.length() + "\n\n" + body;

        assertThat(split(ENVELOPE + mail + "\n" + ENVELOPE + "Subject: b\n\ntwo\n")).containsExactly(mail, "Subject: b\n\ntwo\n");
    }

    @Test
    void takesNoContentLengthThatIsWrong() throws IOException {
        for (String length : List.of("3", "99", "999999999999", "0")) {
            assertThat(split(ENVELOPE + "Subject: a\nContent-Length: " + length + "\n\none\n\n" + ENVELOPE + "Subject: b\n\ntwo\n"))
                    .as(length).hasSize(2);
        }
    }

    @Test
    void readsLinesThatEndAsOnWindows() throws IOException {
        String text = ENVELOPE + "Subject: a\n\none\n\n" + ENVELOPE + "Subject: b\n\ntwo\n";

        assertThat(split(text.replace("\n", "\r\n"))).hasSize(2);
    }

    @Test
    void keepsAMailThatIsCutOff() throws IOException {
        assertThat(split(ENVELOPE + "Subject: a\n\none\n\n" + ENVELOPE + "Subj")).containsExactly("Subject: a\n\none\n", "Subj");
    }

    @Test
    void splitsAlikeHoweverLongTheMailsAre() throws IOException {
        var random = new Random(7);
        List<String> mails = new ArrayList<>();
        var text = new StringBuilder();
        for (int mail = 0; mail < 300; mail++) {
            String body = "Subject: " + mail + "\n\n" + "line of text\n".repeat(random.nextInt(mail % 50 == 0 ? 200_000 : 300)) + "end\n";
            mails.add(body);
            text.append(ENVELOPE).append(body).append('\n');
        }

        assertThat(split(text.toString())).isEqualTo(mails);
    }

    @Test
    void neverFailsWhateverTheBytes() throws IOException {
        var random = new Random(42);
        String[] pieces = {ENVELOPE, "From ", "\n", "\r\n", "\n\n", "Subject: x\n", "Content-Length: 12\n", ">From ", "\0", "text", ":",
                " 10:00 2020"};
        for (int round = 0; round < 2_000; round++) {
            var text = new StringBuilder(round % 2 == 0 ? ENVELOPE : "");
            for (int piece = random.nextInt(30); piece > 0; piece--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            int total = split(text.toString()).stream().mapToInt(String::length).sum();
            assertThat(total).isLessThanOrEqualTo(text.length());
        }
    }

    private static List<String> split(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        List<String> mails = new ArrayList<>();
        try (var source = new MboxSource(new ByteArrayInputStream(bytes), 0, () -> 0)) {
            for (MailSource.Chunk chunk = source.next(); chunk != null; chunk = source.next()) {
                for (MailSource.Span span : chunk.mails()) {
                    mails.add(new String(chunk.bytes().array(), span.from(), span.length(), StandardCharsets.UTF_8));
                }
            }
        }
        return mails;
    }
}
