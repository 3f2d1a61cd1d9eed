package org.dialoguehub.mail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.MimeIOException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.dialoguehub.connector.Blobs;
import org.dialoguehub.model.Attachment;

/**
 * Takes mails apart. Any bytes give a mail; files go to the blob store as they are read, so that memory does not depend on their size.
 *
 * <p>Limits, beyond which the raw mail alone has the rest: parts nested {@value #DEEPEST} deep, {@value #MOST_FILES} files, and
 * {@value #LONGEST_TEXT} bytes of one text, which then is a file too.
 */
final class MailReader {
    private static final int DEEPEST = 20;
    private static final int MOST_FILES = 200;
    private static final int LONGEST_TEXT = 1 << 20;
    private static final int LONGEST_EXTRA = 1 << 16;
    private static final int MOST_TEXTS = 200;

    private static final MimeConfig CONFIG = MimeConfig.custom()
            .setMaxLineLen(-1)
            .setMaxHeaderCount(-1)
            .setMaxHeaderLen(-1)
            .setMaxContentLen(-1)
            .setStrictParsing(false)
            .build();

    private final Blobs blobs;
    private final Deque<Group> groups = new ArrayDeque<>();
    private final List<Piece> pieces = new ArrayList<>();
    private final List<Mail.File> files = new ArrayList<>();
    private Optional<Mail.Reaction> reaction = Optional.empty();
    private String status = "";
    private String original = "";
    private String preamble = "";
    private Headers headers = Headers.none();
    private int groupsMade;

    private MailReader(Blobs blobs) {
        this.blobs = blobs;
    }

    /**
     * Reads one mail.
     *
     * @throws IOException if the bytes cannot be read or files cannot be stored; never because of what the bytes are
     */
    static Mail read(InputStream raw, Blobs blobs) throws IOException {
        var reader = new MailReader(blobs);
        try {
            reader.walk(raw);
        } catch (MimeException | MimeIOException broken) {
            // What was read up to here is kept; the raw mail has the rest.
        } catch (UncheckedIOException notStored) {
            throw notStored.getCause();
        }
        return reader.mail();
    }

    /** A container of parts; {@code alternative} numbers the nearest one in which parts stand for each other, 0 if there is none. */
    private record Group(String subtype, int alternative) {}

    private record Piece(int alternative, Mail.Text text) {}

    private void walk(InputStream raw) throws IOException, MimeException {
        var stream = new MimeTokenStream(CONFIG, null, new BoundedFields(), null);
        stream.setRecursionMode(RecursionMode.M_NO_RECURSE);
        stream.parse(raw);
        boolean top = true;
        Headers part = headers;
        for (EntityState state = stream.getState(); state != EntityState.T_END_OF_STREAM; state = stream.next()) {
            switch (state) {
                case T_START_HEADER -> {
                    part = top ? headers : Headers.none();
                    top = false;
                }
                case T_FIELD -> part.add(stream.getField().getRaw().toByteArray());
                case T_END_HEADER ->
                    stream.setRecursionMode(groups.size() < DEEPEST ? RecursionMode.M_NO_RECURSE : RecursionMode.M_FLAT);
                case T_START_MULTIPART -> groups.push(group(stream.getBodyDescriptor().getSubType()));
                case T_END_MULTIPART -> groups.poll();
                case T_PREAMBLE -> keepPreamble(stream.getInputStream());
                case T_BODY -> leaf(part, stream);
                default -> {}
            }
        }
    }

    private Group group(String subtype) {
        Group outer = groups.peek();
        boolean alternative = "alternative".equalsIgnoreCase(subtype);
        return new Group(subtype, alternative ? ++groupsMade : outer == null ? 0 : outer.alternative());
    }

    private void keepPreamble(InputStream content) throws IOException {
        if (preamble.isEmpty()) {
            preamble = Decoding.text(content.readNBytes(LONGEST_EXTRA));
        }
    }

    private void leaf(Headers part, MimeTokenStream stream) throws IOException {
        Parameters type = Parameters.parse(part.first("content-type").orElse("text/plain"));
        Parameters disposition = Parameters.parse(part.first("content-disposition").orElse(""));
        String mediaType = stream.getBodyDescriptor().getMimeType();
        boolean named = disposition.get("filename").isPresent() || type.get("name").isPresent();
        boolean file = disposition.value().equals("attachment") || named;
        InputStream content = stream.getDecodedInputStream();
        if (disposition.value().equals("reaction")) {
            reaction = Optional.of(new Mail.Reaction(false, text(content.readNBytes(LONGEST_EXTRA), type)));
        } else if (mediaType.equals("text/vnd.google.email-reaction+json")) {
            reaction = Optional.of(new Mail.Reaction(true, text(content.readNBytes(LONGEST_EXTRA), type)));
        } else if (isReportPart(mediaType)) {
            report(mediaType, text(content.readNBytes(LONGEST_EXTRA), type));
        } else if (mediaType.equals("text/x-amp-html")) {
            // A second form of the same text, for one provider's own reader.
        } else if (!file && (mediaType.equals("text/plain") || mediaType.equals("text/html")) && pieces.size() < MOST_TEXTS) {
            textPart(mediaType.equals("text/html"), type, content);
        } else {
            keep(name(type, disposition, mediaType), mediaType, part, disposition, content);
        }
    }

    private boolean isReportPart(String mediaType) {
        boolean inReport = groups.stream().anyMatch(group -> "report".equalsIgnoreCase(group.subtype()));
        return inReport
                && (mediaType.endsWith("/delivery-status")
                        || mediaType.endsWith("/global-delivery-status")
                        || mediaType.endsWith("rfc822-headers")
                        || mediaType.endsWith("global-headers")
                        || mediaType.equals("message/rfc822")
                        || mediaType.equals("message/global"));
    }

    private void report(String mediaType, String content) {
        if (mediaType.endsWith("delivery-status")) {
            status = content;
        } else {
            original = content;
        }
    }

    private void textPart(boolean html, Parameters type, InputStream content) throws IOException {
        byte[] start = content.readNBytes(LONGEST_TEXT + 1);
        String text = text(start, type);
        if (start.length > LONGEST_TEXT) {
            text = text.substring(0, Math.min(text.length(), LONGEST_TEXT));
            String mediaType = html ? "text/html" : "text/plain";
            InputStream whole = new SequenceInputStream(new ByteArrayInputStream(start), content);
            keep("text" + (html ? ".html" : ".txt"), mediaType, Headers.none(), Parameters.parse(""), whole);
        }
        boolean flowed = type.get("format").filter("flowed"::equalsIgnoreCase).isPresent();
        boolean deleteSpace = type.get("delsp").filter("yes"::equalsIgnoreCase).isPresent();
        Group group = groups.peek();
        pieces.add(new Piece(group == null ? 0 : group.alternative(), new Mail.Text(html, text, flowed, deleteSpace)));
    }

    private void keep(String name, String mediaType, Headers part, Parameters disposition, InputStream content) {
        if (files.size() >= MOST_FILES) {
            return;
        }
        String contentId = MessageIds.first(part.first("content-id").orElse("")).orElse("");
        try {
            Blobs.Stored stored = blobs.put(content);
            boolean inline = mediaType.startsWith("image/") && !contentId.isEmpty() && !disposition.value().equals("attachment");
            Optional<String> description = part.text("content-description");
            files.add(new Mail.File(
                    new Attachment(name, mediaType, stored.size(), description, stored.id(), inline), contentId));
        } catch (IOException notStored) {
            throw new UncheckedIOException(notStored);
        }
    }

    private static String name(Parameters type, Parameters disposition, String mediaType) {
        return disposition.get("filename").or(() -> type.get("name")).orElseGet(() -> switch (mediaType) {
            case "message/rfc822", "message/global" -> "message.eml";
            case "text/calendar" -> "invitation.ics";
            case "application/pgp-signature" -> "signature.asc";
            case "application/ms-tnef" -> "winmail.dat";
            default -> "unnamed";
        });
    }

    private static String text(byte[] bytes, Parameters type) {
        return Decoding.clean(type.get("charset").map(named -> Decoding.text(bytes, named)).orElseGet(() -> Decoding.text(bytes)));
    }

    private Mail mail() {
        List<Mail.Text> texts = pieces.stream().filter(this::isShown).map(Piece::text).toList();
        boolean nothing = texts.isEmpty() && files.isEmpty() && reaction.isEmpty() && !preamble.isBlank();
        Optional<Mail.Report> report =
                status.isEmpty() && original.isEmpty() ? Optional.empty() : Optional.of(new Mail.Report(status, original));
        return new Mail(
                headers,
                nothing ? List.of(new Mail.Text(false, Decoding.clean(preamble), false, false)) : texts,
                files,
                reaction,
                report);
    }

    /** Of texts that stand for each other the HTML is shown, unless it is empty. */
    private boolean isShown(Piece piece) {
        if (piece.alternative() == 0) {
            return true;
        }
        boolean hasHtml = pieces.stream()
                .anyMatch(other -> other.alternative() == piece.alternative()
                        && other.text().html()
                        && !other.text().content().isBlank());
        return piece.text().html() == hasHtml;
    }
}
