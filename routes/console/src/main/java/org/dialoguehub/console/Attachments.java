package org.dialoguehub.console;

import static org.dialoguehub.console.Attribute.attribute;
import static org.dialoguehub.console.Attribute.id;
import static org.dialoguehub.console.Html.all;
import static org.dialoguehub.console.Html.element;
import static org.dialoguehub.console.Html.text;

import io.javalin.http.UploadedFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dialoguehub.connector.Blobs;
import org.dialoguehub.model.Attachment;
import org.dialoguehub.model.BlobId;

/** Files in the form in which a broadcast is written. Those sent before are known by their content. */
final class Attachments {
    private Attachments() {}

    /** @throws IllegalArgumentException if its bytes are not there: they could never be sent */
    static Attachment kept(Visit visit, int file, Blobs blobs) {
        String field = "file." + file;
        var content = new BlobId(visit.field(field).orElseThrow());
        String name = visit.field(field + ".name").orElse("file");
        try (InputStream bytes = blobs.open(content)) {
            return new Attachment(name, visit.field(field + ".type").orElse("application/octet-stream"),
                    bytes.transferTo(OutputStream.nullOutputStream()), visit.field("about." + file), content, false);
        } catch (IOException missing) {
            throw new IllegalArgumentException("The file '" + name + "' is not here; send it again", missing);
        }
    }

    static Attachment added(UploadedFile file, Blobs.Stored stored, Optional<String> about) {
        String type = Optional.ofNullable(file.contentType()).orElse("application/octet-stream");
        return new Attachment(file.filename(), type, stored.size(), about, stored.id(), false);
    }

    static Html show(Words words, List<Attachment> files) {
        return Form.group(words.say("compose.files"),
                all(IntStream.range(0, files.size()).mapToObj(file -> row(words, file, files.get(file)))),
                all(IntStream.range(0, Composition.ROWS).mapToObj(row -> added(words, row))),
                Form.note(words.say("compose.files.about")));
    }

    private static Html row(Words words, int file, Attachment there) {
        String field = "file." + file;
        return element("div", Attribute.css("row"),
                Form.hidden(field, there.content().value()), Form.hidden(field + ".name", there.name()),
                Form.hidden(field + ".type", there.mediaType()),
                element("p", element("bdi", there.name())),
                Form.line("about." + file, words.say("compose.alt"), there.description().orElse("")),
                Form.tick("checkbox", "drop." + file, "yes", false, text(words.say("compose.drop"))));
    }

    private static Html added(Words words, int row) {
        String field = "upload." + row;
        return element("div", Attribute.css("row"),
                element("p", Attribute.css("field"), element("label", attribute("for", field), text(words.say("compose.file"))),
                        element("input", attribute("type", "file"), attribute("name", field), id(field))),
                Form.line("about.new." + row, words.say("compose.alt"), ""));
    }
}
