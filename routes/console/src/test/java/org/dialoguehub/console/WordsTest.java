package org.dialoguehub.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {
    @ParameterizedTest @CsvSource(delimiter = '|', value = {
            "fi-FI,fi;q=0.9,en;q=0.8 | fi", "sv-FI, fi;q=0.7 | sv", "de-DE,de;q=0.9,sv;q=0.2 | sv", "de | en", "* | en",
            "en;q=0.1,fi;q=0.2 | fi",
            "'' | en", ";;;=q | en", "fi;q=x | en"
    })
    void speaksTheLanguageThatTheReaderWishesMost(String wishes, String language) {
        assertThat(Words.wished(wishes).language().getLanguage()).isEqualTo(language);
    }

    @Test
    void doesNotReadEndlessWishes() {
        assertThat(Words.wished("fi,".repeat(100_000)).language()).isEqualTo(Locale.ENGLISH);
    }

    @ParameterizedTest @ValueSource(strings = {"fi", "sv"})
    void saysAllInEveryLanguage(String language) {
        var there = Words.in(Locale.of(language)).texts();
        var english = Words.in(Locale.ENGLISH).texts();

        assertThat(there.getLocale()).isEqualTo(Locale.of(language));
        assertThat(english.keySet()).allSatisfy(key -> {
            assertThat(there.keySet()).contains(key);
            assertThat(MessageFormat.format(there.getString(key), 1, 2).replaceAll("\\D", ""))
                    .isEqualTo(MessageFormat.format(english.getString(key), 1, 2).replaceAll("\\D", ""));
        });
        assertThat(there.keySet()).hasSameSizeAs(english.keySet());
    }

    @Test
    void formatsWhatItIsGiven() {
        List<Words> all = List.of(Words.in(Locale.ENGLISH), Words.in(Locale.of("fi")), Words.in(Locale.of("sv")));

        assertThat(all).extracting(words -> words.say("thread.size", 1)).containsExactly("one message", "yksi viesti", "ett meddelande");
        assertThat(all).extracting(words -> words.say("thread.size", 12)).containsExactly("12 messages", "12 viestiä", "12 meddelanden");
        assertThatCode(() -> all.forEach(words -> words.say("size.megabytes", 2.5))).doesNotThrowAnyException();
    }
}
