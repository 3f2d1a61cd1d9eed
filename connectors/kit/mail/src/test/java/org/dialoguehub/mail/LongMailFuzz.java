package org.dialoguehub.mail;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** The same as {@link MailFuzzTest} for hours; run by name only. */
class LongMailFuzz {
    @MethodSource("mails") @FuzzTest(maxDuration = "8h")
    void readsAnyBytes(byte[] mail) throws IOException {
        Told.by(mail);
    }

    static Stream<byte[]> mails() throws IOException {
        return MailFuzzTest.mails();
    }
}
