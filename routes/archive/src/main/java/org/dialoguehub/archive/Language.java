package org.dialoguehub.archive;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The languages whose words are found in every form of theirs. */
enum Language {
    ENGLISH("the and that this with for you have are not what which would there from your but will can please "
            + "thanks they been about"),
    FINNISH("ja että ei olen joka mutta niin kun myös sitä mitä voi sekä oli kuin jos tämä nyt kiitos terveisin "
            + "ovat hän minä tai vielä siis kaikki onko meidän"),
    SWEDISH("och att det som inte är på jag till av har ett kan vi från så hälsningar också med för eller mycket "
            + "skulle hej"),
    GERMAN("und der die das nicht ist ich ein eine zu mit auf wir auch sich wenn aber oder für bei dem grüße "
            + "kann noch"),
    /** Any other, or one not known. */
    OTHER("");

    /** How many words tell a language; more make it no surer. */
    private static final int ENOUGH = 80;

    private static final int LEAST = 2;
    private static final Map<String, Language> TELLING = telling();

    private final String words;

    /** @param words that tell it, with blanks between them */
    Language(String words) {
        this.words = words;
    }

    /** The language in which most of the small words at the beginning of a text are. */
    static Language of(String text) {
        Map<Language, Integer> counts = new EnumMap<>(Language.class);
        int words = 0;
        int start = -1;
        for (int at = 0; at <= text.length() && words < ENOUGH; at++) {
            boolean letter = at < text.length() && Character.isLetter(text.charAt(at));
            if (letter && start < 0) {
                start = at;
            } else if (!letter && start >= 0) {
                words++;
                if (at - start <= 10) {
                    Language told = TELLING.get(text.substring(start, at).toLowerCase(Locale.ROOT));
                    if (told != null) {
                        counts.merge(told, 1, Integer::sum);
                    }
                }
                start = -1;
            }
        }
        return counts.entrySet().stream().filter(each -> each.getValue() >= LEAST).max(Map.Entry.comparingByValue()).map(Map.Entry::getKey)
                .orElse(OTHER);
    }

    private static Map<String, Language> telling() {
        Map<String, Language> telling = new HashMap<>();
        for (Language language : values()) {
            for (String word : language.words.split(" ")) {
                telling.put(word, language);
            }
        }
        return Map.copyOf(telling);
    }
}
