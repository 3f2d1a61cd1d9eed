package org.dialoguehub.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.dialoguehub.settings.Problem;
import org.dialoguehub.settings.Setting;
import org.dialoguehub.settings.Settings;
import org.dialoguehub.settings.SettingsException;
import org.junit.jupiter.api.Test;

/** What the settings of every connector are like. */
public interface SettingsContract extends ConnectorContract {
    @Test
    default void namesItsSettingsAlike() {
        List<Setting<?>> settings = connector().spec().settings();

        assertThat(settings).extracting(Setting::key).doesNotHaveDuplicates()
                .allMatch(Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*").asMatchPredicate());
        assertThat(settings).extracting(Setting::title).allMatch(title -> !title.isBlank() && !title.contains("\n"));
    }

    @Test
    default void keepsSecretWhatSoundsLikeASecret() {
        assertThat(connector().spec().settings())
                .filteredOn(setting -> setting.key().matches(".*(password|secret|token|api-key).*"))
                .allMatch(Setting::secret);
    }

    @Test
    default void readsTheSettingsOfItsNetwork() throws SettingsException {
        try (NetworkUnderTest network = network()) {
            assertThat(Settings.read(connector().spec().settings(), network.settings())).isNotNull();
        }
    }

    @Test
    default void namesEverySettingThatIsMissing() {
        List<String> required = connector().spec().settings().stream()
                .filter(setting -> setting.fallback().isEmpty())
                .<String>map(Setting::key)
                .toList();
        assumeFalse(required.isEmpty(), "No setting is required");

        SettingsException wrong = catchThrowableOfType(SettingsException.class,
                () -> Settings.read(connector().spec().settings(), Map.of()));

        assertThat(wrong.problems()).extracting(Problem::key).containsExactlyElementsOf(required);
    }

    @Test
    default void showsNoSecretThatIsWrong() {
        try (NetworkUnderTest network = network()) {
            for (Setting<?> setting : connector().spec().settings()) {
                if (setting.secret()) {
                    var written = new HashMap<>(network.settings());
                    written.put(setting.key(), "hunter2 \u00E4\n");

                    SettingsException wrong = catchThrowableOfType(SettingsException.class,
                            () -> Settings.read(connector().spec().settings(), written));

                    assertThat(wrong == null ? "" : wrong.getMessage()).doesNotContain("hunter2");
                }
            }
        }
    }
}
