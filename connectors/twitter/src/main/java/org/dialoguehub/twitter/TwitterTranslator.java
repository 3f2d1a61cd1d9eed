package org.dialoguehub.twitter;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dialoguehub.model.AccountId;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.Actor;
import org.dialoguehub.model.Attachment;
import org.dialoguehub.model.Audience;
import org.dialoguehub.model.Block;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.InReplyTo;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.NoteRef;
import org.dialoguehub.model.RichText;
import org.dialoguehub.model.Span;
import org.dialoguehub.twitter.TwitterJson.Address;
import org.dialoguehub.twitter.TwitterJson.Draft;
import org.dialoguehub.twitter.TwitterJson.Includes;
import org.dialoguehub.twitter.TwitterJson.Tweet;
import org.dialoguehub.twitter.TwitterJson.User;

/** Between posts of X and activities. Pure. */
record TwitterTranslator(Audience audience) {
    private static final Pattern MARKED = Pattern.compile("https?://t\\.co/\\w+|[@#][\\p{L}\\p{M}\\p{N}_]+");
    private static final Pattern LABELLED = Pattern.compile(" <(https?://[^<>\\s]+)>");

    private static final Pattern FILE = Pattern.compile("https://(x|twitter)\\.com/\\w+/status/\\d+/(photo|video)/\\d+");

    /** What a post tells, as an activity: a note, a change of one, or a share. */
    Activity activity(Tweet tweet, Includes includes) {
        var object = new ExternalId(tweet.first());
        Optional<String> shared = tweet.referring("retweeted");
        if (shared.isPresent()) {
            return new Activity.Announce(author(tweet, includes), new ExternalId(includes.first(shared.get())), at(tweet));
        }
        Note note = note(tweet, includes);
        return tweet.first().equals(tweet.id())
                ? new Activity.Create(object, note)
                : new Activity.Update(note.author(), object, note, at(tweet));
    }

    /** The post without its history, for those who have never met its first version. */
    Activity.Create first(Tweet tweet, Includes includes) {
        return new Activity.Create(new ExternalId(tweet.first()), note(tweet, includes));
    }

    /** What X shows of a note: its own words. Files that X does not take are named. */
    Draft draft(Note note, List<Attachment> unsent) {
        var text = new StringBuilder();
        note.subject().ifPresent(subject -> text.append(subject).append("\n\n"));
        text.append(LABELLED.matcher(note.body().ownWords()).replaceAll(" $1"));
        for (Attachment attachment : unsent) {
            text.append("\n[").append(attachment.name()).append(']');
        }
        String words = TwitterText.normal(text.toString().strip());
        return new Draft(words, note.inReplyTo().map(parent -> parent.note().value()), Optional.empty(), List.of());
    }

    /** The text as its author wrote it: without the names of those it answers and the addresses of its files, other addresses whole. */
    String text(Tweet tweet) {
        String text = visible(tweet);
        for (Address address : tweet.addresses()) {
            text = text.replace(address.shortened(), FILE.matcher(address.expanded()).matches() ? "" : address.expanded());
        }
        return unescaped(text).strip();
    }

    Actor actor(User user) {
        return new Actor(account(user.id()), user.title(), Optional.of(URI.create("https://x.com/" + user.name())));
    }

    static AccountId account(String userId) {
        return new AccountId("x:" + userId);
    }

    static URI page(String name, String id) {
        return URI.create("https://x.com/" + name + "/status/" + id);
    }

    private Note note(Tweet tweet, Includes includes) {
        Actor author = author(tweet, includes);
        Note note = new Note(
                author, Optional.empty(), body(tweet), Optional.empty(), List.of(), audience, at(tweet), language(tweet),
                Optional.of(page(tweet.author().map(includes.users()::get).map(User::name).orElse("i"), tweet.first())));
        return tweet.referring("replied_to").map(parent -> note.answering(answered(tweet, parent, includes))).orElse(note);
    }

    private Actor author(Tweet tweet, Includes includes) {
        String id = tweet.author().orElseThrow(() -> new IllegalArgumentException("A post without its author"));
        User user = includes.users().get(id);
        return user == null ? new Actor(account(id), "User " + id + " of X", Optional.empty()) : actor(user);
    }

    private static InReplyTo answered(Tweet tweet, String parent, Includes includes) {
        String first = includes.first(parent);
        List<NoteRef> root = tweet.conversation().filter(id -> !id.equals(first)).map(id -> List.<NoteRef>of(new ExternalId(id)))
                .orElse(List.of());
        return new InReplyTo(new ExternalId(first), root);
    }

    private static Instant at(Tweet tweet) {
        return tweet.at().orElseGet(() -> Snowflake.time(tweet.id()));
    }

    private static Optional<Locale> language(Tweet tweet) {
        // und and the three-letter codes that begin with q (qme, qht, …) say that X does not know; zxx that there are no words
        return tweet.language().filter(tag -> !tag.equals("und") && !tag.equals("zxx") && !tag.matches("q[a-z]{2}"))
                .map(Locale::forLanguageTag)
                .filter(locale -> !locale.getLanguage().isEmpty());
    }

    private RichText body(Tweet tweet) {
        List<Block> blocks = new ArrayList<>();
        for (String part : visible(tweet).strip().split("\\R\\s*\\R", -1)) {
            if (!part.isBlank()) {
                blocks.add(new Block.Paragraph(lines(part, tweet)));
            }
        }
        return new RichText(blocks);
    }

    private static List<Span> lines(String part, Tweet tweet) {
        List<Span> spans = new ArrayList<>();
        for (String line : part.lines().toList()) {
            if (!spans.isEmpty()) {
                spans.add(new Span.Break());
            }
            spans.addAll(spans(line.stripTrailing(), tweet));
        }
        return spans;
    }

    /** Finds links, names and tags by their text: X does not say whether its positions count characters before or after unescaping. */
    private static List<Span> spans(String line, Tweet tweet) {
        List<Span> spans = new ArrayList<>();
        int from = 0;
        for (Matcher marked = MARKED.matcher(line); marked.find();) {
            Optional<Span> span = marked(marked.group(), tweet);
            if (span.isPresent()) {
                text(line.substring(from, marked.start()), spans);
                spans.add(span.get());
                from = marked.end();
            }
        }
        text(line.substring(from), spans);
        return spans;
    }

    private static Optional<Span> marked(String found, Tweet tweet) {
        if (found.startsWith("#")) {
            return found.substring(1).chars().allMatch(Character::isDigit)
                    ? Optional.empty()
                    : Optional.of(new Span.Hashtag(found.substring(1)));
        }
        if (found.startsWith("@")) {
            return tweet.mentions().stream().filter(it -> it.name().equalsIgnoreCase(found.substring(1))).findFirst()
                    .flatMap(it -> it.id().map(id -> new Span.Mention(account(id), found)));
        }
        return target(found, tweet).map(target -> new Span.Link(List.of(new Span.Text(target.toString())), target));
    }

    private static Optional<URI> target(String shortened, Tweet tweet) {
        String full = tweet.addresses().stream().filter(it -> it.shortened().equals(shortened)).map(Address::expanded).findFirst()
                .orElse(shortened);
        try {
            return Optional.of(URI.create(full)).filter(Span.Link::allows);
        } catch (IllegalArgumentException odd) {
            return Optional.empty();
        }
    }

    private static void text(String text, List<Span> spans) {
        if (!text.isEmpty()) {
            spans.add(new Span.Text(unescaped(text)));
        }
    }

    /** The text from where clients show it. */
    private static String visible(Tweet tweet) {
        return tweet.text().substring(tweet.hidden());
    }

    private static String unescaped(String text) {
        return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }
}
