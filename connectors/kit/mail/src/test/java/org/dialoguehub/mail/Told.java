package org.dialoguehub.mail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dialoguehub.model.Attachment;
import org.dialoguehub.model.InReplyTo;
import org.dialoguehub.testkit.MemoryBlobs;

/** All that a mail tells, read for a test. */
record Told(Mail mail, Optional<Address> by, Instant at, String id, String subject, Optional<InReplyTo> answers, MailBody body) {
    static final Instant RECEIVED = Instant.parse("2026-11-12T12:00:00Z");

    static Told by(byte[] raw) throws IOException {
        Mail mail = Mail.read(new ByteArrayInputStream(raw), new MemoryBlobs());
        Headers headers = mail.headers();
        String id = headers.first("message-id").flatMap(MessageIds::first).orElse("?");
        String subject = headers.text("subject").orElse("");
        Optional<Address> by = headers.all("from").stream().flatMap(from -> Address.list(from).stream()).findFirst();
        Instant at = MailDate.of(headers, RECEIVED);
        Automatic.isAutomatic(mail);
        Automatic.isBounce(mail);
        return new Told(mail, by, at, id, subject, MessageIds.inReplyTo(headers, id), MailBody.of(mail, subject));
    }

    String ownWords() {
        return body.text().ownWords();
    }

    List<Attachment> files() {
        return body.attachments();
    }
}
