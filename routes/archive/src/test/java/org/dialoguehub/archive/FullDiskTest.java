package org.dialoguehub.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import org.dialoguehub.engine.Principal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** There is no room for what is imported: the import says so, and goes on once there is. */
@DisabledOnOs(OS.WINDOWS)
class FullDiskTest {
    private static final Principal KEEPER = new Principal.Keeper("operator");
    private static final int MAILS = 6_000;

    @TempDir private Path folder = Path.of("");

    @Test
    void losesNothingAndGoesOnWhenThereIsRoomAgain() throws Exception {
        Path file = Files.writeString(folder.resolve("mails.mbox"), mails());
        for (int megabytes : List.of(1, 4)) {
            String said = importWithin(megabytes, file);
            assertThat(said).as(megabytes + " MB").contains("ArchiveException").doesNotContain("kauha");
        }

        try (Archive archive = Archive.open(folder.resolve("archive"), InstantSource.system())) {
            ImportReport rest = archive.take(KEEPER, Archive.Order.of(List.of(file), "parents"), 2, progress -> {});

            assertThat(rest.known()).as("nothing is read again").isZero();
            assertThat(archive.facets(KEEPER, "kauha").groups()).containsExactly(new Facets.Count("parents", MAILS));
            for (long number = 1; number <= MAILS; number += 37) {
                assertThat(new String(archive.mail(KEEPER, number).orElseThrow(), StandardCharsets.UTF_8))
                        .isEqualTo(mail((int) number - 1));
            }
        }
    }

    /** No file may be larger, as if the disk ended there (POSIX, ulimit). */
    private String importWithin(int megabytes, Path file) throws Exception {
        Process process = new ProcessBuilder("bash", "-c", "ulimit -f " + megabytes * 1_024 + "; exec \"$@\"", "bash",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
                "-XX:-UsePerfData", "-cp", System.getProperty("java.class.path"), ImportProcess.class.getName(),
                folder.resolve("archive").toString(), file.toString()).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(1);
        return said;
    }

    private static String mails() {
        var text = new StringBuilder();
        for (int number = 0; number < MAILS; number++) {
            text.append("From a@example.org Mon Jan  6 10:00:00 2020\n").append(mail(number)).append('\n');
        }
        return text.toString();
    }

    /** Of words that hardly can be pressed. */
    private static String mail(int number) {
        var words = new StringBuilder("kauha");
        var random = new Random(number);
        for (int word = 0; word < 250; word++) {
            words.append(word % 10 == 0 ? '\n' : ' ').append(Long.toString(random.nextLong() >>> 1, 36));
        }
        return "Message-ID: <" + number + "@example.org>\nFrom: a@example.org\nSubject: s\n\n" + words + "\n";
    }
}
