package org.dialoguehub.bridge;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** The few words that a bridge adds of its own, in the language of its readers. */
record Words(Locale language) {
    /** A language that we lack is answered in English, whatever the language of the machine is. */
    private static final ResourceBundle.Control NO_FALLBACK = ResourceBundle.Control
            .getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    String say(String key, Object... values) {
        String pattern = ResourceBundle.getBundle("org.dialoguehub.bridge.words", language, NO_FALLBACK)
                .getString(key);
        return new MessageFormat(pattern, language).format(values);
    }
}
