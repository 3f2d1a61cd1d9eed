package org.dialoguehub.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import org.dialoguehub.archive.SearchRequest.Order;
import org.dialoguehub.archive.SearchRequest.Unit;
import org.dialoguehub.engine.Principal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KillTest {
    private static final Principal KEEPER = new Principal.Keeper("operator");
    private static final int MAILS = 12_000;

    @TempDir Path folder;

    @Test
    void goesOnAfterBeingKilledAtAnyTime() throws Exception {
        Path file = Files.writeString(folder.resolve("mails.mbox"), mails());
        var random = new Random(1);
        for (int kill = 0; kill < 4; kill++) {
            importUntilKilled(file, 200 + random.nextInt(2_300));
        }

        try (Archive archive = Archive.open(folder.resolve("archive"), InstantSource.system())) {
            ImportReport rest =
                    archive.take(KEEPER, new Archive.Order(List.of(file), List.of(), "parents", false, false), 2, progress -> {});

            assertThat(rest.kept()).isLessThan(MAILS);
            assertThat(rest.known()).isZero();
            assertThat(count(archive, "kauha")).isEqualTo(MAILS);
            assertThat(archive.thread(KEEPER, MAILS)).hasSize(100);
            for (long number = 1; number <= MAILS; number += 97) {
                assertThat(new String(archive.mail(KEEPER, number).orElseThrow(), StandardCharsets.UTF_8))
                        .isEqualTo(mail((int) number - 1));
            }
        }
    }

    /** Starts an import, and kills it once it has come so far. */
    private void importUntilKilled(Path file, long mails) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"), ImportProcess.class.getName(),
                folder.resolve("archive").toString(), file.toString()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        long at = 0;
        try (BufferedReader said = process.inputReader()) {
            for (String line = said.readLine(); line != null && at < mails; line = said.readLine()) {
                at = Long.parseLong(line);
            }
            process.destroyForcibly().waitFor();
        }
        assertThat(at).isPositive();
    }

    private static long count(Archive archive, String query) throws QueryException {
        long count = 0;
        String cursor = "";
        do {
            SearchResult page = archive.find(KEEPER, new SearchRequest(query, 100, cursor, Order.NEWEST, Unit.MESSAGES));
            count += page.hits().size();
            cursor = page.next().orElse("");
        } while (!cursor.isEmpty());
        return count;
    }

    private static String mails() {
        var text = new StringBuilder();
        for (int number = 0; number < MAILS; number++) {
            text.append("From a@example.org Mon Jan  6 10:00:00 2020\n").append(mail(number)).append('\n');
        }
        return text.toString();
    }

    /** A hundred mails a thread. */
    private static String mail(int number) {
        String above = number % 100 == 0 ? "" : "In-Reply-To: <" + (number - 1) + "@example.org>\n";
        return "Message-ID: <" + number + "@example.org>\nFrom: a@example.org\nSubject: s\n" + above + "\nkauha " + number + "\n";
    }
}
