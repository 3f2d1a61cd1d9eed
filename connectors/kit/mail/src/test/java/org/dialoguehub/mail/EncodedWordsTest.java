package org.dialoguehub.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Encoded words of RFC 2047, as they really come. */
class EncodedWordsTest {
    @ParameterizedTest @ValueSource(strings = {"ä", "äb", "äbc", "kahvi lähtö kiitos wiex", "ääääää", "😀", "a?=b=?c"})
    void readsBase64WhateverItsPadding(String text) {
        String encoded = "=?utf-8?b?" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "?=";

        assertThat(EncodedWords.decode("Re: [parents] " + encoded)).isEqualTo("Re: [parents] " + text);
        assertThat(EncodedWords.decode(encoded + " " + encoded)).isEqualTo(text + text);
        assertThat(EncodedWords.decode(encoded + encoded + "!")).isEqualTo(text + text + "!");
    }

    @ParameterizedTest @CsvSource(delimiter = '|', value = {
            "=?iso-8859-1?Q?p=E4iv=E4?= | päivä", "=?utf-8?q?a_b?= c | a b c", "=?utf-8?q?open | =?utf-8?q?open", "=?=?=?= | =?=?=?="
    })
    void readsWhatIsOneAndLeavesTheRest(String header, String text) {
        assertThat(EncodedWords.decode(header)).isEqualTo(text);
    }
}
