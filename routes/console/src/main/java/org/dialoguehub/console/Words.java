package org.dialoguehub.console;

import io.javalin.http.Context;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;

/** What the pages say, in one language. */
record Words(Locale language, ResourceBundle texts) {
    private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.of("fi"), Locale.of("sv"));
    private static final int LONGEST_WISH = 500;

    static Words in(Locale language) {
        return new Words(
                language,
                ResourceBundle.getBundle(
                        "org.dialoguehub.console.console",
                        language,
                        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)));
    }

    /**
     * In the language that a reader wishes most of those there are; else English.
     *
     * @param wishes as in the header Accept-Language (RFC 9110)
     */
    static Words wished(String wishes) {
        return in(language(wishes).orElse(Locale.ENGLISH));
    }

    /** In the language of whoever asks. */
    static Words of(Context context) {
        return wished(Optional.ofNullable(context.header("Accept-Language")).orElse(""));
    }

    private static Optional<Locale> language(String wishes) {
        if (wishes.isBlank() || wishes.length() > LONGEST_WISH) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(Locale.lookup(Locale.LanguageRange.parse(wishes), LANGUAGES));
        } catch (IllegalArgumentException senseless) {
            return Optional.empty();
        }
    }

    String say(String key, Object... values) {
        return values.length == 0 ? texts.getString(key) : new MessageFormat(texts.getString(key), language).format(values);
    }
}
