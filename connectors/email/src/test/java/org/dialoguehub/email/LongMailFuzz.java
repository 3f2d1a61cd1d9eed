package org.dialoguehub.email;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** The same as {@link MailFuzzTest} for hours; run by name only. */
class LongMailFuzz {
    @MethodSource("mails") @FuzzTest(maxDuration = "8h")
    void makesANoteOfAnyBytes(byte[] mail) throws IOException {
        HostileMailTest.event(mail);
    }

    static Stream<byte[]> mails() throws IOException {
        return MailFuzzTest.mails();
    }
}
