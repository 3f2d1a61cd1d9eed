package org.dialoguehub.archive;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dialoguehub.engine.Principal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Whatever is in a file, the import goes on: what can be read is kept as it is, and of what cannot be read is told why. {@code -Dseed=N} for the same again. */
class HostileFilesTest {
    private static final Principal KEEPER = new Principal.Keeper("operator");
    private static final int FILES = 200;

    private final long seed = Long.getLong("seed", new Random().nextLong(1_000_000));

    @TempDir private Path folder = Path.of("");

    @Test
    void takesWhatItCanOfAnything() throws Exception {
        var random = new Random(seed);
        List<byte[]> seeds = seeds();
        Path tree = Files.createDirectories(folder.resolve("tree"));
        for (int file = 0; file < FILES; file++) {
            Files.write(tree.resolve("file" + file), mutated(seeds.get(file % seeds.size()), random));
        }
        for (int whole = 0; whole < seeds.size(); whole++) {
            Files.write(tree.resolve("whole" + whole), seeds.get(whole));
        }

        try (Archive archive = Archive.open(folder.resolve("archive"), InstantSource.fixed(Instant.parse("2026-06-01T00:00:00Z")))) {
            ImportReport report = archive.take(KEEPER, Archive.Order.of(List.of(tree), "parents"), 2, progress -> {});

            assertThat(report.kept()).as("seed " + seed).isGreaterThan(20);
            assertThat(report.faults()).as("seed " + seed).isNotEmpty().allSatisfy(fault -> assertThat(fault.reason()).isNotBlank());
            for (long number = 1; number <= report.kept(); number++) {
                assertThat(archive.message(KEEPER, number)).as("seed " + seed + ", mail " + number).isPresent();
            }
            assertThat(archive.reindex(KEEPER, true)).isEqualTo(report.kept());
            for (ExportForm form : ExportForm.values()) {
                assertThat(archive.export(KEEPER, "parents", form, folder.resolve("out-" + form), mails -> {})).as("seed " + seed)
                        .isEqualTo(report.kept());
            }
        }
    }

    @Test
    void givesUpWhatUnpacksToTooMuch() throws Exception {
        byte[] zeros = new byte[200 << 20];
        byte[] start =
                "From a@example.org Mon Jan  6 10:00:00 2020\nFrom: a@example.org\nSubject: s\n\n".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(start, 0, zeros, 0, start.length);
        List<Path> bombs = new ArrayList<>();
        bombs.add(Files.write(folder.resolve("bomb.gz"), gzip(zeros)));
        bombs.add(Files.write(folder.resolve("bomb.xz"), xz(zeros)));
        bombs.add(Files.write(folder.resolve("bomb.zst"), Zstd.compress(zeros, 19)));

        try (Archive archive = Archive.open(folder.resolve("archive"), InstantSource.system())) {
            ImportReport report = archive.take(KEEPER, Archive.Order.of(bombs, "parents"), 2, progress -> {});

            assertThat(report.faults()).hasSizeGreaterThanOrEqualTo(3);
            assertThat(report.kept()).isLessThanOrEqualTo(3);
        }
    }

    private static List<byte[]> seeds() throws IOException {
        byte[] mbox = mbox().getBytes(StandardCharsets.UTF_8);
        return List.of(mbox, gzip(mbox), xz(mbox), Zstd.compress(mbox), zip(), """
                <rss xmlns:wp="http://wordpress.org/export/1.2/"><channel><item><title>One</title><wp:post_id>1</wp:post_id>
                <wp:post_date_gmt>2020-01-06 10:00:00</wp:post_date_gmt><wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item>
                </channel></rss>""".getBytes(StandardCharsets.UTF_8), mbox().substring(44).getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Nested parts, a long header, NUL bytes, bare CR, odd dates, charsets that lie, names that climb, and ids that are used twice. */
    private static String mbox() {
        var nested = new StringBuilder();
        for (int depth = 0; depth < 10_000; depth++) {
            nested.append("Content-Type: multipart/mixed; boundary=b").append(depth).append("\n\n--b").append(depth).append('\n');
        }
        String file = Base64.getMimeEncoder(76, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(new byte[9_000]);
        List<String> mails = List.of(
                "Message-ID: <1@example.org>\nFrom: a@example.org\nSubject: nested\n" + nested + "\ndeep\n",
                "Message-ID: <2@example.org>\nFrom: a@example.org\nSubject: " + "long ".repeat(200_000) + "\n\nkauha\n",
                "Message-ID: <3@example.org>\nDate: Thu, 1 Jan 1970 00:00:00 +0000\nFrom: a@example.org\n\nN\0U\0L\rbare\rCR\n",
                "Message-ID: <3@example.org>\nDate: Thu, 1 Jan 2099 00:00:00 +0000\nFrom: a@example.org\n\nsame id\n",
                "Message-ID: <4@example.org>\nReferences: <4@example.org> <5@example.org>\nContent-Type: text/plain; charset=utf-16\n\nlie ä\n",
                "Message-ID: <5@example.org>\nIn-Reply-To: <4@example.org>\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"
                        + "Content-Disposition: attachment; filename=\"../../../etc/passwd\"\nContent-Transfer-Encoding: base64\n\n" + file
                        + "\n--b--\n",
                "Received: from a\nMessage-ID: <5@example.org>\nIn-Reply-To: <4@example.org>\n\nFrom here on it is unescaped\n");
        var text = new StringBuilder();
        mails.forEach(mail -> text.append("From a@example.org Mon Jan  6 10:00:00 2020\n").append(mail).append('\n'));
        return text.toString();
    }

    private static byte[] mutated(byte[] seed, Random random) {
        byte[] bytes = random.nextInt(3) == 0 ? Arrays.copyOf(seed, random.nextInt(seed.length)) : seed.clone();
        for (int change = random.nextInt(20); change > 0 && bytes.length > 0; change--) {
            bytes[random.nextInt(2) == 0 ? random.nextInt(bytes.length) : random.nextInt(Math.min(bytes.length, 600))] =
                    (byte) random.nextInt(256);
        }
        return bytes;
    }

    private static byte[] gzip(byte[] content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (OutputStream packed = new GZIPOutputStream(bytes)) {
            packed.write(content);
        }
        return bytes.toByteArray();
    }

    private static byte[] xz(byte[] content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (OutputStream packed = new XZOutputStream(bytes, new LZMA2Options(1))) {
            packed.write(content);
        }
        return bytes.toByteArray();
    }

    private static byte[] zip() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("Messages.csv"));
            zip.write("id,replied_to_id,sender_id,body,created_at\n1,,2,Hello,2020-01-06T10:00:00Z\n2,1,2,\"a\nb\",2020-01-06T10:00:00Z\n"
                    .getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
        return bytes.toByteArray();
    }
}
