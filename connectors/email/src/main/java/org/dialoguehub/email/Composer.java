package org.dialoguehub.email;

import jakarta.activation.DataHandler;
import jakarta.activation.DataSource;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dialoguehub.connector.Blobs;
import org.dialoguehub.connector.Post;
import org.dialoguehub.mail.Decoding;
import org.dialoguehub.model.Attachment;
import org.dialoguehub.model.BlobId;
import org.dialoguehub.model.InReplyTo;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.NoteRef;
import org.dialoguehub.toolkit.HtmlWriter;

/**
 * Writes notes as mails.
 *
 * <p>The sender is the hub's own address, with the author's name, so that DMARC lets it through; answers go to the list. Nothing that people
 * wrote can end a header line: it is encoded, or its controls are taken out.
 */
final class Composer {
    private static final Pattern MEDIA_TYPE = Pattern.compile("[a-z0-9!#$&^_.+-]{1,100}/[a-z0-9!#$&^_.+-]{1,100}");
    private static final Pattern ID = Pattern.compile("[^\\s<>\\p{Cntrl}]{1,900}");
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_SUBJECT = 200;
    private static final int WORDS_AS_SUBJECT = 60;

    private final EmailSettings settings;
    private final String hubName;
    private final Blobs blobs;

    Composer(EmailSettings settings, String hubName, Blobs blobs) {
        this.settings = settings;
        this.hubName = hubName;
        this.blobs = blobs;
    }

    /** Fills in the headers and the body. */
    void compose(MimeMessage message, Post post, Stamp stamp) throws MessagingException {
        Note note = post.note();
        message.setFrom(address(settings.address(), senderName(note)));
        InternetAddress[] list = recipients();
        message.setRecipients(MimeMessage.RecipientType.TO, list);
        message.setReplyTo(list);
        message.setSubject(stamp.subject(), "UTF-8");
        body(message, note);
        message.saveChanges();
        // saveChanges makes a Message-ID of its own.
        message.setHeader("Message-ID", "<" + stamp.messageId() + ">");
        message.setSentDate(Date.from(stamp.date()));
        thread(message, note);
        message.setHeader("Precedence", "list");
        message.setHeader("X-Auto-Response-Suppress", "OOF, AutoReply");
        message.setHeader(Hops.HEADER, hubName);
        for (String hub : post.hops()) {
            message.addHeader(Hops.HEADER, hub);
        }
        if (settings.listId().isPresent()) {
            message.setHeader("List-Id", "<" + settings.listId().get() + ">");
        }
        if (note.author().account().value().equalsIgnoreCase("mailto:" + settings.address())) {
            message.setHeader("Auto-Submitted", "auto-generated");
        }
        if (note.language().isPresent()) {
            message.setHeader("Content-Language", note.language().get().toLanguageTag());
        }
    }

    InternetAddress[] recipients() throws MessagingException {
        var addresses = new ArrayList<InternetAddress>();
        for (String list : settings.list()) {
            addresses.add(address(list, ""));
        }
        return addresses.toArray(InternetAddress[]::new);
    }

    /** The subject of a note; one without gets its first words. */
    static String subject(Note note) {
        return note.subject().map(Decoding::line).filter(text -> !text.isEmpty()).map(text -> cut(text, LONGEST_SUBJECT)).orElseGet(() -> {
            String words = cut(Decoding.line(note.body().ownWords()), WORDS_AS_SUBJECT);
            return (note.inReplyTo().isPresent() ? "Re: " : "") + words;
        });
    }

    private static String cut(String text, int longest) {
        if (text.codePointCount(0, text.length()) <= longest) {
            return text;
        }
        String start = text.substring(0, text.offsetByCodePoints(0, longest));
        int blank = start.lastIndexOf(' ');
        return (blank > longest / 2 ? start.substring(0, blank) : start) + "…";
    }

    private String senderName(Note note) {
        String author = cut(Decoding.line(note.author().name()), LONGEST_NAME);
        return settings.senderForm().replace("TITLE", settings.title()).replace("NAME", author);
    }

    private static InternetAddress address(String address, String name) throws MessagingException {
        var result = new InternetAddress();
        result.setAddress(address);
        try {
            if (!name.isEmpty()) {
                result.setPersonal(name, "UTF-8");
            }
        } catch (UnsupportedEncodingException never) {
            throw new MessagingException("UTF-8 is missing", never);
        }
        return result;
    }

    private static void thread(MimeMessage message, Note note) throws MessagingException {
        Optional<InReplyTo> answered = note.inReplyTo();
        if (answered.isEmpty()) {
            return;
        }
        List<NoteRef> oldestFirst = new ArrayList<>(answered.get().ancestors());
        Collections.reverse(oldestFirst);
        List<String> ids = Stream.concat(oldestFirst.stream(), Stream.of(answered.get().note()))
                .map(NoteRef::value)
                .filter(id -> ID.matcher(id).matches() && !id.endsWith(".invalid"))
                .map(id -> "<" + id + ">")
                .toList();
        if (ids.isEmpty()) {
            return;
        }
        message.setHeader("In-Reply-To", ids.getLast());
        message.setHeader("References", MimeUtility.fold(12, String.join(" ", ids)));
    }

    private void body(MimeMessage message, Note note) throws MessagingException {
        var alternative = new MimeMultipart("alternative");
        alternative.addBodyPart(text(Decoding.clean(note.body().plainText()) + "\n", "plain"));
        alternative.addBodyPart(shown(note));
        List<Attachment> files = note.attachments().stream().filter(file -> !file.inline()).toList();
        if (files.isEmpty()) {
            message.setContent(alternative);
            return;
        }
        var mixed = new MimeMultipart("mixed");
        var first = new MimeBodyPart();
        first.setContent(alternative);
        mixed.addBodyPart(first);
        for (Attachment file : files) {
            mixed.addBodyPart(file(file, Part.ATTACHMENT));
        }
        message.setContent(mixed);
    }

    private MimeBodyPart shown(Note note) throws MessagingException {
        String html = HtmlWriter.forMail(id -> URI.create("cid:" + contentId(id))).write(note.body());
        MimeBodyPart page =
                text("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"></head><body>\n" + html + "</body></html>\n", "html");
        List<Attachment> images = note.attachments().stream().filter(Attachment::inline).toList();
        if (images.isEmpty()) {
            return page;
        }
        var related = new MimeMultipart("related");
        related.addBodyPart(page);
        for (Attachment image : images) {
            MimeBodyPart part = file(image, Part.INLINE);
            part.setHeader("Content-ID", "<" + contentId(image.content()) + ">");
            related.addBodyPart(part);
        }
        var whole = new MimeBodyPart();
        whole.setContent(related);
        return whole;
    }

    private String contentId(BlobId id) {
        return id.value() + "@" + settings.domain();
    }

    private static MimeBodyPart text(String content, String subtype) throws MessagingException {
        var part = new MimeBodyPart();
        part.setText(content, "UTF-8", subtype);
        // No line of the text is then a line of the mail, so none is too long or ends it.
        part.setHeader("Content-Transfer-Encoding", "quoted-printable");
        return part;
    }

    private MimeBodyPart file(Attachment file, String disposition) throws MessagingException {
        var part = new MimeBodyPart();
        String name = cut(Decoding.line(file.name()), LONGEST_NAME);
        part.setDataHandler(new DataHandler(new Stored(blobs, file.content(), name, mediaType(file))));
        part.setDisposition(disposition);
        part.setFileName(name);
        if (file.description().isPresent()) {
            part.setDescription(cut(Decoding.line(file.description().get()), LONGEST_SUBJECT), "UTF-8");
        }
        part.setHeader("Content-Transfer-Encoding", "base64");
        return part;
    }

    /** What RFC 2046 lets go in base64. */
    private static String mediaType(Attachment file) {
        String type = file.mediaType();
        boolean container = type.startsWith("message/") || type.startsWith("multipart/");
        return MEDIA_TYPE.matcher(type).matches() && !container ? type : "application/octet-stream";
    }

    /** Bytes of the blob store, read as they are sent. */
    private record Stored(Blobs blobs, BlobId id, String name, String type) implements DataSource {
        @Override
        public InputStream getInputStream() throws IOException {
            return blobs.open(id);
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            throw new IOException("A stored file is not written to");
        }

        @Override
        public String getContentType() {
            return type;
        }

        @Override
        public String getName() {
            return name;
        }
    }

}
