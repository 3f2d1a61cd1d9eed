package org.dialoguehub.mail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.dialoguehub.connector.Blobs;
import org.dialoguehub.model.Attachment;

/**
 * A mail as it came, taken apart: what its headers say, its texts in order, and what hangs on it.
 *
 * @param reaction the text of a part that is a reaction (RFC 9078, or Gmail's own form), as it stands there
 * @param report what a delivery report (RFC 3464) says
 */
public record Mail(Headers headers, List<Text> texts, List<File> files, Optional<Reaction> reaction, Optional<Report> report) {
    /**
     * A text that the mail shows.
     *
     * @param flowed whether its lines flow (RFC 3676); with {@code deleteSpace} the blank at a soft line end goes
     */
    public record Text(boolean html, String content, boolean flowed, boolean deleteSpace) {}

    /** A file, and the id by which the text may show it; empty if it has none. */
    public record File(Attachment attachment, String contentId) {}

    /** A reaction part: {@code json} is Gmail's form. */
    public record Reaction(boolean json, String content) {}

    /** The parts of a delivery report: what it says of each recipient, and the headers of the mail it is about. */
    public record Report(String status, String original) {}

    public Mail {
        texts = List.copyOf(texts);
        files = List.copyOf(files);
    }

    /**
     * Reads one mail. Any bytes give one; files go to the blob store as they are read, so that memory does not depend on their size.
     *
     * @throws IOException if the bytes cannot be read or files cannot be stored; never because of what the bytes are
     */
    public static Mail read(InputStream raw, Blobs blobs) throws IOException {
        return MailReader.read(raw, blobs);
    }

    /**
     * Reads one mail that is in memory, or in a mapped file, from the buffer's position to its limit; the buffer stays as it is.
     *
     * @throws IOException if files cannot be stored; never because of what the bytes are
     */
    public static Mail read(ByteBuffer raw, Blobs blobs) throws IOException {
        if (raw.hasArray()) {
            return MailReader.read(new ByteArrayInputStream(raw.array(), raw.arrayOffset() + raw.position(), raw.remaining()), blobs);
        }
        var bytes = new byte[raw.remaining()];
        raw.get(raw.position(), bytes);
        return MailReader.read(new ByteArrayInputStream(bytes), blobs);
    }
}
