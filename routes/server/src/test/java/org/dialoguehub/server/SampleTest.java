package org.dialoguehub.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The {@code hub.yaml} that lies in the distribution. */
class SampleTest {
    @TempDir Path folder;

    @Test
    void isWellFormedAndItsChannelAnswers() throws IOException {
        Path sample = Files.copy(Path.of("src/dist/hub.yaml"), folder.resolve("hub.yaml"));

        assertThat(Main.execute(new PrintWriter(Writer.nullWriter()), new PrintWriter(Writer.nullWriter()), "check", "--file",
                sample.toString())).isZero();
    }
}
