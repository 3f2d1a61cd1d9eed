package org.dialoguehub.archive;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was said elsewhere than by mail, to be kept as one.
 *
 * @param id as in a Message-ID, without brackets
 * @param above the ids of what it answers, the nearest one last
 * @param address of its writer; need not be one of mail
 * @param html the same as the text, with its form
 * @param tags what it is tagged with
 * @param to where it was said
 */
record Written(String id, List<String> above, String name, String address, String to, Optional<String> subject, Instant sent, String text,
        Optional<String> html, List<String> tags, List<File> files) {
    /** A file that belongs to it. */
    record File(String name, String mediaType, MailSource.Bytes content) {}

    Written {
        above = List.copyOf(above);
        tags = List.copyOf(tags);
        files = List.copyOf(files);
    }

    /** Nothing but a text. */
    static Written plain(String id, String name, String address, Instant sent, String text) {
        return new Written(id, List.of(), name, address, "", Optional.empty(), sent, text, Optional.empty(), List.of(), List.of());
    }

    Written withAbove(List<String> ids) {
        return new Written(id, ids, name, address, to, subject, sent, text, html, tags, files);
    }

    Written withSubject(String value) {
        return new Written(id, above, name, address, to, Optional.of(value).filter(words -> !words.isBlank()), sent, text, html, tags,
                files);
    }

    Written withHtml(String value) {
        return new Written(id, above, name, address, to, subject, sent, text, Optional.of(value), tags, files);
    }

    Written withTags(List<String> names) {
        return new Written(id, above, name, address, to, subject, sent, text, html, names, files);
    }

    Written withFiles(List<File> some) {
        return new Written(id, above, name, address, to, subject, sent, text, html, tags, some);
    }

    Written in(String place) {
        return new Written(id, above, name, address, place, subject, sent, text, html, tags, files);
    }
}
