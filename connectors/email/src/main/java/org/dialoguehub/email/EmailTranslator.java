package org.dialoguehub.email;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dialoguehub.connector.Event;
import org.dialoguehub.connector.Event.Mark;
import org.dialoguehub.connector.EventKey;
import org.dialoguehub.mail.Address;
import org.dialoguehub.mail.Automatic;
import org.dialoguehub.mail.Headers;
import org.dialoguehub.mail.Mail;
import org.dialoguehub.mail.MailBody;
import org.dialoguehub.mail.MailDate;
import org.dialoguehub.mail.MessageIds;
import org.dialoguehub.mail.Reactions;
import org.dialoguehub.model.AccountId;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.Actor;
import org.dialoguehub.model.Audience;
import org.dialoguehub.model.BlobId;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.InReplyTo;
import org.dialoguehub.model.Note;

/** A mail, as an activity of the hub's. */
final class EmailTranslator {
    private static final Pattern TAG = Pattern.compile("\\[([^\\[\\]]{1,80})\\]\\s*");
    private static final Pattern VIA = Pattern.compile("\\s+via\\s.*", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
    private static final Pattern ORIGINAL_ID = Pattern.compile("(?im)^[> \\t]*(?:x-original-)?message-id[ \\t]*:\\s*(<[^>\\s]{1,900}>)");
    private static final int MOST_READERS = 200;

    private final EmailSettings settings;
    private final Audience audience;
    private final String hubName;

    EmailTranslator(EmailSettings settings, Audience audience, String hubName) {
        this.settings = settings;
        this.audience = audience;
        this.hubName = hubName;
    }

    /**
     * Makes an event of a mail.
     *
     * @param received when the server took it, for mails without a date that can be
     */
    Event event(EventKey key, Mail mail, BlobId raw, Instant received) {
        Headers headers = mail.headers();
        String id = id(headers, raw);
        Set<Mark> marks = marks(mail, id);
        Instant published = MailDate.of(headers, received);
        Actor author = author(headers);
        Optional<InReplyTo> inReplyTo = marks.contains(Mark.BOUNCE) ? bounced(mail, id) : MessageIds.inReplyTo(headers, id);
        String subject = headers.text("subject").map(this::withoutTag).orElse("");
        MailBody body = MailBody.of(readable(mail), subject);
        Optional<String> emoji = mail.reaction().flatMap(Reactions::emoji).or(() -> emoji(mail, body));
        if (inReplyTo.isPresent() && emoji.isPresent()) {
            return new Event(key, new Activity.Like(author, inReplyTo.get().note(), emoji.get(), published), marks, Optional.of(raw),
                    Hops.of(headers));
        }
        Note note = new Note(
                author,
                Optional.of(subject),
                body.text(),
                inReplyTo,
                body.attachments(),
                audience(headers, author),
                published,
                language(headers),
                headers.first("archived-at").flatMap(EmailTranslator::page));
        return new Event(key, new Activity.Create(new ExternalId(id), note), marks, Optional.of(raw), Hops.of(headers));
    }

    private Set<Mark> marks(Mail mail, String id) {
        Set<Mark> marks = EnumSet.noneOf(Mark.class);
        if (Automatic.isBounce(mail)) {
            marks.add(Mark.BOUNCE);
        }
        if (Automatic.isAutomatic(mail)) {
            marks.add(Mark.AUTOMATIC);
        }
        if (Hops.isLoop(mail.headers(), id, settings, hubName)) {
            marks.add(Mark.LOOP);
        }
        return marks;
    }

    /** The Message-ID, or one made of the content, so that the same mail has the same wherever it is seen. */
    private static String id(Headers headers, BlobId raw) {
        return headers.first("message-id").flatMap(MessageIds::first).orElseGet(() -> raw + "@missing.invalid");
    }

    /** With the words of a reaction or of a report that has no others. */
    private static Mail readable(Mail mail) {
        if (!mail.texts().isEmpty()) {
            return mail;
        }
        String words = mail.reaction().map(Mail.Reaction::content).or(() -> mail.report().map(Mail.Report::status)).orElse("");
        List<Mail.Text> texts = words.isBlank() ? List.of() : List.of(new Mail.Text(false, words, false, false));
        return new Mail(mail.headers(), texts, mail.files(), mail.reaction(), mail.report());
    }

    private Optional<String> emoji(Mail mail, MailBody body) {
        return settings.reactions() && mail.files().isEmpty() ? Reactions.inWords(body.text().ownWords()) : Optional.empty();
    }

    private static Optional<InReplyTo> bounced(Mail mail, String id) {
        return mail.report()
                .flatMap(report -> originalId(report.original()).or(() -> originalId(report.status())))
                .or(() -> mail.texts().stream().flatMap(text -> originalId(text.content()).stream()).findFirst())
                .map(original -> InReplyTo.note(new ExternalId(original)))
                .or(() -> MessageIds.inReplyTo(mail.headers(), id));
    }

    private static Optional<String> originalId(String text) {
        Matcher found = ORIGINAL_ID.matcher(text);
        return found.find() ? MessageIds.first(found.group(1)) : Optional.empty();
    }

    /** Who wrote it, also where a list put its own address into From. */
    private Actor author(Headers headers) {
        Optional<Address> from = addresses(headers, "from").findFirst();
        if (from.isPresent() && !settings.isOurs(from.get().address())) {
            return actor(from.get().address(), from.get().name());
        }
        Optional<Address> behind = Stream.of("x-original-from", "reply-to", "sender", "x-mailfrom", "return-path")
                .flatMap(field -> addresses(headers, field))
                .filter(address -> !settings.isOurs(address.address()) && (from.isEmpty() || isPerson(headers, address)))
                .findFirst();
        if (behind.isPresent()) {
            String name = behind.get().name().isEmpty() ? from.map(Address::name).orElse("") : behind.get().name();
            return actor(behind.get().address(), VIA.matcher(name).replaceFirst(""));
        }
        return from.map(address -> actor(address.address(), address.name()))
                .orElseGet(() -> Actor.of("mailto:unknown@missing.invalid", "?"));
    }

    /** Whether the list names this address as the writer's, and not as its own for bounces. */
    private static boolean isPerson(Headers headers, Address address) {
        return Stream.of("x-original-from", "reply-to").flatMap(field -> addresses(headers, field)).anyMatch(address::equals);
    }

    private static Actor actor(String address, String name) {
        return Actor.of("mailto:" + address, name.isEmpty() ? address.substring(0, address.lastIndexOf('@')) : name);
    }

    /** A mail that went to people and not to the list is for them alone. */
    private Audience audience(Headers headers, Actor author) {
        boolean list = headers.has("list-id")
                || headers.has("list-post")
                || Stream.of("to", "cc", "resent-to", "resent-cc", "delivered-to", "x-original-to", "envelope-to", "from", "reply-to")
                        .flatMap(field -> addresses(headers, field))
                        .anyMatch(address -> settings.isList(address.address()));
        List<Address> readers = Stream.of("to", "cc").flatMap(field -> addresses(headers, field)).limit(MOST_READERS).toList();
        if (list || readers.isEmpty()) {
            return audience;
        }
        Set<AccountId> accounts = new HashSet<>();
        accounts.add(author.account());
        readers.forEach(reader -> accounts.add(new AccountId("mailto:" + reader.address())));
        return new Audience.Persons(accounts).narrowedTo(audience);
    }

    private static Stream<Address> addresses(Headers headers, String field) {
        return headers.all(field).stream().flatMap(value -> Address.list(value).stream());
    }

    /** The subject without the mark that the list puts before it. */
    private String withoutTag(String subject) {
        Matcher tag = TAG.matcher(subject);
        return tag.find() && isTag(tag.group(1)) ? subject.substring(0, tag.start()) + subject.substring(tag.end()) : subject;
    }

    private boolean isTag(String tag) {
        return tag.equalsIgnoreCase(settings.title())
                || settings.listId().filter(id -> id.split("\\.", 2)[0].equalsIgnoreCase(tag)).isPresent()
                || settings.list().stream().anyMatch(list -> list.substring(0, list.lastIndexOf('@')).equalsIgnoreCase(tag));
    }

    private static Optional<Locale> language(Headers headers) {
        return headers.first("content-language")
                .map(value -> value.split("[,; ]", 2)[0])
                .map(Locale::forLanguageTag)
                .filter(locale -> !locale.getLanguage().isEmpty());
    }

    private static Optional<URI> page(String header) {
        try {
            var uri = new URI(header.replaceAll("[<>\\s]", ""));
            return "https".equals(uri.getScheme()) || "http".equals(uri.getScheme()) ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException wrong) {
            return Optional.empty();
        }
    }
}
