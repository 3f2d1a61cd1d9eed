package org.dialoguehub.archive;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.FetchProfile;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessageRemovedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.UIDFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dialoguehub.archive.MailSource.Fault;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.jspecify.annotations.Nullable;

/**
 * All folders of an IMAP account (RFC 9051), read without changing anything there. A place is {@code UIDVALIDITY:UID}; what comes later is read on from it.
 *
 * @param server {@code imaps://USER@HOST[:PORT]}; {@code imap://} demands STARTTLS, but for this machine itself
 */
record ImapAccount(URI server, String password) {
    private static final Pattern PLACE = Pattern.compile("(\\d{1,18}):(\\d{1,18})");
    /** What a mail is taken for in telling how far it is. */
    private static final int USUAL = 10_000;

    private static final String TIMEOUT = "60000";

    ImapAccount {
        String scheme = String.valueOf(server.getScheme()).toLowerCase(Locale.ROOT);
        if (!List.of("imap", "imaps").contains(scheme) || server.getHost() == null || server.getUserInfo() == null
                || server.getUserInfo().contains(":")) {
            throw new IllegalArgumentException(
                    "An account is written as imaps://USER@HOST; an @ in USER as %40");
        }
    }

    @Override
    public String toString() {
        return server.toString();
    }

    private Store connect() throws MessagingException {
        boolean tls = server.getScheme().equalsIgnoreCase("imaps");
        String protocol = tls ? "imaps" : "imap";
        var properties = new Properties();
        properties.setProperty("mail." + protocol + ".connectiontimeout", TIMEOUT);
        properties.setProperty("mail." + protocol + ".timeout", TIMEOUT);
        properties.setProperty("mail." + protocol + ".writetimeout", TIMEOUT);
        properties.setProperty("mail." + protocol + ".partialfetch", "false");
        properties.setProperty("mail." + protocol + ".peek", "true");
        properties.setProperty("mail." + protocol + ".ssl.checkserveridentity", "true");
        if (!tls && !List.of("127.0.0.1", "localhost", "[::1]").contains(server.getHost().toLowerCase(Locale.ROOT))) {
            properties.setProperty("mail.imap.starttls.enable", "true");
            properties.setProperty("mail.imap.starttls.required", "true");
        }
        Store store = Session.getInstance(properties).getStore(protocol);
        store.connect(server.getHost(), server.getPort(),
                URLDecoder.decode(server.getRawUserInfo().replace("+", "%2B"), StandardCharsets.UTF_8),
                password);
        return store;
    }

    /** The folders that there are. */
    Sources.Found sources() throws IOException {
        List<Source> sources = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        try (Store store = connect()) {
            for (Folder folder : store.getDefaultFolder().list("*")) {
                if ((folder.getType() & Folder.HOLDS_MESSAGES) != 0) {
                    try {
                        sources.add(source(folder));
                    } catch (MessagingException closed) {
                        faults.add(new Fault(this + "/" + folder.getFullName(), String.valueOf(closed.getMessage())));
                    }
                }
            }
        } catch (MessagingException failed) {
            throw failure(failed);
        }
        return new Sources.Found(sources, faults);
    }

    private Source source(Folder folder) throws MessagingException {
        String name = folder.getFullName();
        folder.open(Folder.READ_ONLY);
        int mails = folder.getMessageCount();
        folder.close(false);
        String url = this + "/" + URLEncoder.encode(name, StandardCharsets.UTF_8);
        return new Source(url, Source.Kind.MAILBOX, (long) mails * USUAL, 0, name.toLowerCase(Locale.ROOT), place -> open(name, place));
    }

    private MailSource open(String name, String place) throws IOException {
        try {
            Store store = connect();
            try {
                Folder folder = store.getFolder(name);
                folder.open(Folder.READ_ONLY);
                return new Mailbox(store, folder, place);
            } catch (MessagingException | RuntimeException failed) {
                store.close();
                throw failed;
            }
        } catch (MessagingException failed) {
            throw failure(failed);
        }
    }

    private IOException failure(MessagingException failed) {
        return failed instanceof AuthenticationFailedException
                ? new IOException("'" + server.getHost() + "' does not let '" + server.getUserInfo() + "' in: " + failed.getMessage()
                        + ". Many providers want a password made for one program", failed)
                : new IOException("'" + server.getHost() + "' cannot be read: " + failed.getMessage(), failed);
    }

    /** The mails of a folder, in the order of their UIDs. */
    private static final class Mailbox implements MailSource {
        private final Store store;
        private final Folder folder;
        private final UIDFolder ids;
        private final long validity;
        private final Message[] messages;
        private long last;
        private int next;

        Mailbox(Store store, Folder folder, String place) throws MessagingException {
            this.store = store;
            this.folder = folder;
            this.ids = (UIDFolder) folder;
            this.validity = ids.getUIDValidity();
            Matcher before = PLACE.matcher(place);
            // Other numbers after a change of UIDVALIDITY: all is read again, and what is known stays known.
            this.last = before.matches() && Long.parseLong(before.group(1)) == validity ? Long.parseLong(before.group(2)) : 0;
            this.messages = ids.getMessagesByUID(last + 1, UIDFolder.LASTUID);
        }

        @Override
        public @Nullable Chunk next() throws IOException {
            try {
                return next == messages.length ? null : chunk();
            } catch (MessagingException failed) {
                throw new IOException("the mail server broke off: " + failed.getMessage(), failed);
            }
        }

        private Chunk chunk() throws MessagingException, IOException {
            Message[] some = Arrays.copyOfRange(messages, next, Math.min(messages.length, next + MOST));
            var profile = new FetchProfile();
            profile.add(FetchProfile.Item.SIZE);
            folder.fetch(some, profile);
            prefetch(some);
            var bytes = new ByteArrayOutputStream(CHUNK);
            List<Span> mails = new ArrayList<>();
            List<Fault> faults = new ArrayList<>();
            for (Message message : some) {
                if (bytes.size() >= CHUNK) {
                    break;
                }
                next++;
                // "n:*" names the last mail, too, if there is none from n on (RFC 9051, 6.4.9).
                if (message == null || ids.getUID(message) <= last) {
                    continue;
                }
                last = ids.getUID(message);
                String name = "UID " + last;
                if (message.getSize() > LARGEST) {
                    faults.add(new Fault(name, "it is larger than " + (LARGEST >> 20) + " MB"));
                    continue;
                }
                int from = bytes.size();
                try {
                    message.writeTo(bytes);
                    mails.add(new Span(from, bytes.size(), name));
                } catch (MessageRemovedException gone) {
                    faults.add(new Fault(name, "it was removed meanwhile"));
                }
            }
            return new Chunk(new Bytes(bytes.toByteArray()), mails, validity + ":" + last, faults);
        }

        /** Asks for as many mails as are handed over together, in one question. */
        private void prefetch(Message[] some) throws MessagingException {
            List<Message> wanted = new ArrayList<>();
            int size = 0;
            for (Message message : some) {
                if (message != null && message.getSize() <= LARGEST && size < CHUNK) {
                    wanted.add(message);
                    size += message.getSize();
                }
            }
            var whole = new FetchProfile();
            whole.add(IMAPFolder.FetchProfileItem.MESSAGE);
            folder.fetch(wanted.toArray(Message[]::new), whole);
        }

        @Override
        public long read() {
            return (long) next * USUAL;
        }

        @Override
        public void close() throws IOException {
            try {
                folder.close(false);
                store.close();
            } catch (MessagingException useless) {
                throw new IOException(useless);
            }
        }
    }
}
