package org.dialoguehub.linkedin;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
import org.dialoguehub.toolkit.Json;

/**
 * Native ⇄ activity; pure.
 *
 * @param site where people read
 * @param audience of every note
 */
record LinkedInTranslator(URI site, Audience audience) {
    static final int MOST_PICTURES = 20;

    private static final int MOST_OF_A_TITLE = 400;
    private static final int MOST_OF_AN_ALTERNATIVE = 4_086;
    private static final Set<String> PICTURES = Set.of("image/jpeg", "image/png", "image/gif");
    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"]+");
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

    /** What people are to see of a note as a post. */
    Draft draft(Note note, List<Picture> shown) {
        String text = text(note, shown.size());
        return new Draft(text, content(note, text, shown));
    }

    /**
     * What people are to see of a note: its own words, with what else it has named in plain text.
     *
     * @param shown how many of its pictures are shown
     */
    String text(Note note, int shown) {
        var text = new StringBuilder();
        note.subject().ifPresent(subject -> text.append(subject).append("\n\n"));
        text.append(note.body().ownWords());
        List<Attachment> pictures = pictures(note).subList(0, shown);
        note.attachments().stream().filter(it -> !pictures.contains(it)).forEach(it -> text.append("\n[").append(it.name()).append(']'));
        return text.toString().strip();
    }

    /** What LinkedIn can show as a picture, at most {@value #MOST_PICTURES}; none of an answer, since comments have none. */
    static List<Attachment> pictures(Note note) {
        return note.inReplyTo().isPresent()
                ? List.of()
                : note.attachments().stream().filter(it -> PICTURES.contains(it.mediaType())).distinct().limit(MOST_PICTURES).toList();
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

    private static Optional<Json> content(Note note, String text, List<Picture> shown) {
        if (shown.size() > 1) {
            return Optional.of(Json.object()
                    .with("multiImage", Json.object().with("images", shown.stream().map(Picture::json).toList())));
        }
        if (shown.size() == 1) {
            return Optional.of(Json.object().with("media", shown.getFirst().json()));
        }
        Matcher link = LINK.matcher(text);
        return link.find() ? card(note, link.group().replaceAll("[.,;:!?)\\]]+$", "")) : Optional.empty();
    }

    /** LinkedIn looks at no page itself, so the card says what we know: the subject, or else where it leads. */
    private static Optional<Json> card(Note note, String link) {
        try {
            URI address = URI.create(link);
            String title = note.subject().orElse(String.valueOf(address.getHost()));
            return address.getHost() == null
                    ? Optional.empty()
                    : Optional.of(Json.object().with("article",
                            Json.object().with("source", address.toString()).with("title", shortened(title, MOST_OF_A_TITLE))));
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    private static String shortened(String text, int most) {
        return text.length() <= most ? text : text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, most - 2))) + "…";
    }

    private static ExternalId id(LinkedInUrn urn) {
        return new ExternalId(urn.value());
    }
}
