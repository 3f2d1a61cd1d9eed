package org.dialoguehub.mail;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Lets a fuzzer look for bytes that nothing can be read from; it begins with the golden mails. Briefly in each build. */
class MailFuzzTest {
    @MethodSource("mails") @FuzzTest(maxDuration = "10s")
    void readsAnyBytes(byte[] mail) throws IOException {
        Told.by(mail);
    }

    static Stream<byte[]> mails() throws IOException {
        return GoldenMailTest.mails().stream().map(MailFuzzTest::bytes);
    }

    private static byte[] bytes(Path mail) {
        try {
            return Files.readAllBytes(mail);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
