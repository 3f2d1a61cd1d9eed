package org.dialoguehub.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dialoguehub.archive.SearchResult.Hit;
import org.dialoguehub.engine.Principal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What hangs on mails is kept once, comes back byte by byte, and is found by its text. */
class FilesTest {
    private static final Principal KEEPER = new Principal.Keeper("operator");

    @TempDir private Path folder = Path.of("");

    private Optional<Archive> open = Optional.empty();

    @BeforeEach
    void open() {
        open = Optional.of(Archive.open(folder.resolve("archive"), InstantSource.fixed(Instant.parse("2026-06-01T00:00:00Z"))));
    }

    @AfterEach
    void close() {
        archive().close();
    }

    private Archive archive() {
        return open.orElseThrow();
    }

    @Test
    void keepsAFileOnceHoweverManyMailsHaveIt() throws Exception {
        var picture = new byte[300_000];
        new Random(5).nextBytes(picture);
        var mails = new StringBuilder();
        for (int mail = 0; mail < 50; mail++) {
            mails.append("From a@example.org Mon Jan  6 10:00:00 2020\n").append(mail(mail, "plan.jpg", picture, mail % 2 == 0 ? 76 : 72));
        }

        take(mails.toString());

        assertThat(size()).isLessThan(2L * picture.length);
        for (int number : List.of(1, 2, 50)) {
            assertThat(new String(archive().mail(KEEPER, number).orElseThrow(), StandardCharsets.US_ASCII)).as("mail " + number)
                    .isEqualTo(mail(number - 1, "plan.jpg", picture, number % 2 == 1 ? 76 : 72));
            assertThat(archive().file(KEEPER, number, 0)).contains(picture);
        }
        assertThat(archive().reindex(KEEPER, true)).isEqualTo(50);
        assertThat(hits("file:plan")).hasSize(20);
    }

    @Test
    void findsFilesByTheirText() throws Exception {
        take("From a@example.org Mon Jan  6 10:00:00 2020\n"
                + mail(1, "notes.txt", "The kauha is in the kiosk".getBytes(StandardCharsets.UTF_8), 76)
                + "From a@example.org Mon Jan  6 10:00:00 2020\n"
                + mail(2, "plan.docx", zip("word/document.xml", "<w:document xmlns:w='x'><w:p><w:t>Sauna stones</w:t></w:p></w:document>"),
                        76)
                + "From a@example.org Mon Jan  6 10:00:00 2020\n"
                + mail(3, "plan.odt", zip("content.xml", "<o:d xmlns:o='x'><o:p>Coffee &amp; buns</o:p></o:d>"), 76));

        assertThat(hits("kauha")).extracting(Hit::number).containsExactly(1L);
        assertThat(hits("sauna stones")).extracting(Hit::number).containsExactly(2L);
        assertThat(hits("buns coffee")).extracting(Hit::number).containsExactly(3L);
    }

    @Test
    void readsBombsOnlyAsFarAsIsBearable() throws Exception {
        byte[] bomb = zip("word/document.xml", "<w:t xmlns:w='x'>" + "kauha ".repeat(20_000_000));
        byte[] entities = zip("content.xml", "<!DOCTYPE a [<!ENTITY b 'kauha'><!ENTITY c '&b;&b;&b;'>]><a>&c;</a>");

        assertThat(FileText.of("bomb.docx", "application/zip", bomb).length()).isBetween(1, 100_000);
        assertThat(FileText.of("entities.odt", "application/zip", entities)).doesNotContain("kauhakauha");
        assertThat(FileText.of("cut.docx", "application/zip", Arrays.copyOf(bomb, 200))).hasSizeLessThan(100_001);
        assertThat(FileText.of("a.txt", "text/plain", new byte[]{(byte) 0xFF, 0, 'a'})).contains("a");
    }

    @Test
    void givesBackWhateverBytesItIsGiven() {
        var random = new Random(7);
        for (int round = 0; round < 2_000; round++) {
            byte[] bytes = hostile(random);
            Cut.Mail mail = Cut.out(bytes, 0, bytes.length);
            var whole = new ByteArrayOutputStream();
            int at = 0;
            for (Cut.Taken taken : mail.taken()) {
                whole.write(mail.rest().array(), at, taken.cut().at() - at);
                whole.writeBytes(taken.cut().run(taken.content().array()));
                at = taken.cut().at();
            }
            whole.write(mail.rest().array(), at, mail.rest().array().length - at);
            assertThat(whole.toByteArray()).isEqualTo(bytes);
            assertThat(mail.taken()).extracting(taken -> taken.cut().at()).doesNotHaveDuplicates();
        }
    }

    /** Runs of base64 in lines of several lengths and ends, one behind the other, some of them broken. */
    private static byte[] hostile(Random random) {
        var bytes = new ByteArrayOutputStream();
        for (int piece = random.nextInt(6); piece >= 0; piece--) {
            var content = new byte[random.nextInt(9_000)];
            random.nextBytes(content);
            String end = List.of("\n", "\r\n", "\r").get(random.nextInt(3));
            byte[] run = Base64.getMimeEncoder(List.of(76, 72, 60, 64).get(random.nextInt(4)), end.getBytes(StandardCharsets.US_ASCII))
                    .encode(content);
            if (random.nextInt(4) == 0 && run.length > 0) {
                run[random.nextInt(run.length)] = (byte) random.nextInt(256);
            }
            bytes.writeBytes(run);
            bytes.writeBytes(List.of("", end, end + end, "--b" + end, "=\n").get(random.nextInt(5)).getBytes(StandardCharsets.US_ASCII));
        }
        return bytes.toByteArray();
    }

    private void take(String mbox) throws IOException {
        Path file = Files.write(Files.createTempFile(folder, "mails", ".mbox"), mbox.getBytes(StandardCharsets.US_ASCII));
        archive().take(KEEPER, Archive.Order.of(List.of(file), "parents"), 2, progress -> {});
    }

    private long size() throws IOException {
        try (Stream<Path> packs = Files.list(folder.resolve("archive/packs"))) {
            long size = 0;
            for (Path pack : packs.toList()) {
                size += Files.size(pack);
            }
            return size;
        }
    }

    private List<Hit> hits(String query) throws QueryException {
        return archive().find(KEEPER, SearchRequest.of(query)).hits();
    }

    private static String mail(int id, String name, byte[] content, int line) {
        String encoded = Base64.getMimeEncoder(line, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(content);
        return "Message-ID: <" + id + "@example.org>\nDate: Mon, 6 Jan 2020 10:00:00 +0000\nFrom: a@example.org\nSubject: " + id
                + "\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nSee the file " + id
                + ".\n--b\nContent-Type: application/octet-stream\n"
                + "Content-Disposition: attachment; filename=\"" + name + "\"\nContent-Transfer-Encoding: base64\n\n" + encoded
                + "\n--b--\n";
    }

    private static byte[] zip(String name, String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(text.getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
        return bytes.toByteArray();
    }
}
