package org.dialoguehub.facebook;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dialoguehub.facebook.MessengerJson.Edit;
import org.dialoguehub.facebook.MessengerJson.Message;
import org.dialoguehub.facebook.MessengerJson.Reaction;
import org.dialoguehub.facebook.MessengerJson.Shown;
import org.dialoguehub.facebook.MessengerJson.Told;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.Actor;
import org.dialoguehub.model.Attachment;
import org.dialoguehub.model.Block;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.InReplyTo;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.RichText;
import org.dialoguehub.model.Span;

/**
 * Native ⇄ activity; pure.
 *
 * @param facebook knows how people are called
 */
record MessengerTranslator(FacebookTranslator facebook) {
    private static final String CONVERSATION = "conversation-";

    /** What all messages with one person answer, so that they are one thread; nothing has that name at Facebook. */
    static ExternalId conversation(String person) {
        return new ExternalId(CONVERSATION + person);
    }

    /** With whom a conversation is. */
    static Optional<String> person(String id) {
        return Optional.of(id).filter(it -> it.startsWith(CONVERSATION)).map(it -> it.substring(CONVERSATION.length()));
    }

    /**
     * A message.
     *
     * @param files that were fetched, by their place in the message
     */
    Activity.Create activity(Message message, List<Optional<Attachment>> files) {
        Actor author = facebook.actor(Optional.of(message.from()));
        List<Block> blocks = new ArrayList<>(RichText.of(message.text()).blocks());
        for (int each = 0; each < message.shown().size(); each++) {
            Shown shown = message.shown().get(each);
            if (files.get(each).isEmpty() && shown.address().filter(it -> message.text().contains(it.toString())).isEmpty()) {
                blocks.add(new Block.Paragraph(List.of(shown.address()
                        .<Span>map(it -> new Span.Link(List.of(new Span.Text(shown.name())), it))
                        .orElseGet(() -> new Span.Text("[" + shown.name() + "]")))));
            }
        }
        String person = message.person(facebook.page()).orElse("unknown");
        Note note = Note.of(author, new RichText(blocks), facebook.audience(), message.at())
                .withAttachments(files.stream().flatMap(Optional::stream).toList())
                .answering(InReplyTo.note(conversation(person)));
        return new Activity.Create(new ExternalId(message.id()), note);
    }

    /** What a webhook tells of a message that was there already. */
    Optional<Activity> activity(Told told) {
        Actor actor = facebook.actor(Optional.of(new FacebookJson.Person(told.sender(), "")));
        return told.reaction().<Activity>map(it -> reaction(it, actor, told)).or(() -> told.edit().map(it -> edit(it, actor, told)));
    }

    private static Activity reaction(Reaction reaction, Actor actor, Told told) {
        String emoji = reaction.emoji().isBlank() ? Activity.Like.THUMBS_UP : reaction.emoji();
        var like = new Activity.Like(actor, new ExternalId(reaction.message()), emoji, told.at());
        return reaction.given() ? like : new Activity.Undo(actor, like, told.at());
    }

    private Activity edit(Edit edit, Actor actor, Told told) {
        Note note = Note.of(actor, RichText.of(edit.text()), facebook.audience(), told.at())
                .answering(InReplyTo.note(conversation(told.sender())));
        return new Activity.Update(actor, new ExternalId(edit.message()), note, told.at());
    }

    /** What is sent of a note: its words, with its files named in plain text; nothing if it is one file without words. */
    static String text(Note note) {
        var text = new StringBuilder();
        note.subject().ifPresent(subject -> text.append(subject).append("\n\n"));
        text.append(note.body().ownWords());
        if (file(note).isEmpty()) {
            note.attachments().forEach(it -> text.append("\n[").append(it.name()).append(']'));
        }
        return text.toString().strip();
    }

    /** The file that is sent: a message has words, or one file. */
    static Optional<Attachment> file(Note note) {
        boolean words = note.subject().isPresent() || !note.body().ownWords().isBlank();
        return words || note.attachments().size() != 1 ? Optional.empty() : Optional.of(note.attachments().getFirst());
    }

    static String kind(Attachment file) {
        String kind = file.mediaType().replaceAll("/.*", "");
        return List.of("image", "video", "audio").contains(kind) ? kind : "file";
    }
}
