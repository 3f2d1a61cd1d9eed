package org.dialoguehub.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    private static final Setting<URI> SERVER = Setting.uri("server", "Address of your server");
    private static final Setting<Secret> TOKEN = Setting.secret("token", "Token").where(token -> {
        if (token.reveal().contains(" ")) {
            throw new IllegalArgumentException("a token has no spaces");
        }
    });
    private static final Setting<Integer> PAGE_SIZE =
            Setting.between(Setting.integer("page-size", "Posts asked for at once"), 1, 40, "Mastodon").orElse(40);
    private static final Setting<Optional<String>> FOLDER = Setting.text("folder", "Folder").optional();
    private static final Setting<Doubt> ON_DOUBT = Setting.choice("on-doubt", "What to do", Doubt.class).orElse(Doubt.ASK_ME);
    private static final List<Setting<?>> ALL = List.of(SERVER, TOKEN, PAGE_SIZE, FOLDER, ON_DOUBT);

    private enum Doubt {
        ASK_ME,
        REPEAT
    }

    @Test
    void readsWhatIsSetAndFillsInWhatIsNot() throws SettingsException {
        Settings settings = Settings.read(ALL, Map.of("server", "https://example.org", "token", "hunter2", "on-doubt", "repeat"));

        assertThat(settings.get(SERVER)).isEqualTo(URI.create("https://example.org"));
        assertThat(settings.get(TOKEN)).isEqualTo(new Secret("hunter2"));
        assertThat(settings.get(PAGE_SIZE)).isEqualTo(40);
        assertThat(settings.get(FOLDER)).isEmpty();
        assertThat(settings.get(ON_DOUBT)).isEqualTo(Doubt.REPEAT);
    }

    @Test
    void namesEveryMistakeAtOnce() {
        var wrong = catchThrowableOfType(
                SettingsException.class,
                () -> Settings.read(ALL, Map.of("page-size", "80", "on-doubt", "guess", "token", "hunter 2", "sever", "x")));

        assertThat(wrong.problems()).extracting(Problem::message).containsExactly(
                "'server' is missing: Address of your server (address)",
                "'token' is ***; a token has no spaces",
                "'page-size' is 80; Mastodon allows 1 to 40",
                "'on-doubt' is guess; one of ask-me, repeat is needed",
                "'sever' is not a setting here; there are server, token, page-size, folder, on-doubt");
        assertThat(wrong.getMessage()).doesNotContain("hunter");
    }

    @Test
    void printsNoSecret() throws SettingsException {
        Settings settings = Settings.read(ALL, Map.of("server", "https://example.org", "token", "hunter2"));

        assertThat(settings.toString()).contains("token: ***").doesNotContain("hunter2");
        assertThat(new Secret("hunter2")).hasToString("***").hasSameHashCodeAs(new Secret("other"));
    }

    @Test
    void refusesASettingThatItWasNotReadBy() throws SettingsException {
        Settings settings = Settings.read(List.of(FOLDER), Map.of());

        assertThatThrownBy(() -> settings.get(SERVER)).hasMessage("'server' is not among these settings");
    }

    @ParameterizedTest @CsvSource({"30s, PT30S", "5m, PT5M", "2h, PT2H", "1d, P1D", "PT1H30M, PT1H30M", "1h30m, PT1H30M", "pt5s, PT5S"})
    void readsTimes(String written, Duration time) throws SettingsException {
        assertThat(read(Setting.duration("wait", "Wait"), written)).isEqualTo(time);
    }

    @ParameterizedTest @ValueSource(strings = {"", "5", "soon", "-5s", "5 m", "1w"})
    void refusesWhatIsNoTime(String written) {
        assertThatThrownBy(() -> read(Setting.duration("wait", "Wait"), written)).hasMessageStartingWith("'wait' is " + written + ";");
    }

    @ParameterizedTest @CsvSource({"yes, true", "TRUE, true", "on, true", "no, false", "false, false", "Off, false"})
    void readsYesAndNo(String written, boolean truth) throws SettingsException {
        assertThat(read(Setting.yesNo("tls", "TLS"), written)).isEqualTo(truth);
    }

    @Test
    void readsLists() throws SettingsException {
        assertThat(read(Setting.texts("tags", "Tags"), " a, b ,,c ")).containsExactly("a", "b", "c");
    }

    @ParameterizedTest @ValueSource(strings = {"example.org", "/path", ":", "http://exa mple"})
    void refusesWhatIsNoAddress(String written) {
        assertThatThrownBy(() -> read(SERVER, written)).isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("'server' is " + written + ";");
    }

    @Test
    void refusesWhatIsNoWholeNumberBelowItsRange() {
        assertThatThrownBy(() -> read(PAGE_SIZE, "0")).hasMessage("'page-size' is 0; Mastodon allows 1 to 40");
        assertThatThrownBy(() -> read(PAGE_SIZE, "4.5")).hasMessage("'page-size' is 4.5; a whole number is needed");
        assertThat(PAGE_SIZE.kind()).isEqualTo("1 to 40");
    }

    private static <T> T read(Setting<T> setting, String written) throws SettingsException {
        return Settings.read(List.of(setting), Map.of(setting.key(), written)).get(setting);
    }
}
