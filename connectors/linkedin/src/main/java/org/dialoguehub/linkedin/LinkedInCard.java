package org.dialoguehub.linkedin;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dialoguehub.model.Block;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.RichText;
import org.dialoguehub.model.Span;
import org.dialoguehub.toolkit.Json;

/**
 * The card below a post. LinkedIn looks at no page, so it says what the note says of its first link: the subject, the words that are the link, and the
 * picture that is.
 *
 * @param title the subject, else the words, else where it leads
 * @param description the words, where the subject is the title
 * @param image one that is a link
 */
record LinkedInCard(URI source, String title, Optional<String> description, Optional<Span.Image> image) {
    private static final int MOST_OF_A_TITLE = 400;
    private static final int MOST_OF_A_DESCRIPTION = 4_086;
    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"]+");

    /** The card of a note, if there is a link in it. */
    static Optional<LinkedInCard> of(Note note) {
        List<Span.Link> links = new ArrayList<>();
        LinkedInWords.each(note.body(), span -> {
            if (span instanceof Span.Link link && LINK.matcher(link.target().toString()).matches()) {
                links.add(link);
            }
            return span;
        });
        return links.stream().findFirst().map(link -> card(note, link.target(), words(link), image(link)))
                .or(() -> written(note.body().ownWords()).map(target -> card(note, target, Optional.empty(), Optional.empty())));
    }

    /** @param thumbnail the name of the picture, if it was uploaded */
    Json json(Optional<String> thumbnail) {
        return Json.object().with("source", source.toString()).with("title", title).with("description", description)
                .with("thumbnail", thumbnail)
                .with("thumbnailAltText", thumbnail.flatMap(it -> image).map(Span.Image::description).filter(it -> !it.isBlank()));
    }

    private static LinkedInCard card(Note note, URI source, Optional<String> words, Optional<Span.Image> image) {
        String title = note.subject().or(() -> words).orElse(String.valueOf(source.getHost()));
        return new LinkedInCard(source, LinkedInTranslator.shortened(title, MOST_OF_A_TITLE),
                words.filter(it -> !it.equals(title)).map(it -> LinkedInTranslator.shortened(it, MOST_OF_A_DESCRIPTION)), image);
    }

    private static Optional<String> words(Span.Link link) {
        List<Span> spoken = link.spans().stream().filter(span -> !(span instanceof Span.Image)).toList();
        String words = new RichText(List.of(new Block.Paragraph(spoken))).ownWords().strip();
        return Optional.of(words).filter(it -> !it.isEmpty() && !LINK.matcher(it).matches());
    }

    private static Optional<Span.Image> image(Span.Link link) {
        return link.spans().stream().flatMap(span -> span instanceof Span.Image image ? java.util.stream.Stream.of(image) : null)
                .findFirst();
    }

    private static Optional<URI> written(String text) {
        Matcher link = LINK.matcher(text);
        try {
            return link.find()
                    ? Optional.of(URI.create(link.group().replaceAll("[.,;:!?)\\]]+$", ""))).filter(it -> it.getHost() != null)
                    : Optional.empty();
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }
}
