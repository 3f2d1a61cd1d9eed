package org.dialoguehub.linkedin;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dialoguehub.linkedin.LinkedInJson.Comment;
import org.dialoguehub.linkedin.LinkedInJson.Draft;
import org.dialoguehub.linkedin.LinkedInJson.Notification;
import org.dialoguehub.linkedin.LinkedInJson.Picture;
import org.dialoguehub.linkedin.LinkedInJson.Said;
import org.dialoguehub.linkedin.LinkedInJson.Words;
import org.dialoguehub.model.AccountId;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.Actor;
import org.dialoguehub.model.Attachment;
import org.dialoguehub.model.Audience;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.InReplyTo;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.NoteRef;
import org.dialoguehub.model.RichText;
import org.dialoguehub.model.Span;
import org.dialoguehub.toolkit.Json;

/**
 * Native ⇄ activity; pure.
 *
 * @param site where people read
 * @param audience of every note
 */
record LinkedInTranslator(URI site, Audience audience) {
    private static final int MOST_OF_A_TITLE = 400;
    private static final int MOST_OF_AN_ALTERNATIVE = 4_086;
    private static final Pattern REACTION =
            Pattern.compile("urn:li:[A-Za-z]+:\\((urn:li:(?:person|organization):[A-Za-z0-9_-]+),(urn:li:.+)\\)");
    private static final Map<String, String> REACTIONS = Map.of(
            "\uD83D\uDC4F", "PRAISE", "❤", "EMPATHY", "\uD83D\uDCA1", "INTEREST", "\uD83E\uDD17", "APPRECIATION", "\uD83D\uDE02",
            "ENTERTAINMENT");

    /** A post of the organization. */
    Activity said(Said said) {
        return new Activity.Create(id(said.id()), note(said.author(), LittleText.read(said.commentary()), said.at(), said.id(), List.of()));
    }

    /**
     * A comment.
     *
     * @param post that it is on
     */
    Activity said(Comment comment, LinkedInUrn post) {
        return new Activity.Create(id(comment.urn()), note(comment, post));
    }

    /**
     * What a notification tells.
     *
     * @param comment as it is now, if it is about one that is still there
     * @throws IllegalArgumentException if it makes no sense
     */
    Activity told(Notification told, Optional<Comment> comment) {
        LinkedInUrn generated = told.generated().orElseThrow(() -> new IllegalArgumentException("It does not say what came of it"));
        return switch (told.action()) {
            case "COMMENT", "ADMIN_COMMENT" -> new Activity.Create(id(generated), note(told, generated, comment));
            case "COMMENT_EDIT" -> {
                Note note = note(told, generated, comment);
                yield new Activity.Update(note.author(), id(generated), note, told.at());
            }
            case "COMMENT_DELETE" -> new Activity.Delete(actor(told.words().map(Words::owner)), id(generated), told.at());
            case "SHARE_MENTION" -> {
                Words words = told.words().orElseThrow(() -> new IllegalArgumentException("A mention without words"));
                yield new Activity.Create(id(generated), note(words.owner(), words.text(), told.at(), generated, List.of()));
            }
            case "LIKE" -> new Activity.Like(actor(generated), liked(told, generated), Activity.Like.THUMBS_UP, told.at());
            case "SHARE" -> new Activity.Announce(actor(told.words().map(Words::owner)), id(source(told)), told.at());
            default -> throw new IllegalArgumentException("This hub knows no '" + told.action() + "'");
        };
    }

    Actor actor(Optional<LinkedInUrn> urn) {
        return urn.map(it -> new Actor(new AccountId(it.value()), it.isPerson() ? "LinkedIn member" : "LinkedIn page", Optional.empty()))
                .orElseGet(() -> Actor.of("urn:li:person:unknown", "LinkedIn member"));
    }

    /**
     * What people are to see of a note as a post.
     *
     * @param images the names of its pictures, in the order of {@link LinkedInShown#images}
     * @param video the name of its video
     */
    Draft draft(Note note, List<String> images, Optional<String> video) {
        return new Draft(commentary(note), content(note, LinkedInShown.of(note), images, video));
    }

    /** What people are to see of a note: its own words, with what is not shown below named in plain text. */
    String text(Note note) {
        var text = new StringBuilder();
        note.subject().ifPresent(subject -> text.append(subject).append("\n\n"));
        text.append(note.body().ownWords());
        LinkedInShown shown = LinkedInShown.of(note);
        note.attachments().stream().filter(it -> !shown.shows(it)).forEach(it -> text.append("\n[").append(it.name()).append(']'));
        return text.toString().strip();
    }

    /** The same in little text, where mentions lead to those who are on LinkedIn. */
    String commentary(Note note) {
        List<Span.Mention> mentions = new ArrayList<>();
        Note marked = note.withBody(LinkedInWords.each(note.body(), span -> {
            if (span instanceof Span.Mention mention && LittleText.canMention(mention)) {
                mentions.add(mention);
                return new Span.Text(LittleText.mark(mentions.size() - 1));
            }
            return span;
        }));
        return LittleText.write(text(marked), mentions);
    }

    static Picture picture(Attachment shown, String urn) {
        return new Picture(urn, shortened(shown.description().orElse(""), MOST_OF_AN_ALTERNATIVE));
    }

    /** Which comment an answer stands below: the outermost of those answered, since there is one level below. */
    static Optional<LinkedInUrn> above(InReplyTo answered) {
        return Stream.concat(Stream.of(answered.note()), answered.ancestors().stream())
                .map(NoteRef::value)
                .filter(LinkedInUrn::isComment)
                .reduce((inner, outer) -> outer)
                .map(LinkedInUrn::new);
    }

    static String reaction(String emoji) {
        return REACTIONS.getOrDefault(emoji.replace("\uFE0F", ""), "LIKE");
    }

    URI url(String urn) {
        String shown = LinkedInUrn.isComment(urn) ? new LinkedInUrn(urn).thread() : urn;
        return URI.create(site.toString().replaceAll("/$", "") + "/feed/update/" + shown);
    }

    /** Where a member sees what they have posted. */
    URI ownPosts() {
        return URI.create(site.toString().replaceAll("/$", "") + "/in/me/recent-activity/all/");
    }

    private Note note(Notification told, LinkedInUrn generated, Optional<Comment> comment) {
        if (comment.isPresent()) {
            return note(comment.get(), source(told));
        }
        Words words = told.words().orElseThrow(() -> new IllegalArgumentException("A comment that is gone, and of which nothing is told"));
        return note(words.owner(), words.text(), told.at(), generated, List.of(id(source(told))));
    }

    private Note note(Comment comment, LinkedInUrn post) {
        List<NoteRef> above = new ArrayList<>();
        comment.parent().ifPresent(parent -> above.add(id(parent)));
        above.add(id(post));
        return note(comment.actor(), comment.text(), comment.at(), comment.urn(), above);
    }

    private Note note(LinkedInUrn author, String text, Instant at, LinkedInUrn urn, List<NoteRef> above) {
        Optional<InReplyTo> answered = above.isEmpty()
                ? Optional.empty()
                : Optional.of(new InReplyTo(above.getFirst(), above.subList(1, above.size())));
        return new Note(actor(author), Optional.empty(), RichText.of(text), answered, List.of(), audience, at, Optional.empty(),
                Optional.of(url(urn.value())));
    }

    private Actor actor(LinkedInUrn urn) {
        Matcher reaction = REACTION.matcher(urn.value());
        return actor(Optional.of(reaction.matches() ? new LinkedInUrn(reaction.group(1)) : urn));
    }

    /** A comment by its own name; a post by that of the share, since reactions name its activity. */
    private static ExternalId liked(Notification told, LinkedInUrn generated) {
        Matcher reaction = REACTION.matcher(generated.value());
        if (!reaction.matches()) {
            throw new IllegalArgumentException("It does not say who reacted");
        }
        LinkedInUrn entity = new LinkedInUrn(reaction.group(2));
        return id(entity.isComment() ? entity : told.source().orElse(entity));
    }

    private static LinkedInUrn source(Notification told) {
        return told.source().orElseThrow(() -> new IllegalArgumentException("It does not say to which post it was done"));
    }

    private static Optional<Json> content(Note note, LinkedInShown shown, List<String> images, Optional<String> video) {
        if (video.isPresent()) {
            Optional<String> title = note.subject().or(() -> shown.video().flatMap(Attachment::description)).filter(it -> !it.isBlank());
            return Optional.of(Json.object().with("media",
                    Json.object().with("id", video.get()).with("title", title.map(it -> shortened(it, MOST_OF_A_TITLE)))));
        }
        List<Json> pictures = IntStream.range(0, shown.pictures().size())
                .mapToObj(each -> picture(shown.pictures().get(each), images.get(each)).json()).toList();
        return switch (pictures.size()) {
            case 0 -> shown.card().map(card -> Json.object().with("article", card.json(images.stream().findFirst())));
            case 1 -> Optional.of(Json.object().with("media", pictures.getFirst()));
            default -> Optional.of(Json.object().with("multiImage", Json.object().with("images", pictures)));
        };
    }

    static String shortened(String text, int most) {
        return text.length() <= most ? text : text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, most - 2))) + "…";
    }

    private static ExternalId id(LinkedInUrn urn) {
        return new ExternalId(urn.value());
    }
}
