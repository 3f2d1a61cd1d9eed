package org.dialoguehub.toolkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.net.URI;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dialoguehub.model.RichText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlHostileTest {
    /** Far above what linear cost needs, far below what quadratic cost would take. */
    private static final Duration AMPLE = Duration.ofSeconds(60);

    private static final HtmlWriter WRITER = HtmlWriter.forMail(blob -> URI.create("cid:x"));

    @Test
    void readsTenMegabytesOfOpenDivs() {
        assertThat(readInTime("<div>".repeat(2_000_000) + "end").plainText()).isEqualTo("end");
    }

    @ParameterizedTest @ValueSource(strings = {
            "<blockquote>", "<ul><li>", "<ol>", "<b>", "<b><i>x", "<a href=https://example.org>x", "<table><tr><td>x", "<p><b><i><s><code>",
            "<pre>x",
            "<h1>x", "<div\0", "<x\0", "\0", "\uD800", "&", "&a", "<", "<!--", "<br>x", "&nbsp;<br>", "x<div>&nbsp;</div>", "<q>", "<li>x",
            "<td>x<td>", "%",
            "<svg>", "</p>", "<script>", "<img src=https://example.org/a.png>", " <b> </b>", "<a href='", "<details>x"
    })
    void readsAnythingTenThousandTimesOver(String part) {
        RichText text = readInTime(part.repeat(10_000) + "\">end");

        assertThat(Depth.of(text)).isLessThanOrEqualTo(RichText.DEEPEST);
        assertTimeoutPreemptively(AMPLE, () -> WRITER.write(text));
        assertTimeoutPreemptively(AMPLE, text::plainText);
    }

    @Test
    void readsAHundredThousandAttributes() {
        String attributes = IntStream.range(0, 100_000).mapToObj(each -> " a" + each + "=1").collect(Collectors.joining());

        assertThat(readInTime("<p" + attributes + ">end").plainText()).isEqualTo("end");
    }

    @ParameterizedTest @ValueSource(strings = {"<%s>end", "<p %s>end", "<p a=%s>end", "<!%s>end", "<p title='%s'>end", "</%s>end",
            "<a href='https://example.org/%s'>end</a>", "<p style='%s'>end"})
    void readsNamesOfAMegabyte(String html) {
        assertThat(readInTime(html.formatted("x".repeat(1_000_000))).ownWords()).startsWith("end");
    }

    @Test
    void keepsTheWordsThatAreNestedTooDeep() {
        String html = IntStream.range(0, 10_000).mapToObj(each -> "<blockquote>w" + each + " ").collect(Collectors.joining());

        String plain = readInTime(html).plainText();

        assertThat(plain).contains("w0\n").contains("w49").contains("w9999");
    }

    private static RichText readInTime(String html) {
        return assertTimeoutPreemptively(AMPLE, () -> new HtmlReader().read(html));
    }
}
