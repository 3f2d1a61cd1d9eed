package org.dialoguehub.email;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dialoguehub.settings.Secret;
import org.dialoguehub.settings.Setting;
import org.dialoguehub.settings.Settings;

/**
 * What a user may set for a mailbox.
 *
 * @param address the hub's own address, from which it sends
 * @param title what the list or the hub is called: the TITLE of "NAME via TITLE"
 * @param list where posts go to
 * @param lookIn the folder that settles doubts: empty means the channel's own folder if mail of ours is seen to come back there
 */
record EmailSettings(
        Server imap,
        Server smtp,
        String user,
        Secret password,
        String folder,
        String address,
        String title,
        List<String> list,
        Optional<String> listId,
        Optional<String> lookIn,
        Begin from,
        int pageSize,
        String senderForm,
        boolean reactions,
        int mostHops) {
    /** Where a channel begins that has no place in the stream yet. */
    enum Begin {
        EVERYTHING,
        NOW
    }

    /** What {@code look-in} says when there is no place to look. */
    static final String NOWHERE = "none";

    private static final Setting<URI> IMAP = Setting.uri(
            "imap", "Server to receive from: imaps://host, or imap://host for STARTTLS")
            .where(uri -> Server.check(uri, "imap"));
    private static final Setting<URI> SMTP = Setting.uri(
            "smtp", "Server to send by: smtps://host, or smtp://host for STARTTLS")
            .where(uri -> Server.check(uri, "smtp"));
    private static final Setting<Optional<Server.StartTls>> STARTTLS = Setting.choice(
            "starttls",
            "Whether imap:// and smtp:// must change to TLS; unless set, they must, but on this machine itself",
            Server.StartTls.class)
            .optional();
    private static final Setting<Optional<Trust>> TRUSTED = new Setting<>(
            "trusted-certificates",
            "File with certificates (PEM) to trust instead of those the Java runtime trusts",
            "file",
            Trust::read,
            Optional.empty(),
            false)
            .optional();
    private static final Setting<String> USER = Setting.text("user", "Name to sign in with");
    private static final Setting<Secret> PASSWORD = Setting.secret("password", "Password of the mailbox");
    private static final Setting<String> FOLDER = Setting.text("folder", "Folder to read").orElse("INBOX");
    private static final Setting<String> ADDRESS =
            Setting.text("address", "The hub's own address, from which it sends").where(EmailSettings::address);
    private static final Setting<List<String>> LIST = Setting.texts("list", "Address of the list that posts go to; several are allowed")
            .where(EmailSettings::addresses);
    private static final Setting<Optional<String>> TITLE =
            Setting.text("title", "What people call the list; unless set, the first part of its address").optional();
    private static final Setting<Optional<String>> LIST_ID =
            Setting.text("list-id", "List-Id (RFC 2919) to send, such as parents.example.org").where(EmailSettings::word).optional();
    private static final Setting<Optional<String>> LOOK_IN = Setting.text(
            "look-in",
            "Folder where mail of ours is surely found again, such as Sent, or 'none'; unless set, the folder itself, if such mail"
                    + " is seen there")
            .optional();
    private static final Setting<Begin> FROM =
            Setting.choice("from", "Where to begin: everything in the folder, or what comes from now on", Begin.class)
                    .orElse(Begin.EVERYTHING);
    private static final Setting<Integer> PAGE_SIZE =
            Setting.between(Setting.integer("page-size", "Mails asked for at once"), 1, 1_000, "The hub").orElse(100);
    private static final Setting<String> SENDER_FORM = Setting.text(
            "sender-form", "How the sender of a post is shown; NAME is the author, TITLE the list")
            .where(EmailSettings::senderForm)
            .orElse("NAME via TITLE");
    private static final Setting<Boolean> REACTIONS =
            Setting.yesNo("reactions", "Take a reply of one emoji or '+1' as a like").orElse(true);
    private static final Setting<Integer> MOST_HOPS = Setting.between(
            Setting.integer("most-hops", "Mail that passed more hubs than this goes no further"), 1, 20, "The hub")
            .orElse(3);

    /** All of them, in the order to show. */
    static final List<Setting<?>> ALL = List.of(
            IMAP, SMTP, STARTTLS, TRUSTED, USER, PASSWORD, FOLDER, ADDRESS, LIST, TITLE, LIST_ID, LOOK_IN, FROM, PAGE_SIZE, SENDER_FORM,
            REACTIONS, MOST_HOPS);

    static EmailSettings of(Settings settings) {
        List<String> list = settings.get(LIST);
        Optional<Trust> trust = settings.get(TRUSTED);
        return new EmailSettings(
                Server.of(settings.get(IMAP), settings.get(STARTTLS), trust),
                Server.of(settings.get(SMTP), settings.get(STARTTLS), trust),
                settings.get(USER),
                settings.get(PASSWORD),
                settings.get(FOLDER),
                settings.get(ADDRESS),
                settings.get(TITLE).orElseGet(() -> localPart(list.getFirst())),
                list,
                settings.get(LIST_ID),
                settings.get(LOOK_IN),
                settings.get(FROM),
                settings.get(PAGE_SIZE),
                settings.get(SENDER_FORM),
                settings.get(REACTIONS),
                settings.get(MOST_HOPS));
    }

    /** The domain of the hub's own address, in which our Message-IDs are. */
    String domain() {
        return address.substring(address.lastIndexOf('@') + 1);
    }

    /** Whether an address is one of the list's own or the hub's. */
    boolean isOurs(String someone) {
        return someone.equalsIgnoreCase(address) || isList(someone);
    }

    boolean isList(String someone) {
        return list.stream().anyMatch(someone::equalsIgnoreCase);
    }

    private static String localPart(String address) {
        String local = address.substring(0, address.lastIndexOf('@'));
        return local.substring(0, 1).toUpperCase(Locale.ROOT) + local.substring(1);
    }

    private static void addresses(List<String> all) {
        if (all.isEmpty()) {
            throw new IllegalArgumentException("at least one address is needed");
        }
        all.forEach(EmailSettings::address);
    }

    private static void address(String text) {
        word(text);
        int at = text.lastIndexOf('@');
        if (at < 1 || at == text.length() - 1 || text.indexOf('<') >= 0 || text.indexOf('>') >= 0) {
            throw new IllegalArgumentException("an address such as parents@example.org is needed");
        }
    }

    private static void word(String text) {
        if (text.isEmpty() || text.chars().anyMatch(c -> c <= ' ' || c == 127)) {
            throw new IllegalArgumentException("it must be one word without blanks");
        }
    }

    private static void senderForm(String text) {
        if (!text.contains("NAME") && !text.contains("TITLE")) {
            throw new IllegalArgumentException("it must name NAME, TITLE or both, such as 'NAME via TITLE'");
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("it must be one line");
        }
    }
}
