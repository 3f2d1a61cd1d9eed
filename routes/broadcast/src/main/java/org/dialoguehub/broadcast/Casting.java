package org.dialoguehub.broadcast;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.dialoguehub.adaptation.Adaptation;
import org.dialoguehub.adaptation.Adapted;
import org.dialoguehub.adaptation.Overflow;
import org.dialoguehub.connector.Capability;
import org.dialoguehub.connector.ConnectorSpec;
import org.dialoguehub.connector.Money;
import org.dialoguehub.connector.Outlook;
import org.dialoguehub.engine.Engine;
import org.dialoguehub.engine.Means;
import org.dialoguehub.engine.Principal;
import org.dialoguehub.engine.Publication;
import org.dialoguehub.engine.Publication.Saying;
import org.dialoguehub.engine.Standing;
import org.dialoguehub.model.Attachment;
import org.dialoguehub.model.Block;
import org.dialoguehub.model.InReplyTo;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.NoteId;
import org.dialoguehub.model.RichText;
import org.dialoguehub.model.Span;
import org.dialoguehub.text.TextRules;

/** Makes of a draft what each channel gets: for the preview, and for what is sent. */
final class Casting {
    private static final NoteId NOT_YET = new NoteId("not-yet");

    private final Engine engine;
    private final Pictures pictures;
    private final BroadcastSettings settings;
    private final Draft draft;
    private final Optional<String> campaign;
    private final Instant now;
    private final Map<Words, Adapted> adapted = new HashMap<>();
    private final Map<String, RichText> read = new HashMap<>();

    Casting(Engine engine, Pictures pictures, BroadcastSettings settings, Draft draft, Optional<String> campaign, Instant now) {
        this.engine = engine;
        this.pictures = pictures;
        this.settings = settings;
        this.draft = draft;
        this.campaign = campaign.filter(name -> settings.utm());
        this.now = now;
    }

    /**
     * A draft as one channel gets it.
     *
     * @param files what stands with the words
     * @param outlooks what the network makes of each part and comment, if its connector can tell
     */
    record Cast(
            String channel,
            ConnectorSpec network,
            Adapted text,
            Optional<Adapted> comment,
            List<Preview.File> files,
            List<Outlook> outlooks,
            List<String> named,
            List<String> problems) {
        Optional<Money> price() {
            return outlooks.stream().flatMap(outlook -> outlook.price().stream()).reduce(Money::plus);
        }

        /** Everything that keeps it from being sent. */
        List<String> obstacles() {
            List<String> all = new ArrayList<>(problems);
            text.refusal()
                    .ifPresent(why -> all.add("'" + channel + "': " + why + ". Say it shorter, or let it be split or shortened there"));
            comment.flatMap(Adapted::refusal).ifPresent(why -> all.add("'" + channel + "': the first comment: " + why));
            outlooks.stream().flatMap(outlook -> outlook.refusal().stream()).distinct()
                    .forEach(why -> all.add("'" + channel + "': " + why));
            return all;
        }
    }

    /** What people see of a cast before it is sent. */
    Preview preview(Cast cast, Principal principal) {
        TextRules rules = cast.network().text();
        boolean answers = cast.text().parts().getFirst().inReplyTo().isPresent();
        Optional<Preview.Cost> cost = cast.price().map(price -> {
            Means means = engine.means(principal, cast.channel());
            return new Preview.Cost(price, means.spent().orElseGet(() -> Money.nothing(price.currency())), means.limit());
        });
        return new Preview(cast.channel(), cast.network().title(), shown(cast.text(), rules, answers),
                cast.comment().map(words -> shown(words, rules, true)).orElse(List.of()), cast.files(), cast.named(),
                cast.outlooks().stream().findFirst().flatMap(Outlook::card), cast.text().changes(), cost, waits(cast, cost, principal),
                cast.obstacles());
    }

    private List<String> waits(Cast cast, Optional<Preview.Cost> cost, Principal principal) {
        List<String> waits = new ArrayList<>();
        String channel = cast.channel();
        cost.filter(money -> !money.isWithin()).ifPresent(money -> waits.add("It costs " + money.price() + ", and " + money.spent() + " of "
                + money.limit().orElseThrow() + " are spent this month: it waits for the next, or until 'monthly-limit' is raised"));
        Optional<Standing> standing = Optional.ofNullable(engine.health().channels().get(channel));
        switch (standing.map(Standing::way).orElse(Standing.Way.UNTRIED)) {
            case SIGN_IN -> waits.add("Somebody must sign in: ./hub login " + channel);
            case DOWN -> waits.add(cast.network().title() + " cannot be reached now: " + standing.map(Standing::word).orElse(""));
            case UP, UNTRIED -> {}
        }
        engine.paused(channel).ifPresent(pause -> waits.add(cast.network().title() + " wants to be left alone until " + pause.until()));
        settings.quiet().until(channel, now).ifPresent(until -> waits.add("It is quiet there until " + until));
        engine.means(principal, channel).shortages().stream().filter(shortage -> !waits.contains(shortage)).forEach(waits::add);
        return waits;
    }

    private static List<Preview.Part> shown(Adapted adapted, TextRules rules, boolean answer) {
        List<Preview.Part> parts = new ArrayList<>();
        for (Note part : adapted.parts()) {
            String words = part.body().ownWords();
            parts.add(new Preview.Part(words, rules.counter().count(words), rules.limit(answer || !parts.isEmpty())));
        }
        return parts;
    }

    /** What is adapted for all channels that are alike at once. */
    private record Words(String network, TextRules rules, Overflow overflow, Note note) {
        Adapted adapted(People people) {
            return Adaptation.to(rules).with(overflow).with(people.on(network)).of(note);
        }
    }

    /** The channels that the draft names, by themselves or as a group, each once. */
    List<String> channels() {
        Set<String> channels = new LinkedHashSet<>();
        draft.channels().forEach(name -> channels.addAll(settings.groups().getOrDefault(name, List.of(name))));
        return List.copyOf(channels);
    }

    /** What each channel gets, sound or not. */
    List<Cast> all(Optional<NoteId> above) throws RefusedException {
        List<String> problems = problems();
        if (!problems.isEmpty()) {
            throw new RefusedException(problems);
        }
        List<String> channels = channels();
        Set<String> let = engine.lets(draft.audience(), channels);
        return channels.stream().map(channel -> cast(channel, let.contains(channel), above)).toList();
    }

    /** What each channel gets, if all of them can get it. */
    List<Cast> sound(Optional<NoteId> above) throws RefusedException {
        List<Cast> casts = all(above);
        List<String> problems = casts.stream().flatMap(cast -> cast.obstacles().stream()).toList();
        if (!problems.isEmpty()) {
            throw new RefusedException(problems);
        }
        return casts;
    }

    /** The publication of some of what was cast. */
    Publication publication(List<Cast> casts, Optional<NoteId> above) {
        List<Publication> answers = draft.firstComment().filter(words -> above.isEmpty()).stream().map(words -> new Publication(
                note(words, "").withAttachments(List.of()),
                casts.stream().flatMap(cast -> cast.comment().map(comment -> new Saying(cast.channel(), comment.parts())).stream())
                        .toList(),
                List.of())).toList();
        Note note = titled(draft.text(), "");
        return new Publication(
                above.map(InReplyTo::note).map(note::answering).orElse(note),
                casts.stream().map(cast -> new Saying(cast.channel(), cast.text().parts())).toList(),
                answers);
    }

    private List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (draft.channels().isEmpty()) {
            problems.add("No channel is named; where is it to be said?");
        }
        if (draft.text().isBlank() && draft.attachments().isEmpty()) {
            problems.add("There is nothing to say: no text, and no file");
        }
        Set<String> known = Set.copyOf(engine.channels());
        draft.channels().stream().filter(name -> !known.contains(name) && !settings.groups().containsKey(name)).distinct()
                .forEach(name -> problems.add("There is no channel '" + name + "'; there are "
                        + String.join(", ",
                                Stream.concat(engine.channels().stream(), settings.groups().keySet().stream().sorted()).toList())));
        Set<String> named = new HashSet<>();
        draft.channels().stream().filter(name -> !named.add(name)).distinct()
                .forEach(name -> problems.add("'" + name + "' is named twice"));
        List<String> channels = channels();
        draft.overrides().keySet().stream().filter(channel -> !channels.contains(channel)).sorted()
                .forEach(channel -> problems.add("There are other words for '" + channel + "', but it is not among the channels"));
        return problems;
    }

    private Cast cast(String channel, boolean let, Optional<NoteId> above) {
        ConnectorSpec network = engine.network(channel);
        Optional<Draft.Wording> different = Optional.ofNullable(draft.overrides().get(channel));
        Overflow overflow = different.flatMap(Draft.Wording::overflow).orElse(Overflow.SPLIT);
        List<String> problems = new ArrayList<>(problems(channel, network, let));
        Map<Attachment, Preview.File> files = files(network, channel, problems);
        Note written = titled(different.flatMap(Draft.Wording::text).orElse(draft.text()), network.name())
                .withAttachments(files.values().stream().map(Preview.File::file).toList());
        Note whole = above.map(InReplyTo::note).map(written::answering).orElse(written);
        List<Attachment> unsent = engine.outlook(channel, whole).map(Outlook::named).orElse(List.of());
        Adapted text = adapted(network, overflow, naming(whole, unsent));
        Optional<Adapted> comment = draft.firstComment().filter(words -> above.isEmpty()).map(words -> adapted(network, overflow,
                note(words, network.name()).withAttachments(List.of()).answering(InReplyTo.note(NOT_YET))));
        List<Outlook> outlooks = Stream.concat(text.parts().stream(), comment.stream().flatMap(words -> words.parts().stream()))
                .flatMap(part -> engine.outlook(channel, part).stream()).toList();
        return new Cast(channel, network, text, comment,
                files.values().stream().filter(file -> !unsent.contains(file.file())).toList(),
                outlooks, unsent.stream().map(Attachment::name).toList(), problems);
    }

    private Adapted adapted(ConnectorSpec network, Overflow overflow, Note note) {
        return adapted.computeIfAbsent(new Words(network.name(), network.text(), overflow, note),
                words -> words.adapted(settings.people()));
    }

    /** The files as the network takes them: pictures that are too large for it are made smaller. */
    private Map<Attachment, Preview.File> files(ConnectorSpec network, String channel, List<String> problems) {
        Map<Attachment, Preview.File> files = new LinkedHashMap<>();
        for (Attachment file : draft.attachments()) {
            if (network.images().isEmpty() || !Pictures.isPicture(file)) {
                files.put(file, new Preview.File(file, Optional.empty(), Optional.empty()));
                continue;
            }
            try {
                Pictures.Fitted fitted = pictures.fit(file, network.images().get());
                files.put(file, new Preview.File(fitted.picture(), fitted.size().map(Object::toString), fitted.change()));
            } catch (Pictures.UnfitException unfit) {
                problems.add("'" + channel + "': " + unfit.getMessage());
                files.put(file, new Preview.File(file, Optional.empty(), Optional.empty()));
            }
        }
        return files;
    }

    /** With the names of files below the words, so that they are counted with them. */
    private static Note naming(Note note, List<Attachment> unsent) {
        if (unsent.isEmpty()) {
            return note;
        }
        List<Block> blocks = new ArrayList<>(note.body().blocks());
        unsent.forEach(file -> blocks.add(new Block.Paragraph(List.of(new Span.Text("[" + file.name() + "]")))));
        return note.withBody(new RichText(blocks))
                .withAttachments(note.attachments().stream().filter(file -> !unsent.contains(file)).toList());
    }

    private List<String> problems(String channel, ConnectorSpec network, boolean let) {
        if (!network.capabilities().contains(Capability.PUBLISH)) {
            return List.of("'" + channel + "': " + network.title() + " can be read, but nothing can be said there");
        }
        return let
                ? List.of()
                : List.of("'" + channel + "': its readers are not among those the draft is meant for");
    }

    private Note titled(String markdown, String network) {
        Note note = note(markdown, network);
        return draft.subject().map(note::withSubject).orElse(note);
    }

    /** @param network whose links tell where they are; none if it is empty */
    private Note note(String markdown, String network) {
        RichText body = read.computeIfAbsent(markdown, written -> settings.people().in(Markdown.read(written)));
        RichText told = campaign.filter(name -> !network.isEmpty()).map(name -> new Utm(network, name).in(body)).orElse(body);
        return new Note(draft.author(), Optional.empty(), told, Optional.empty(), draft.attachments(), draft.audience(), now,
                draft.language(), Optional.empty());
    }
}
