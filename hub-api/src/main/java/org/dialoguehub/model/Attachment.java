package org.dialoguehub.model;

import java.util.Locale;
import java.util.Optional;

/**
 * A file that belongs to a note; its bytes are in the blob store.
 *
 * @param name the file name for people, without any path
 * @param mediaType as in RFC 6838, lower case, without parameters
 * @param size in bytes
 * @param description the alternative text, for those who cannot see it
 * @param inline whether the text shows it ({@link Span.Image}) instead of listing it below
 */
public record Attachment(
        String name, String mediaType, long size, Optional<String> description, BlobId content, boolean inline) {
    public Attachment {
        name = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1).strip();
        if (name.isEmpty()) {
            name = "unnamed";
        }
        mediaType = mediaType.toLowerCase(Locale.ROOT);
        if (size < 0) {
            throw new IllegalArgumentException("The size of '" + name + "' is negative: " + size);
        }
    }
}
