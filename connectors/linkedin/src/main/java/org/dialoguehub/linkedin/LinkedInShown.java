package org.dialoguehub.linkedin;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.dialoguehub.connector.ImageRules;
import org.dialoguehub.connector.Outlook;
import org.dialoguehub.model.Attachment;
import org.dialoguehub.model.Note;

/**
 * What LinkedIn shows below the words of a note: one video, or else pictures, or else a card. Nothing below a comment. A picture that is itself a link,
 * and is the only one, is the card's.
 *
 * @param thumbnail of the card
 */
record LinkedInShown(Optional<Attachment> video, List<Attachment> pictures, Optional<LinkedInCard> card, Optional<Attachment> thumbnail) {
    static final int MOST_PICTURES = 20;

    /**
     * Of the pixels that a picture may have, fewer than 36,152,320 (Images API, learn.microsoft.com/linkedin/marketing/community-management/shares/images-api).
     * LinkedIn says nothing of bytes; so many are taken as are sent in a minute over a slow line.
     */
    static final ImageRules IMAGES = new ImageRules(Set.of("image/jpeg", "image/png", "image/gif"), 8L << 20, 36_152_319);

    private static final LinkedInShown NOTHING = new LinkedInShown(Optional.empty(), List.of(), Optional.empty(), Optional.empty());
    private static final Set<String> PICTURES = Set.of("image/jpeg", "image/png", "image/gif");
    private static final String VIDEO = "video/mp4";

    LinkedInShown {
        pictures = List.copyOf(pictures);
    }

    static LinkedInShown of(Note note) {
        if (note.inReplyTo().isPresent()) {
            return NOTHING;
        }
        Optional<Attachment> video = note.attachments().stream().filter(it -> it.mediaType().equals(VIDEO)).findFirst();
        if (video.isPresent()) {
            return new LinkedInShown(video, List.of(), Optional.empty(), Optional.empty());
        }
        List<Attachment> pictures =
                note.attachments().stream().filter(it -> PICTURES.contains(it.mediaType())).distinct().limit(MOST_PICTURES).toList();
        Optional<LinkedInCard> card = LinkedInCard.of(note);
        Optional<Attachment> thumbnail = card.flatMap(LinkedInCard::image)
                .flatMap(image -> pictures.stream().filter(it -> pictures.size() == 1 && it.content().equals(image.content())).findFirst());
        return thumbnail.isPresent() || pictures.isEmpty()
                ? new LinkedInShown(video, List.of(), card, thumbnail)
                : new LinkedInShown(video, pictures, Optional.empty(), Optional.empty());
    }

    /** All that is uploaded as a picture, in this order. */
    List<Attachment> images() {
        return Stream.concat(pictures.stream(), thumbnail.stream()).toList();
    }

    boolean shows(Attachment file) {
        return video.stream().anyMatch(file::equals) || images().contains(file);
    }

    Outlook outlook(Note note) {
        List<Attachment> shown = note.attachments().stream().filter(this::shows).toList();
        return new Outlook(shown, note.attachments().stream().filter(file -> !shows(file)).toList(), card.map(LinkedInCard::source),
                Optional.empty(), video.flatMap(LinkedInWriting::misfit));
    }

    boolean isEmpty() {
        return video.isEmpty() && pictures.isEmpty();
    }
}
