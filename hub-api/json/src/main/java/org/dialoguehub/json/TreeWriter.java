package org.dialoguehub.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.dialoguehub.model.Block;
import org.dialoguehub.model.Span;

/** Writes a text as a tree: each block an object that is named by its first member, plain runs of text as strings. */
record TreeWriter(JsonGenerator json) {
    void blocks(List<Block> blocks) throws IOException {
        json.writeStartArray();
        for (Block block : blocks) {
            json.writeStartObject();
            members(block);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void members(Block block) throws IOException {
        switch (block) {
            case Block.Paragraph paragraph -> spans("paragraph", paragraph.spans());
            case Block.Heading heading -> {
                spans("heading", heading.spans());
                json.writeNumberField("level", heading.level());
            }
            case Block.Quote quote -> blocks("quote", quote.blocks());
            case Block.Items items -> items(items);
            case Block.Code code -> {
                json.writeStringField("code", code.text());
                if (code.language().isPresent()) {
                    json.writeStringField("language", code.language().get());
                }
            }
            case Block.Folded folded -> {
                blocks("folded", folded.blocks());
                json.writeStringField("kind", word(folded.kind()));
            }
        }
    }

    private void blocks(String name, List<Block> blocks) throws IOException {
        json.writeFieldName(name);
        blocks(blocks);
    }

    private void items(Block.Items list) throws IOException {
        json.writeArrayFieldStart("items");
        for (List<Block> item : list.items()) {
            blocks(item);
        }
        json.writeEndArray();
        json.writeBooleanField("numbered", list.numbered());
    }

    private void spans(String name, List<Span> spans) throws IOException {
        json.writeArrayFieldStart(name);
        for (Span span : spans) {
            span(span);
        }
        json.writeEndArray();
    }

    private void span(Span span) throws IOException {
        if (span instanceof Span.Text(String text)) {
            json.writeString(text);
            return;
        }
        json.writeStartObject();
        members(span);
        json.writeEndObject();
    }

    private void members(Span span) throws IOException {
        switch (span) {
            case Span.Text(String text) -> json.writeStringField("text", text);
            case Span.Link link -> {
                spans("link", link.spans());
                json.writeStringField("target", link.target().toString());
            }
            case Span.Mention mention -> {
                json.writeStringField("mention", mention.account().value());
                json.writeStringField("label", mention.label());
            }
            case Span.Hashtag(String name) -> json.writeStringField("hashtag", name);
            case Span.Styled styled -> spans(word(styled.style()), styled.spans());
            case Span.Break() -> json.writeBooleanField("break", true);
            case Span.Image image -> {
                json.writeStringField("image", image.content().value());
                json.writeStringField("description", image.description());
            }
        }
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
