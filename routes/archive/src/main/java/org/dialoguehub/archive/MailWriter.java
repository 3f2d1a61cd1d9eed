package org.dialoguehub.archive;

import jakarta.activation.DataHandler;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import org.dialoguehub.mail.Decoding;
import org.jspecify.annotations.Nullable;

/** Writes as a mail (RFC 5322) what was said elsewhere, so that all that the archive has is of one kind. The same always gives the same bytes. */
final class MailWriter {
    private static final String NOT_IN_IDS = "[^A-Za-z0-9!#$%&'*+/=?^_`{|}~.@-]";
    private static final String NOT_IN_ADDRESSES = "[^A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
    private static final int LONGEST_LINE = 200;

    private final Session session = Session.getInstance(new Properties());

    byte[] write(Written said) {
        try {
            var message = new MimeMessage(session);
            message.setFrom(address(said.name(), said.address()));
            if (!said.to().isEmpty()) {
                message.setRecipient(MimeMessage.RecipientType.TO, address(said.to(), said.to()));
            }
            said.subject().map(MailWriter::line).ifPresent(subject -> set(message, subject));
            body(message, said);
            message.saveChanges();
            message.setHeader("Message-ID", id(said.id()));
            message.setSentDate(Date.from(said.sent()));
            if (!said.above().isEmpty()) {
                List<String> ids = said.above().stream().map(MailWriter::id).toList();
                message.setHeader("In-Reply-To", ids.getLast());
                message.setHeader("References", MimeUtility.fold(12, String.join(" ", ids)));
            }
            if (!said.tags().isEmpty()) {
                String tags = said.tags().stream().map(tag -> line(tag).replace(',', ' ')).collect(Collectors.joining(", "));
                message.setHeader("Keywords", MimeUtility.fold(10, MimeUtility.encodeText(tags, "UTF-8", null)));
            }
            var bytes = new ByteArrayOutputStream();
            message.writeTo(bytes);
            return bytes.toByteArray();
        } catch (MessagingException | IOException impossible) {
            throw new ArchiveException("'" + said.id() + "' cannot be written as a mail: " + impossible.getMessage(), impossible);
        }
    }

    private static void set(MimeMessage message, String subject) {
        try {
            message.setSubject(subject, "UTF-8");
        } catch (MessagingException impossible) {
            throw new ArchiveException("A subject cannot be written: " + impossible.getMessage(), impossible);
        }
    }

    static String id(String id) {
        return "<" + id.replaceAll(NOT_IN_IDS, "-") + ">";
    }

    private static String line(String text) {
        String line = Decoding.line(text);
        return line.codePointCount(0, line.length()) <= LONGEST_LINE
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST_LINE)) + "…";
    }

    /** An address of mail stays; an account elsewhere becomes one that nobody can write to (RFC 6761, 6.4). */
    private static InternetAddress address(String name, String account) throws MessagingException {
        var address = new InternetAddress();
        boolean mail = account.matches("[^\\s@<>\"(),:;\\[\\]\\\\]{1,64}@[A-Za-z0-9.-]{1,250}");
        String local = account.replaceAll(NOT_IN_ADDRESSES, ".").replaceAll("^\\.+|\\.+$", "");
        address.setAddress(
                mail ? account : (local.isEmpty() ? "unknown" : local.substring(0, Math.min(local.length(), 64))) + "@account.invalid");
        try {
            address.setPersonal(line(name), "UTF-8");
        } catch (UnsupportedEncodingException never) {
            throw new MessagingException("UTF-8 is missing", never);
        }
        return address;
    }

    private static void body(MimeMessage message, Written said) throws MessagingException {
        if (said.html().isEmpty() && said.files().isEmpty()) {
            message.setText(Decoding.clean(said.text()) + "\n", "UTF-8");
            message.setHeader("Content-Transfer-Encoding", "quoted-printable");
            return;
        }
        var mixed = new MimeMultipart("mixed; boundary=\"" + boundary(said, "mixed") + "\"");
        MimeBodyPart text = text(said.text() + "\n", "plain");
        @Nullable String html = said.html().orElse(null);
        if (html == null) {
            mixed.addBodyPart(text);
        } else {
            var alternative = new MimeMultipart("alternative; boundary=\"" + boundary(said, "alternative") + "\"");
            alternative.addBodyPart(text);
            alternative.addBodyPart(text(html, "html"));
            if (said.files().isEmpty()) {
                message.setContent(alternative);
                return;
            }
            var both = new MimeBodyPart();
            both.setContent(alternative);
            mixed.addBodyPart(both);
        }
        for (Written.File file : said.files()) {
            mixed.addBodyPart(part(file));
        }
        message.setContent(mixed);
    }

    /** The same for the same, and in no text by accident. */
    private static String boundary(Written said, String kind) {
        return kind + "." + Integer.toHexString(said.id().hashCode()) + ".=_" + Integer.toHexString(said.text().hashCode());
    }

    private static MimeBodyPart text(String content, String subtype) throws MessagingException {
        var part = new MimeBodyPart();
        part.setText(Decoding.clean(content), "UTF-8", subtype);
        part.setHeader("Content-Transfer-Encoding", "quoted-printable");
        return part;
    }

    private static MimeBodyPart part(Written.File file) throws MessagingException {
        var part = new MimeBodyPart();
        boolean container = file.mediaType().startsWith("message/") || file.mediaType().startsWith("multipart/");
        boolean odd = container || !file.mediaType().matches("[a-z0-9!#$&^_.+-]{1,100}/[a-z0-9!#$&^_.+-]{1,100}");
        part.setDataHandler(
                new DataHandler(new ByteArrayDataSource(file.content().array(), odd ? "application/octet-stream" : file.mediaType())));
        part.setDisposition(Part.ATTACHMENT);
        part.setFileName(line(file.name()));
        part.setHeader("Content-Transfer-Encoding", "base64");
        return part;
    }
}
