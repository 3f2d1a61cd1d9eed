package org.dialoguehub.facebook;

import java.net.URI;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dialoguehub.facebook.FacebookJson.Change;
import org.dialoguehub.facebook.FacebookJson.Draft;
import org.dialoguehub.facebook.FacebookJson.Person;
import org.dialoguehub.facebook.FacebookJson.Said;
import org.dialoguehub.facebook.FacebookJson.Shown;
import org.dialoguehub.model.AccountId;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.Actor;
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
 * Native ⇄ activity; pure.
 *
 * @param page the id of ours
 * @param site where people see posts
 * @param audience of every note, unless Facebook tells of a narrower one
 */
record FacebookTranslator(String page, URI site, Audience audience) {
    static final long MOST_BYTES_OF_A_PICTURE = 10L << 20;
    static final long FEWEST_BYTES_OF_A_VIDEO = 1L << 10;
    static final long MOST_BYTES_OF_A_VIDEO = 10L << 30;

    static final Set<String> PICTURES = Set.of("image/jpeg", "image/png", "image/gif", "image/bmp", "image/tiff", "image/webp");
    /** Of the formats that Facebook lists those that have a media type. */
    private static final Set<String> VIDEOS = Set.of(
            "video/mp4", "video/quicktime", "video/x-m4v", "video/mpeg", "video/x-msvideo", "video/x-matroska", "video/x-ms-wmv",
            "video/x-flv", "video/ogg", "video/3gpp", "video/3gpp2", "video/mp2t");
    private static final int LONGEST_TITLE = 255;
    private static final Map<String, String> EMOJI = Map.of(
            "like", "👍", "love", "❤️", "haha", "😆", "wow", "😮", "sad", "😢", "sorry", "😢", "anger", "😡", "angry", "😡", "care", "🤗");
    private static final Set<String> CHANGED = Set.of("edit", "edited", "update");
    private static final Set<String> TAKEN_BACK = Set.of("remove", "delete");
    private static final Set<String> REACTIONS = Set.of("reaction", "like");
    private static final Set<String> SPEECH = Set.of(
            "comment", "status", "post", "photo", "video", "share", "album", "link", "note", "story", "reel");

    /**
     * What somebody said.
     *
     * @param fetched the pictures below that are here
     */
    Activity.Create activity(Said said, Map<Shown, Attachment> fetched) {
        List<Shown> others = said.shown().stream().filter(it -> !fetched.containsKey(it)).toList();
        var note = note(said.from(), said.text(), others, said.at(), said.page()).withAttachments(List.copyOf(fetched.values()));
        Note placed = answering(note, said.post(), said.parent());
        return new Activity.Create(
                new ExternalId(said.id()),
                said.hidden() ? placed.withAudience(new Audience.Persons(Set.of(note.author().account())).narrowedTo(audience)) : placed);
    }

    /**
     * What a webhook tells, as an activity; empty for what says nothing: that somebody follows the Page, or that a comment was hidden.
     *
     * @throws IllegalArgumentException if it makes no sense
     */
    Optional<Activity> activity(Change change) {
        boolean reaction = REACTIONS.contains(change.item());
        if (change.object().isEmpty() || !(reaction || SPEECH.contains(change.item()))) {
            return Optional.empty();
        }
        ExternalId object = new ExternalId(change.object().get());
        Actor actor = actor(change.from());
        if (reaction) {
            var like = new Activity.Like(actor, object, emoji(change), change.at());
            return Optional.of(TAKEN_BACK.contains(change.verb()) ? new Activity.Undo(actor, like, change.at()) : like);
        }
        if (TAKEN_BACK.contains(change.verb())) {
            return Optional.of(new Activity.Delete(actor, object, change.at()));
        }
        Note note = note(change.from(), change.text(), change.shown(), change.at(), Optional.of(url(object.value())));
        Note placed = change.comment().isEmpty()
                ? note
                : answering(note, change.post(), change.parent().filter(it -> !change.post().equals(Optional.of(it))));
        if (CHANGED.contains(change.verb())) {
            return Optional.of(new Activity.Update(actor, object, placed, change.told()));
        }
        return change.verb().equals("add") ? Optional.of(new Activity.Create(object, placed)) : Optional.empty();
    }

    /** What Facebook shows of a note: its own words, with what else it has named in plain text, and the first address in it as a card. */
    Draft draft(Note note) {
        var text = new StringBuilder();
        note.subject().ifPresent(subject -> text.append(subject).append("\n\n"));
        text.append(note.body().ownWords());
        List<Attachment> shown = shown(note);
        Optional<URI> link = shown.isEmpty() ? link(text) : Optional.empty();
        note.attachments().stream().filter(it -> !shown.contains(it)).forEach(it -> text.append("\n[").append(it.name()).append(']'));
        Optional<String> title = shown.stream().filter(FacebookTranslator::isVideo).findFirst()
                .flatMap(it -> note.subject().or(it::description)).filter(it -> !it.isBlank());
        return new Draft(text.toString().strip(), link, title.map(it -> shortened(it, LONGEST_TITLE)));
    }

    /** What stands below: of a post one video, or else all pictures; of a comment one picture. */
    static List<Attachment> shown(Note note) {
        List<Attachment> videos = note.inReplyTo().isPresent()
                ? List.of()
                : note.attachments().stream().filter(FacebookTranslator::isVideo).limit(1).toList();
        return !videos.isEmpty()
                ? videos
                : note.attachments().stream().filter(it -> PICTURES.contains(it.mediaType()))
                        .limit(note.inReplyTo().isPresent() ? 1 : Long.MAX_VALUE).toList();
    }

    /** Why Facebook does not take a file; empty if it does. */
    static Optional<String> misfit(Attachment file) {
        boolean video = isVideo(file);
        long least = video ? FEWEST_BYTES_OF_A_VIDEO : 1;
        long most = video ? MOST_BYTES_OF_A_VIDEO : MOST_BYTES_OF_A_PICTURE;
        return file.size() >= least && file.size() <= most
                ? Optional.empty()
                : Optional.of("'" + file.name() + "' has " + file.size() + " bytes; Facebook takes " + least + " to " + most
                        + (video ? " in a video" : " in a picture"));
    }

    static boolean isVideo(Attachment file) {
        return VIDEOS.contains(file.mediaType());
    }

    /** Where people see a post or a comment. */
    URI url(String id) {
        return site.resolve("/" + id);
    }

    boolean isOurs(Optional<Person> from) {
        return from.map(Person::id).equals(Optional.of(page));
    }

    Actor actor(Optional<Person> person) {
        return person
                .map(it -> new Actor(new AccountId("facebook:" + it.id()), clean(it.name()), Optional.of(url(it.id()))))
                .orElseGet(() -> Actor.of("facebook:unknown", "Somebody on Facebook"));
    }

    /** A text without what Facebook changes in it: spaces, line ends, how letters with accents are put together. */
    static String normal(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC).replaceAll("[\\s\\p{Z}]+", " ").strip();
    }

    private Note note(Optional<Person> from, String text, List<Shown> shown, java.time.Instant at, Optional<URI> page) {
        Note note = Note.of(actor(from), body(from, text, shown), audience, at);
        return new Note(note.author(), note.subject(), note.body(), note.inReplyTo(), note.attachments(), note.audience(), note.published(),
                note.language(), page);
    }

    /** What stands below our own posts is known; below those of others it is named. */
    private RichText body(Optional<Person> from, String text, List<Shown> shown) {
        RichText own = RichText.of(clean(text));
        if (isOurs(from)) {
            return own;
        }
        List<Block> blocks = new ArrayList<>(own.blocks());
        shown.stream().filter(it -> !text.contains(it.address().toString()))
                .forEach(it -> blocks
                        .add(new Block.Paragraph(List.of(new Span.Link(List.of(new Span.Text(clean(it.title()))), it.address())))));
        return new RichText(blocks);
    }

    private static Note answering(Note note, Optional<String> post, Optional<String> parent) {
        if (post.isEmpty()) {
            return note;
        }
        NoteRef root = new ExternalId(post.get());
        return note.answering(parent.map(it -> new InReplyTo(new ExternalId(it), List.of(root))).orElseGet(() -> InReplyTo.note(root)));
    }

    private static String emoji(Change change) {
        return EMOJI.getOrDefault(change.reaction().orElse("like").toLowerCase(Locale.ROOT), Activity.Like.THUMBS_UP);
    }

    private static Optional<URI> link(CharSequence text) {
        return FacebookJson.ADDRESS.matcher(text).results()
                .flatMap(found -> FacebookJson.address(found.group().replaceAll("[.,;:!?)\\]']+$", "")).stream())
                .findFirst();
    }

    private static String shortened(String text, int most) {
        return text.codePointCount(0, text.length()) <= most ? text : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
    }

    private static String clean(String text) {
        return text.replaceAll("[\\p{Cc}&&[^\\n\\t]]|\\p{Cs}", "");
    }
}
