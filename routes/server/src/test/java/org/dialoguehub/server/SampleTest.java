package org.dialoguehub.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
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

        var said = new StringWriter();
        int code = Main.execute(new PrintWriter(said), new PrintWriter(said), "check", "--file", sample.toString());

        assertThat(code).as(said.toString()).isZero();
    }
}
