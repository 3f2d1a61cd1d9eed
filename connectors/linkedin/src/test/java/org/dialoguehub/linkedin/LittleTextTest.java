package org.dialoguehub.linkedin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LittleTextTest {
    @ParameterizedTest @CsvSource(delimiter = ';', quoteCharacter = '"', value = {
            "Pool opens at 8; Pool opens at 8",
            "The pool (outdoors) opens; The pool \\(outdoors\\) opens",
            "a|b {c} @d [e] <f> g#h \\i *j* k_l ~m; a\\|b \\{c\\} \\@d \\[e\\] \\<f\\> g\\#h \\\\i \\*j\\* k\\_l \\~m",
            "https://example.org/a_b; https://example.org/a\\_b",
            "#Pool opens; {hashtag|\\#|Pool} opens",
            "at #pool_8, (#café); at {hashtag|\\#|pool\\_8}, \\({hashtag|\\#|café}\\)",
            "number #8 and C# and ##x; number \\#8 and C\\# and \\#\\#x",
            "https://example.org/#part; https://example.org/\\#part"})
    void escapesWhatIsReserved(String seen, String written) {
        assertThat(LittleText.write(seen)).isEqualTo(written);
        assertThat(LittleText.read(written)).isEqualTo(seen);
    }

    @ParameterizedTest @CsvSource(delimiter = ';', value = {
            "Hello @[Acme Corp](urn:li:organization:1234); Hello Acme Corp",
            "@[Eddy \\(he\\)] (urn:li:person:1234); Eddy (he)",
            "on {hashtag|#|Technology} and; on #Technology and",
            "a plain #hashtag; a plain #hashtag",
            "not (well) formed @[x; not (well) formed @[x",
            "ends with \\; ends with \\"})
    void readsWhatOthersHaveWritten(String written, String seen) {
        assertThat(LittleText.read(written)).isEqualTo(seen);
    }

    @Test
    void readsBackWhateverItHasWritten() {
        String[] pieces =
                {"a", "Z", "9", " ", "\n", "é", "🏊", "漢", "|", "{", "}", "@", "[", "]", "(", ")", "<", ">", "#", "\\", "*", "_", "~",
                        "#tag", "@[A](urn:li:person:1)", "{hashtag|#|x}", "\\\\", "$1", "https://example.org/?a_b=(c)"};
        for (int seed = 0; seed < 3_000; seed++) {
            var random = new Random(seed);
            var text = new StringBuilder();
            for (int each = random.nextInt(20); each >= 0; each--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }

            assertThat(LittleText.read(LittleText.write(text.toString()))).as("seed %d", seed).isEqualTo(text.toString());
        }
    }
}
