package org.dialoguehub.adaptation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dialoguehub.adaptation.Sample.link;
import static org.dialoguehub.adaptation.Sample.mention;
import static org.dialoguehub.adaptation.Sample.note;
import static org.dialoguehub.adaptation.Sample.paragraph;
import static org.dialoguehub.adaptation.Sample.text;
import static org.dialoguehub.adaptation.Sample.weighted;
import static org.dialoguehub.adaptation.Sample.words;

import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.dialoguehub.adaptation.Change.Kind;
import org.dialoguehub.model.Attachment;
import org.dialoguehub.model.BlobId;
import org.dialoguehub.model.Block;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.RichText;
import org.dialoguehub.model.Span;
import org.dialoguehub.text.TextRules;
import org.dialoguehub.text.TextRules.Form;
import org.junit.jupiter.api.Test;

class SplittingTest {
    @Test
    void saysAShortTextAsItIs() {
        assertThat(words(Adaptation.to(weighted(20)).of(note("a".repeat(20))))).containsExactly("a".repeat(20));
    }

    @Test
    void endsPartsWithSentences() {
        Adapted adapted = Adaptation.to(weighted(60))
                .of(note("The gala is over. We thank all who helped us. The results are out now, and next year we meet again."));

        assertThat(words(adapted)).containsExactly(
                "The gala is over. We thank all who helped us. (1/2)", "The results are out now, and next year we meet again. (2/2)");
        assertThat(adapted.changes()).containsExactly(new Change(Kind.SPLIT, "2"));
    }

    @Test
    void endsPartsWithParagraphsBeforeSentences() {
        Adapted adapted =
                Adaptation.to(weighted(50)).of(note("The gala is over now.\n\nThank you. And now we need people for the cleaning."));

        assertThat(words(adapted).getFirst()).isEqualTo("The gala is over now. (1/2)".replace("1/2", "1/" + adapted.parts().size()));
    }

    @Test
    void takesNoAbbreviationForAnEnd() {
        Adapted adapted = Adaptation.to(weighted(40)).of(note("We thank Mr. Korhonen and, e.g. Mrs. Virtanen for it all"));

        assertThat(words(adapted)).containsExactly("We thank Mr. Korhonen and, e.g. (1/2)", "Mrs. Virtanen for it all (2/2)");
    }

    @Test
    void breaksNoLinkNameOrTopic() {
        RichText text = paragraph(text("Now see "), link("all the results of today", "https://example.org/results"), text(" and "),
                mention("@Anna Maria"), text(" or "), new Span.Hashtag("swimming"));
        var rules = new TextRules(String::length, 36, EnumSet.of(Form.LINK));
        Directory all = Optional::of;

        Adapted adapted = Adaptation.to(rules).with(all).of(note(text));

        assertThat(words(adapted)).containsExactly("Now see (1/3)",
                "all the results of today <https://example.org/results> (2/3)".replace(" (2/3)", " and (2/3)"),
                "@Anna Maria or #swimming (3/3)");
        assertThat(adapted.parts().get(2).body().blocks().getFirst()).isEqualTo(new Block.Paragraph(
                List.of(mention("@Anna Maria"), text(" or "), new Span.Hashtag("swimming"), text(" (3/3)"))));
    }

    @Test
    void countsAsTheNetworkDoes() {
        String address = "https://example.org/" + "a".repeat(100);

        assertThat(words(Adaptation.to(weighted(40)).of(note("See " + address + " soon")))).containsExactly("See " + address + " soon");
    }

    @Test
    void breaksChineseBetweenWordsAndNeverASignOfSeveralCharacters() {
        String family = "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67";
        Adapted adapted = Adaptation.to(weighted(30)).of(note("游泳比赛结束了。谢谢所有帮助我们的人" + family.repeat(3) + "明年再见"));

        assertThat(String.join("", words(adapted)).replaceAll(" \\(\\d/\\d\\)", ""))
                .isEqualTo("游泳比赛结束了。谢谢所有帮助我们的人" + family.repeat(3) + "明年再见");
        assertThat(words(adapted)).noneMatch(part -> part.startsWith("\u200D") || part.contains("\u200D ("));
        assertThat(words(adapted).getFirst()).isEqualTo("游泳比赛结束了。 (1/" + adapted.parts().size() + ")");
    }

    @Test
    void breaksWhatIsLongerThanAPartAndSaysSo() {
        Adapted adapted = Adaptation.to(weighted(20)).of(note("b".repeat(30)));

        assertThat(words(adapted)).containsExactly("b".repeat(14) + " (1/3)", "b".repeat(14) + " (2/3)", "bb (3/3)");
        assertThat(adapted.changes()).contains(new Change(Kind.BROKEN, ""));
    }

    @Test
    void makesRoomForNumbersOfTwoDigits() {
        Adapted adapted = Adaptation.to(weighted(20)).of(note("word ".repeat(30)));

        assertThat(adapted.parts().size()).isBetween(10, 25);
        assertThat(words(adapted)).allMatch(part -> part.length() <= 20).last().asString()
                .endsWith("(" + adapted.parts().size() + "/" + adapted.parts().size() + ")");
    }

    @Test
    void refusesMoreParts() {
        Adapted adapted = Adaptation.to(weighted(20)).of(note("word ".repeat(300)));

        assertThat(adapted.refusal()).contains("The text needs more than 25 parts of 20");
    }

    @Test
    void givesFilesToTheFirstPart() {
        var file = new Attachment("team.jpg", "image/jpeg", 10, Optional.empty(), new BlobId("a".repeat(64)), false);

        List<Note> parts = Adaptation.to(weighted(20)).of(note("word ".repeat(5)).withAttachments(List.of(file))).parts();

        assertThat(parts.getFirst().attachments()).containsExactly(file);
        assertThat(parts.subList(1, parts.size())).allMatch(part -> part.attachments().isEmpty());
    }

    @Test
    void countsLaterPartsAsTheAnswersTheyAre() {
        TextRules rules = weighted(50).answering(20);

        List<String> parts = words(Adaptation.to(rules).of(note("word ".repeat(20))));

        assertThat(parts.getFirst()).hasSizeBetween(21, 50);
        assertThat(parts.subList(1, parts.size())).allMatch(part -> part.length() <= 20);
    }

    @Test
    void refusesWhereNoPartCouldAnswerTheOneBefore() {
        assertThat(Adaptation.to(weighted(20).answering(0)).of(note("word ".repeat(5))).refusal())
                .contains("The text counts 24; 20 are allowed");
    }

    @Test
    void shortensAfterASentenceWithALinkToTheWhole() {
        Adaptation adaptation = Adaptation.to(weighted(60)).with(Overflow.SHORTEN).linking(URI.create("https://example.org/notes/17"));

        Adapted adapted = adaptation.of(note("The gala is over, thank you. The results are out now, and next year we meet again."));

        assertThat(words(adapted)).containsExactly("The gala is over, thank you. … https://example.org/notes/17");
        assertThat(adapted.changes()).containsExactly(new Change(Kind.SHORTENED, "28"));
    }

    @Test
    void shortensBehindAWord() {
        Adaptation adaptation = Adaptation.to(weighted(20)).with(Overflow.SHORTEN);

        assertThat(words(adaptation.of(note("The gala is over and done")))).containsExactly("The gala is over…");
    }

    @Test
    void refusesWhereNothingIsToBeChanged() {
        assertThat(Adaptation.to(weighted(20)).with(Overflow.REFUSE).of(note("word ".repeat(10))).refusal())
                .contains("The text counts 49; 20 are allowed");
    }

    @Test
    void losesNothingAndBreaksNothingWhateverTheText() {
        for (long seed = 0; seed < 300; seed++) {
            var random = new Random(seed);
            RichText text = anyText(random);
            TextRules rules = weighted(60 + random.nextInt(250));

            Adapted adapted = new Adaptation(rules, Overflow.SPLIT, 1_000, Optional::of, Optional.empty()).of(note(text));

            assertThat(words(adapted)).as("seed %s", seed).allMatch(part -> rules.counter().count(part) <= rules.limit());
            assertThat(withoutNumbers(adapted)).as("seed %s", seed).isEqualTo(bare(new Forms(rules, Optional::of).of(text).ownWords()));
            assertThat(adapted.changes()).as("seed %s", seed).extracting(Change::kind).doesNotContain(Kind.BROKEN);
            for (String address : addresses(text)) {
                assertThat(words(adapted)).as("seed %s", seed).anyMatch(part -> part.contains(address));
            }
        }
    }

    private static String withoutNumbers(Adapted adapted) {
        return bare(String.join(" ", words(adapted).stream()
                .map(part -> adapted.parts().size() == 1 ? part : part.replaceFirst(" \\(\\d+/\\d+\\)$", "")).toList()));
    }

    private static String bare(String text) {
        return text.replaceAll("\\s+", "").toLowerCase(Locale.ROOT);
    }

    private static List<String> addresses(RichText text) {
        return text.blocks().stream().flatMap(block -> ((Block.Paragraph) block).spans().stream())
                .flatMap(span -> span instanceof Span.Link link ? List.of(link.target().toString()).stream() : List.<String>of().stream())
                .toList();
    }

    private static RichText anyText(Random random) {
        String[] words =
                {"gala", "Schwimmverein", "äiti", "tule!", "Mr.", "泳池。", "ok?", "e.g.", "\uD83C\uDDEB\uD83C\uDDEE", "3.14", "и", "ระบบ"};
        List<Block> blocks = new ArrayList<>();
        for (int block = 0; block <= random.nextInt(6); block++) {
            List<Span> spans = new ArrayList<>();
            for (int span = 0; span <= random.nextInt(40); span++) {
                spans.add(switch (random.nextInt(12)) {
                    case 0 -> link("here", "https://example.org/" + "p".repeat(random.nextInt(60)) + "/" + random.nextInt());
                    case 1 -> mention("@anna" + random.nextInt(100));
                    case 2 -> new Span.Hashtag("tag" + random.nextInt());
                    case 3 -> new Span.Break();
                    case 4 -> new Span.Styled(Span.Style.STRONG, List.of(text(" " + words[random.nextInt(words.length)] + " ")));
                    default -> text(words[random.nextInt(words.length)] + " ");
                });
                spans.add(text(" "));
            }
            blocks.add(new Block.Paragraph(spans));
        }
        return new RichText(blocks);
    }
}
