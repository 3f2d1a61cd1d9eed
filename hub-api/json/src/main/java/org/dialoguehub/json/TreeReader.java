package org.dialoguehub.json;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dialoguehub.model.AccountId;
import org.dialoguehub.model.BlobId;
import org.dialoguehub.model.Block;
import org.dialoguehub.model.Span;
import org.jspecify.annotations.Nullable;

/** Reads what {@link TreeWriter} writes. */
record TreeReader(JsonSource json) {
    List<Block> blocks(String what) throws IOException {
        return json.list(what, this::block);
    }

    private Block block() throws IOException {
        String form = "";
        List<Span> spans = List.of();
        List<Block> blocks = List.of();
        List<List<Block>> items = List.of();
        String text = "";
        Optional<String> language = Optional.empty();
        Block.Folded.Kind kind = Block.Folded.Kind.QUOTED;
        int level = 1;
        boolean numbered = false;
        for (@Nullable String name = json.enter("a block"); name != null; name = json.next()) {
            switch (name) {
                case "paragraph", "heading" -> {
                    form = name;
                    spans = spans(name);
                }
                case "quote", "folded" -> {
                    form = name;
                    blocks = blocks(name);
                }
                case "items" -> {
                    form = name;
                    items = json.list(name, () -> blocks("an item"));
                }
                case "code" -> {
                    form = name;
                    text = json.text(name);
                }
                case "language" -> language = Optional.of(json.text(name));
                case "kind" -> kind = json.text(name, word -> Block.Folded.Kind.valueOf(constant(word)));
                case "level" -> level = json.number(name, Math::toIntExact);
                case "numbered" -> numbered = json.truth(name);
                default -> json.skip();
            }
        }
        return switch (form) {
            case "paragraph" -> new Block.Paragraph(spans);
            case "heading" -> new Block.Heading(level, spans);
            case "quote" -> new Block.Quote(blocks);
            case "folded" -> new Block.Folded(kind, blocks);
            case "items" -> new Block.Items(numbered, items);
            case "code" -> new Block.Code(text, language);
            default -> throw json.unknown("A block");
        };
    }

    private List<Span> spans(String what) throws IOException {
        return json.list(what, this::span);
    }

    private Span span() throws IOException {
        if (json.is(JsonToken.VALUE_STRING)) {
            return new Span.Text(json.text("text"));
        }
        String form = "";
        List<Span> spans = List.of();
        String text = "";
        String label = "";
        @Nullable URI target = null;
        for (@Nullable String name = json.enter("a span"); name != null; name = json.next()) {
            switch (name) {
                case "link", "strong", "emphasis", "code", "struck" -> {
                    form = name;
                    spans = spans(name);
                }
                case "mention", "hashtag", "image" -> {
                    form = name;
                    text = json.text(name);
                }
                case "break" -> form = name;
                case "label", "description" -> label = json.text(name);
                case "target" -> target = json.text(name, URI::create);
                default -> json.skip();
            }
        }
        return switch (form) {
            case "link" -> new Span.Link(spans, json.required("target", target));
            case "strong", "emphasis", "code", "struck" -> new Span.Styled(Span.Style.valueOf(constant(form)), spans);
            case "mention" -> new Span.Mention(new AccountId(text), label);
            case "hashtag" -> new Span.Hashtag(text);
            case "image" -> new Span.Image(new BlobId(text), label);
            case "break" -> new Span.Break();
            default -> throw json.unknown("A span");
        };
    }

    private static String constant(String word) {
        return word.toUpperCase(Locale.ROOT);
    }
}
