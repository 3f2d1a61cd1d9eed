package org.dialoguehub.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** Any bytes give a readable note, in a time that grows no faster than they do. */
class HostileMailTest {
    private static final long SEED = 20_261_112;

    @Test
    void readsWhateverIsLeftOfAMailThatWasDamaged() throws IOException {
        var random = new Random(SEED);
        List<Path> mails = GoldenMailTest.mails();
        for (int round = 0; round < 1_000; round++) {
            byte[] mail = damaged(Files.readAllBytes(mails.get(random.nextInt(mails.size()))), random);

            assertThat(Told.by(mail).body().text().plainText()).as("seed %d, round %d", SEED, round).doesNotContain("\u0000");
        }
    }

    @Test
    void readsNoise() throws IOException {
        var random = new Random(SEED);
        for (int round = 0; round < 300; round++) {
            var noise = new byte[random.nextInt(3_000)];
            random.nextBytes(noise);

            assertThat(Told.by(noise).body().text().plainText()).as("seed %d, round %d", SEED, round).doesNotContain("\u0000");
        }
    }

    @Test
    void readsNothingAtAll() throws IOException {
        assertThat(told("").body().text().isEmpty()).isTrue();
    }

    @Test
    void takesControlsOutOfWords() throws IOException {
        Told told = told("From: A\u0000nna <anna@example.org>\nSubject: a\u0000b\u0007c\n\nWords\u0000 and\rmore \u001b[31mred");

        assertThat(told.subject()).isEqualTo("abc");
        assertThat(told.ownWords()).isEqualTo("Words and\nmore [31mred");
        assertThat(told.by()).contains(new Address("Anna", "anna@example.org"));
    }

    @Test
    void believesTheBytesMoreThanTheCharsetThatIsClaimed() throws IOException {
        String head = "From: a@example.org\nContent-Type: text/plain; charset=";

        assertThat(words(head + "us-ascii\n\n", "Åsa".getBytes(StandardCharsets.UTF_8))).isEqualTo("Åsa");
        assertThat(words(head + "utf-8\n\n", "Åsa går".getBytes(StandardCharsets.ISO_8859_1))).isEqualTo("Åsa går");
        assertThat(words(head + "x-unknown\n\n", "Åsa".getBytes(StandardCharsets.UTF_8))).isEqualTo("Åsa");
        assertThat(words(head + "utf-16\n\n", "Asa".getBytes(StandardCharsets.UTF_8))).isEqualTo("Asa");
        assertThat(words(head + "iso-8859-1\n\n", new byte[]{(byte) 0x80})).isEqualTo("€");
        assertThat(words("From: a@example.org\n\n", "Åsa".getBytes(StandardCharsets.ISO_8859_1))).isEqualTo("Åsa");
    }

    @Test
    void readsGarbageWhereBase64ShouldBe() throws IOException {
        Told told = told("From: a@example.org\nContent-Transfer-Encoding: base64\n\nSGVsbG8*&^\u0000%$ d29ybGQ\n==\nrest!!");

        assertThat(told.ownWords()).startsWith("Hello");
    }

    @Test
    void keepsWhatIsNestedTooDeepAsAFile() throws IOException {
        var mail = new StringBuilder("From: a@example.org\n");
        for (int depth = 0; depth < 10_000; depth++) {
            mail.append("Content-Type: multipart/mixed; boundary=").append(depth).append(".b\n\n--").append(depth).append(".b\n");
        }
        mail.append("Content-Type: text/plain\n\nDeep words\n");

        Told told = told(mail.toString());

        assertThat(told.files()).singleElement().satisfies(file -> assertThat(file.mediaType()).isEqualTo("multipart/mixed"));
    }

    @Test
    void readsAThreadOfTwoThousandReferences() throws IOException {
        var references = new StringBuilder();
        for (int number = 0; number < 2_000; number++) {
            references.append(" <").append(number).append("@example.org>\n");
        }

        Told told = told("From: a@example.org\nMessage-ID: <own@example.org>\nReferences:" + references + "\nWords");

        assertThat(told.answers()).hasValueSatisfying(answer -> {
            assertThat(answer.note().value()).isEqualTo("1999@example.org");
            assertThat(answer.ancestors()).hasSize(50);
            assertThat(answer.ancestors().getLast().value()).isEqualTo("0@example.org");
        });
    }

    @Test
    void keepsATextThatIsTooLongAsAFileToo() throws IOException {
        Told told = told("From: a@example.org\n\n" + "Long words. ".repeat(200_000));

        assertThat(told.files()).singleElement().satisfies(file -> assertThat(file.size()).isEqualTo(2_400_000));
        assertThat(told.ownWords().length()).isBetween(1_000_000, 1_100_000);
    }

    @Test
    void takesTwiceTheTimeForTwiceTheMail() throws IOException {
        grows("plain lines", n -> "\n" + "Words and words\n".repeat(n / 16));
        grows("quotes", n -> "\n" + "> a\nb\n".repeat(n / 6));
        grows("deep quotes", n -> "\n" + ">".repeat(n));
        grows("attributions", n -> "\n" + "On 12.11.26 10:03, Bertil wrote:\n".repeat(n / 33));
        grows("Outlook headers", n -> "\n" + "From: a\nx\n".repeat(n / 10));
        grows("addresses", n -> "To: " + "a@example.org,".repeat(n / 14) + "\n\nx");
        grows("brackets", n -> "References: " + "<".repeat(n / 2) + "<a@b>".repeat(n / 10) + "\n\nx");
        grows("encoded words", n -> "Subject: " + "=?utf-8?q?a".repeat(n / 11) + "\n\nx");
        grows("encoded words of no end", n -> "Subject: " + "=?".repeat(n / 2) + "\n\nx");
        grows("header fields", n -> "X: y\n".repeat(n / 5) + "\nx");
        grows("one long header", n -> "X: " + "y ".repeat(n / 2) + "\n\nx");
        grows("parameters", n -> "Content-Type: text/plain" + "; a*0=b".repeat(n / 7) + "\n\nx");
        grows("parts", n -> "Content-Type: multipart/mixed; boundary=b\n\n" + "--b\n\nx\n".repeat(n / 7));
        grows("boundaries that are none", n -> "Content-Type: multipart/mixed; boundary=bbbb\n\n--bbbb\n\n" + "\r\n--bbb".repeat(n / 7));
        grows("HTML", n -> "Content-Type: text/html\n\n" + "<p>Words <b>and</b> words<br>".repeat(n / 29));
        grows("HTML of blockquotes", n -> "Content-Type: text/html\n\n" + "<blockquote>".repeat(n / 12));
        grows("flowed lines", n -> "Content-Type: text/plain; format=flowed\n\n" + "words \n".repeat(n / 7));
        grows("links", n -> "\n" + "http://a ".repeat(n / 9));
        grows("punctuated link", n -> "\nhttp://a" + "))))))".repeat(n / 6));
    }

    /** The cost of 2n over that of n in time of the processor, for all but what is too quick to measure. */
    private static void grows(String what, IntFunction<String> mail) throws IOException {
        int size = 60_000;
        byte[] once = ("From: a@example.org\n" + mail.apply(size)).getBytes(StandardCharsets.UTF_8);
        byte[] twice = ("From: a@example.org\n" + mail.apply(2 * size)).getBytes(StandardCharsets.UTF_8);
        double ratio = Double.MAX_VALUE;
        for (int attempt = 0; attempt < 8 && ratio > 2.5; attempt++) {
            ratio = Math.min(ratio, (double) time(twice) / Math.max(2_000_000, time(once)));
        }
        assertThat(ratio).as("%s: cost(2n)/cost(n)", what).isLessThanOrEqualTo(2.5);
    }

    private static long time(byte[] mail) throws IOException {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long best = Long.MAX_VALUE;
        for (int run = 0; run < 2; run++) {
            long start = threads.getCurrentThreadCpuTime();
            Told.by(mail);
            best = Math.min(best, threads.getCurrentThreadCpuTime() - start);
        }
        return best;
    }

    private static byte[] damaged(byte[] mail, Random random) {
        var result = new ByteArrayOutputStream();
        int cuts = 1 + random.nextInt(4);
        result.writeBytes(mail);
        for (int cut = 0; cut < cuts; cut++) {
            byte[] bytes = result.toByteArray();
            if (bytes.length == 0) {
                break;
            }
            int from = random.nextInt(bytes.length);
            int length = random.nextInt(Math.min(200, bytes.length - from) + 1);
            result.reset();
            switch (random.nextInt(4)) {
                case 0 -> result.write(bytes, 0, from);
                case 1 -> {
                    result.write(bytes, 0, from);
                    result.write(bytes, from + length, bytes.length - from - length);
                }
                case 2 -> {
                    result.write(bytes, 0, from + length);
                    result.write(bytes, from, bytes.length - from);
                }
                default -> {
                    bytes[from] = (byte) random.nextInt(256);
                    result.writeBytes(bytes);
                }
            }
        }
        return result.toByteArray();
    }

    private static String words(String head, byte[] body) throws IOException {
        var mail = new ByteArrayOutputStream();
        mail.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        mail.writeBytes(body);
        return Told.by(mail.toByteArray()).ownWords();
    }

    private static Told told(String mail) throws IOException {
        return Told.by(mail.getBytes(StandardCharsets.UTF_8));
    }
}
