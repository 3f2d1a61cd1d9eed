package org.dialoguehub.server;

import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.angus.mail.imap.IMAPFolder;

/** A person at a mail client: writes mails as clients write them, and reads their mailbox. */
record MailClient(Village village, String name, String address) {

    /** A mail as somebody sees it. */
    record Seen(String id, String from, String subject, String inReplyTo, String references, String replyTo, String text) {}

    /** Sends a mail to the list. */
    void write(String id, String subject, String text) throws MessagingException {
        send(id, subject, List.of("Content-Type: text/plain; charset=utf-8"), text);
    }

    /** Answers a mail as mail clients do: with the headers that keep the thread, and all of the old text below. */
    void answer(Seen mail, String id, String text) throws MessagingException {
        String quoted = "On Saturday " + mail.from() + " wrote:\n> " + mail.text().strip().replace("\n", "\n> ");
        String references = (mail.references().isEmpty() ? "" : mail.references() + "\n ") + mail.id();
        send(
                id,
                mail.subject().startsWith("Re: ") ? mail.subject() : "Re: " + mail.subject(),
                List.of("In-Reply-To: " + mail.id(), "References: " + references, "Content-Type: text/plain; charset=utf-8"),
                text + "\n\n" + quoted);
    }

    /** What a mail program sends by itself while somebody is away. */
    void awayNotice(Seen mail, String id) throws MessagingException {
        send(
                id,
                "Automatic reply: " + mail.subject(),
                List.of("In-Reply-To: " + mail.id(), "Auto-Submitted: auto-replied", "Content-Type: text/plain; charset=utf-8"),
                "I am away until Monday.");
    }

    private void send(String id, String subject, List<String> headers, String text) throws MessagingException {
        List<String> lines = new ArrayList<>(List.of(
                "From: " + name + " <" + address + ">", "To: " + Village.LIST, "Subject: " + subject, "Message-ID: " + id,
                "MIME-Version: 1.0"));
        lines.addAll(headers);
        lines.add("Content-Transfer-Encoding: 8bit");
        String mail = String.join("\r\n", lines).replaceAll("\r?\n", "\r\n") + "\r\n\r\n" + text.replace("\n", "\r\n") + "\r\n";
        Session session = session();
        var message = new MimeMessage(session, new ByteArrayInputStream(mail.getBytes(StandardCharsets.UTF_8)));
        try (Transport transport = session.getTransport("smtp")) {
            transport.connect("127.0.0.1", village.smtpPort(), address, Village.PASSWORD);
            transport.sendMessage(message, message.getAllRecipients());
        }
    }

    /** Every mail in the mailbox, oldest first. */
    List<Seen> inbox() throws MessagingException, IOException {
        try (Store store = session().getStore("imap")) {
            store.connect("127.0.0.1", village.imapPort(), address, Village.PASSWORD);
            try (Folder inbox = store.getFolder("INBOX")) {
                inbox.open(Folder.READ_ONLY);
                List<Seen> mails = new ArrayList<>();
                var whole = new FetchProfile();
                whole.add(IMAPFolder.FetchProfileItem.MESSAGE);
                inbox.fetch(inbox.getMessages(), whole);
                for (Message message : inbox.getMessages()) {
                    if (!message.isSet(Flags.Flag.DELETED)) {
                        mails.add(seen(message));
                    }
                }
                return mails;
            }
        }
    }

    private static Seen seen(Message message) throws MessagingException, IOException {
        return new Seen(
                header(message, "Message-ID"),
                MimeUtility.decodeText(header(message, "From")),
                Optional.ofNullable(message.getSubject()).orElse(""),
                header(message, "In-Reply-To"),
                header(message, "References").replaceAll("\\s+", " "),
                header(message, "Reply-To"),
                text(message).orElse("").replace("\r\n", "\n").strip());
    }

    private static String header(Message message, String name) throws MessagingException {
        return Optional.ofNullable(message.getHeader(name)).map(values -> String.join(", ", Arrays.asList(values))).orElse("");
    }

    private static Optional<String> text(Part part) throws MessagingException, IOException {
        if (part.isMimeType("text/plain")) {
            return Optional.of(part.getContent().toString());
        }
        if (part.getContent() instanceof Multipart parts) {
            for (int index = 0; index < parts.getCount(); index++) {
                Optional<String> found = text(parts.getBodyPart(index));
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static Session session() {
        var properties = new Properties();
        properties.put("mail.smtp.localhost", "localhost");
        return Session.getInstance(properties);
    }
}
