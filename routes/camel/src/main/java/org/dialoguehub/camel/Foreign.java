package org.dialoguehub.camel;

import java.util.List;
import java.util.stream.Stream;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.Activity.Announce;
import org.dialoguehub.model.Activity.Create;
import org.dialoguehub.model.Activity.Delete;
import org.dialoguehub.model.Activity.Like;
import org.dialoguehub.model.Activity.Reversible;
import org.dialoguehub.model.Activity.Undo;
import org.dialoguehub.model.Activity.Update;
import org.dialoguehub.model.Attachment;
import org.dialoguehub.model.Audience;
import org.dialoguehub.model.Block;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.InReplyTo;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.NoteRef;
import org.dialoguehub.model.RichText;
import org.dialoguehub.model.Span;

/**
 * Takes in what another program wrote as an activity: its ids mean nothing but on this channel, its readers are at most those of the channel, and its
 * attachments, whose bytes are elsewhere, are named in the text.
 *
 * @param audience of the channel
 */
record Foreign(Audience audience) {
    Activity activity(Activity told) {
        return switch (told) {
            case Create create -> new Create(id(create.object()), note(create.note()));
            case Update update -> new Update(update.actor(), id(update.object()), note(update.note()), update.published());
            case Delete delete -> new Delete(delete.actor(), id(delete.object()), delete.published());
            case Reversible done -> reversible(done);
            case Undo undo -> new Undo(undo.actor(), reversible(undo.undone()), undo.published());
        };
    }

    private static Reversible reversible(Reversible told) {
        return switch (told) {
            case Like like -> new Like(like.actor(), id(like.object()), like.emoji(), like.published());
            case Announce share -> new Announce(share.actor(), id(share.object()), share.published());
        };
    }

    private static ExternalId id(NoteRef told) {
        return new ExternalId(told.value());
    }

    private Note note(Note told) {
        Note note = told.withAudience(told.audience().narrowedTo(audience)).withBody(body(told)).withAttachments(List.of());
        return note.inReplyTo()
                .map(parent -> note.answering(new InReplyTo(
                        id(parent.note()), parent.ancestors().stream().<NoteRef>map(Foreign::id).toList())))
                .orElse(note);
    }

    private static RichText body(Note told) {
        List<Block> named = told.attachments().stream().map(Foreign::named).toList();
        List<Block> text = told.body().blocks().stream().map(Foreign::block).toList();
        return new RichText(Stream.concat(text.stream(), named.stream()).toList());
    }

    private static Block named(Attachment attachment) {
        return new Block.Paragraph(List.of(new Span.Text("[" + attachment.name() + "]")));
    }

    private static Block block(Block block) {
        return switch (block) {
            case Block.Paragraph(List<Span> spans) -> new Block.Paragraph(spans(spans));
            case Block.Heading(int level, List<Span> spans) -> new Block.Heading(level, spans(spans));
            case Block.Quote(List<Block> blocks) -> new Block.Quote(blocks(blocks));
            case Block.Items(boolean numbered, List<List<Block>> items) ->
                new Block.Items(numbered, items.stream().map(Foreign::blocks).toList());
            case Block.Code code -> code;
            case Block.Folded(Block.Folded.Kind kind, List<Block> blocks) -> new Block.Folded(kind, blocks(blocks));
        };
    }

    private static List<Block> blocks(List<Block> blocks) {
        return blocks.stream().map(Foreign::block).toList();
    }

    private static List<Span> spans(List<Span> spans) {
        return spans.stream().map(Foreign::span).toList();
    }

    private static Span span(Span span) {
        return switch (span) {
            case Span.Image image -> new Span.Text("[" + image.description() + "]");
            case Span.Link(List<Span> spans, var target) -> new Span.Link(spans(spans), target);
            case Span.Styled(Span.Style style, List<Span> spans) -> new Span.Styled(style, spans(spans));
            case Span.Text text -> text;
            case Span.Mention mention -> mention;
            case Span.Hashtag hashtag -> hashtag;
            case Span.Break lineBreak -> lineBreak;
        };
    }
}
