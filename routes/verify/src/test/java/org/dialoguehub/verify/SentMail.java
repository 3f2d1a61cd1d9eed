package org.dialoguehub.verify;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.Optional;

/** A mail that the list's server took, as a mail client shows it. */
record SentMail(String id, String from, String subject, String inReplyTo, String text) {
    static SentMail of(MimeMessage mail) {
        try {
            return new SentMail(
                    header(mail, "Message-ID"),
                    header(mail, "From"),
                    Optional.ofNullable(mail.getSubject()).orElse(""),
                    header(mail, "In-Reply-To"),
                    text(mail).strip());
        } catch (MessagingException | IOException unreadable) {
            throw new IllegalArgumentException(unreadable);
        }
    }

    private static String header(MimeMessage mail, String name) throws MessagingException {
        return Optional.ofNullable(mail.getHeader(name, ", ")).orElse("");
    }

    private static String text(Part part) throws MessagingException, IOException {
        return part.getContent() instanceof Multipart parts ? text(parts.getBodyPart(0)) : part.getContent().toString();
    }
}
