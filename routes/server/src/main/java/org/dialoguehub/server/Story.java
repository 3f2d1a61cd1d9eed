package org.dialoguehub.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.dialoguehub.feed.Draft;
import org.dialoguehub.feed.Feed;
import org.dialoguehub.feed.GroupId;
import org.dialoguehub.feed.ShownNote;
import org.dialoguehub.feed.ShownThread;
import org.dialoguehub.model.AccountId;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.server.MailClient.Seen;

/** The story of the swimming competition: who does what, and what must be seen of it on the other side. Reads only what people could read. */
final class Story {
    private static final GroupId PARENTS = new GroupId("parents");
    private static final AccountId CLARA = new AccountId("feed:clara");
    private static final AccountId DAN = new AccountId("feed:dan");

    private final MailClient anna;
    private final MailClient ben;
    private final Hand hub;

    /** The hub as the story holds it: it is stopped and started in the middle. */
    interface Hand {
        Feed feed();

        void restart();
    }

    Story(MailClient anna, MailClient ben, Hand hub) {
        this.anna = anna;
        this.ben = ben;
        this.hub = hub;
    }

    /** One step: something is done, and then something can be seen. */
    record Step(String title, Deed deed, Sight sight) {}

    @FunctionalInterface
    interface Deed {
        void run() throws Exception;
    }

    @FunctionalInterface
    interface Sight {
        /** What is missing yet; empty once all is there. */
        Optional<String> missing() throws Exception;
    }

    List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        steps.add(new Step(
                "Anna asks the list by mail; the feed shows her question",
                () -> anna.write(
                        "<shifts@mail.example.org>",
                        "Shifts for the spring meet",
                        "Hello all,\n\nour spring meet is on 14 March. Who takes timekeeping in the morning?\n\n-- \nAnna\n+358 40 000 0000"),
                () -> onFeed("our spring meet is on 14 March", note -> note.author().name().equals("Anna"))));
        steps.add(new Step(
                "Ben answers by mail, quoting all; the feed shows his own words in the thread",
                () -> ben.answer(mail(ben, "our spring meet").orElseThrow(), "<morning@mail.example.org>",
                        "I can take the morning. Shall I bring stopwatches?"),
                () -> onFeed(
                        "I can take the morning. Shall I bring stopwatches?",
                        note -> note.note().note().inReplyTo().isPresent() && !note.note().note().body().ownWords().contains("14 March"))));
        steps.add(new Step(
                "Clara answers on the feed; Anna and Ben get a mail in the same thread",
                () -> feedReply(CLARA, "I can take the morning", "Yes please, bring five. I take the afternoon."),
                () -> inMail(anna, "Yes please, bring five", mail -> mail.inReplyTo().contains("morning@mail.example.org"))
                        .or(() -> sure(() -> inMail(ben, "Yes please, bring five", mail -> mail.from().contains("Clara via"))))));
        steps.add(new Step(
                "Ben answers Clara's mail; the feed shows it below her note",
                () -> ben.answer(mail(ben, "Yes please, bring five").orElseThrow(), "<five@mail.example.org>", "Five it is."),
                () -> onFeed("Five it is.", note -> note.note().note().inReplyTo().isPresent())));
        steps.add(new Step(
                "Clara likes it on the feed, and Anna by mail with one emoji; the feed joins both",
                () -> {
                    hub.feed().like(CLARA, id("Five it is."), "\uD83D\uDC4F");
                    anna.answer(mail(anna, "Five it is.").orElseThrow(), "<thumb@mail.example.org>", "\uD83D\uDC4D");
                },
                () -> onFeed("Five it is.", note -> note.likes().size() == 2)));
        steps.add(new Step(
                "Dan, on the feed only, writes in Finnish; everybody gets it by mail",
                () -> hub.feed().post(DAN, PARENTS, Draft.of("Hyvää päivää! Kahvi ja pulla löytyvät altaan päädystä. ☕")),
                () -> inMail(ben, "Hyvää päivää! Kahvi ja pulla löytyvät altaan päädystä. ☕", mail -> mail.from().contains("Dan via"))));
        steps.add(new Step(
                "Clara corrects herself on the feed; the list gets a correction in the thread",
                () -> {
                    ShownNote note = note("I take the afternoon").orElseThrow();
                    hub.feed().edit(CLARA, note.note().id(), note.note().version(),
                            Draft.of("Yes please, bring six. I take the afternoon."));
                },
                () -> inMail(anna, "bring six", mail -> !mail.inReplyTo().isEmpty())));
        steps.add(new Step(
                "A mail program answers by itself; the feed is spared",
                () -> {
                    ben.awayNotice(mail(ben, "Kahvi ja pulla").orElseThrow(), "<away@mail.example.org>");
                    ben.write("<afteraway@mail.example.org>", "Parking", "Parking is behind the hall.");
                },
                () -> note("I am away").isPresent()
                        ? Optional.of("The feed shows what a program said")
                        : onFeed("Parking is behind the hall.", note -> true)));
        steps.add(new Step(
                "The hub is stopped, a mail comes, the hub is started: the mail is on the feed once",
                () -> {
                    hub.restart();
                    anna.write("<late@mail.example.org>", "Results", "The results are on the wall.");
                },
                () -> onFeed("The results are on the wall.", note -> true)));
        steps.add(new Step(
                "Dan takes his note back on the feed; the list is told",
                () -> hub.feed().delete(DAN, id("Kahvi ja pulla")),
                () -> inMail(ben, "withdrawn", mail -> !mail.inReplyTo().isEmpty())));
        steps.add(new Step(
                "Clara thanks everybody on the feed, in Anna's thread",
                () -> feedReply(CLARA, "our spring meet is on 14 March", "Thank you all, what a day!"),
                () -> inMail(anna, "Thank you all, what a day!", mail -> mail.inReplyTo().contains("shifts@mail.example.org"))));
        steps.add(new Step("Nothing is there twice, in any mailbox or on the feed", () -> {}, this::doubles));
        return steps;
    }

    private Optional<String> doubles() throws Exception {
        for (MailClient reader : List.of(anna, ben)) {
            List<Seen> mails = reader.inbox();
            long different = mails.stream().map(Seen::id).distinct().count();
            long texts = mails.stream().map(mail -> mail.from() + mail.text()).distinct().count();
            if (different != mails.size() || texts != mails.size()) {
                return Optional.of(reader.name() + " has " + mails.size() + " mails, but " + different + " different ones");
            }
        }
        List<String> texts = notes().stream().map(note -> note.author().name() + note.note().note().body().ownWords()).toList();
        return texts.size() == texts.stream().distinct().count()
                ? Optional.empty()
                : Optional.of("The feed has " + texts.size() + " notes, but " + texts.stream().distinct().count() + " different ones");
    }

    private Optional<String> onFeed(String words, Predicate<ShownNote> right) throws Exception {
        Optional<ShownNote> note = note(words);
        if (note.isEmpty()) {
            return Optional.of("The feed does not show '" + words + "'");
        }
        return right.test(note.get())
                ? Optional.empty()
                : Optional.of("The feed shows '" + words + "', but not as it should: " + note.get());
    }

    private Optional<String> inMail(MailClient reader, String words, Predicate<Seen> right) throws Exception {
        Optional<Seen> mail = mail(reader, words);
        if (mail.isEmpty()) {
            return Optional.of(reader.name() + " has no mail with '" + words + "'");
        }
        return right.test(mail.get())
                ? Optional.empty()
                : Optional.of(reader.name() + " has the mail, but not as it should be: " + mail.get());
    }

    private static Optional<String> sure(Sight sight) {
        try {
            return sight.missing();
        } catch (Exception unreadable) {
            return Optional.of(unreadable.toString());
        }
    }

    private Optional<ShownNote> note(String words) throws Exception {
        return notes().stream().filter(note -> note.note().note().body().ownWords().contains(words)).findFirst();
    }

    private ExternalId id(String words) throws Exception {
        return note(words).orElseThrow(() -> new IllegalStateException("The feed does not show '" + words + "'")).note().id();
    }

    private List<ShownNote> notes() throws Exception {
        List<ShownNote> notes = new ArrayList<>();
        for (ShownThread thread : hub.feed().threads(CLARA, PARENTS, Feed.NEWEST, 100).items()) {
            notes.addAll(hub.feed().thread(CLARA, thread.first().note().id(), Feed.OLDEST, 100).items());
        }
        return notes;
    }

    private void feedReply(AccountId who, String to, String words) throws Exception {
        hub.feed().reply(who, id(to), Draft.of(words));
    }

    private static Optional<Seen> mail(MailClient reader, String words) throws Exception {
        return reader.inbox().stream().filter(mail -> mail.text().contains(words)).findFirst();
    }
}
