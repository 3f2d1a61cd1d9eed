package org.dialoguehub.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {
    @TempDir Path folder;

    private final Random random = new Random(5);

    @Test
    void makesAKeyForItsOwnerAloneOnceItIsNeeded() throws IOException {
        var keys = file();
        assertThat(keys.file()).doesNotExist();

        List<byte[]> made = keys.get();

        assertThat(made).hasSize(1);
        assertThat(made.getFirst()).hasSize(32);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys.file()))).isEqualTo("rw-------");
        assertThat(keys.get().getFirst()).isEqualTo(made.getFirst());
        try (var files = Files.list(folder.resolve("config"))) {
            assertThat(files).containsExactly(keys.file());
        }
    }

    @Test
    void putsANewKeyBeforeTheOthers() throws IOException {
        var keys = file();
        byte[] first = keys.get().getFirst();

        keys.rotate();

        assertThat(keys.get()).hasSize(2);
        assertThat(keys.get().getFirst()).isNotEqualTo(first);
        assertThat(keys.get().getLast()).isEqualTo(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys.file()))).isEqualTo("rw-------");
    }

    @Test
    void takesTheKeysOfTheEnvironmentAndMakesNoFile() {
        var keys = file();
        String one = Base64.getEncoder().encodeToString(new byte[32]);

        assertThat(KeyFile.standard(Map.of("HUB_KEY", one + "," + one), keys).get()).hasSize(2);
        assertThat(keys.file()).doesNotExist();
    }

    @Test
    void saysWhatAKeyIsAndShowsNoneOfIt() {
        for (String wrong : List.of("", "hunter2hunter2", "aHVudGVyMg==", "*hunter2*")) {
            assertThatThrownBy(() -> KeyFile.standard(Map.of("HUB_KEY", wrong), file()).get())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("HUB_KEY")
                    .hasMessageContaining("openssl")
                    .hasMessageNotContaining("hunter2")
                    .hasNoCause();
        }
    }

    @Test
    void isApartFromTheDataUnlessToldOtherwise() {
        assertThat(KeyFile.usual(Map.of(), Path.of("/home/hub"))).isEqualTo(Path.of("/home/hub/.config/dialogue-hub/keys"));
        assertThat(KeyFile.usual(Map.of("XDG_CONFIG_HOME", "/etc/xdg"), Path.of("/home/hub")))
                .isEqualTo(Path.of("/etc/xdg/dialogue-hub/keys"));
    }

    private KeyFile file() {
        return new KeyFile(folder.resolve("config").resolve("keys"), random);
    }
}
