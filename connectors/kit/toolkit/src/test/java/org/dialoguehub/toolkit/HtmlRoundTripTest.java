package org.dialoguehub.toolkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.dialoguehub.model.BlobId;
import org.dialoguehub.model.RichText;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlRoundTripTest {
    private static final HtmlReader READER = new HtmlReader(cid -> Optional.of(new BlobId(cid.substring(0, 64))));
    private static final HtmlWriter WRITER = HtmlWriter.forMail(blob -> URI.create("cid:" + blob + "@example.org"));
    private static final int CASES = 700;

    @ParameterizedTest(name = "seed {0}") @ValueSource(longs = {1, 2, 3})
    void readsBackWhatWasWritten(long seed) {
        var texts = new RandomText(new Random(seed));
        for (int round = 0; round < CASES; round++) {
            RichText text = texts.next();

            assertThat(READER.read(WRITER.write(text))).as("round %d: %s", round, WRITER.write(text)).isEqualTo(text);
        }
    }

    @ParameterizedTest(name = "seed {0}") @ValueSource(longs = {4, 5, 6})
    void readsAnythingIntoATextThatStaysTheSame(long seed) {
        var soups = new RandomSoup(new Random(seed));
        for (int round = 0; round < CASES; round++) {
            String soup = soups.next();

            RichText text = READER.read(soup);

            assertThat(READER.read(WRITER.write(text))).as("round %d: %s", round, soup).isEqualTo(text);
            assertThat(Depth.of(text)).isLessThanOrEqualTo(RichText.DEEPEST);
            String plain = text.plainText();
            assertThat(new String(plain.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)).isEqualTo(plain);
            assertThatNoException().isThrownBy(text::hashCode);
        }
    }
}
