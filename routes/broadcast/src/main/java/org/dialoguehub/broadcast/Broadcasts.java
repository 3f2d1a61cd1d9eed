package org.dialoguehub.broadcast;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.dialoguehub.adaptation.Adaptation;
import org.dialoguehub.adaptation.Adapted;
import org.dialoguehub.adaptation.Overflow;
import org.dialoguehub.connector.Blobs;
import org.dialoguehub.connector.Capability;
import org.dialoguehub.connector.ConnectorSpec;
import org.dialoguehub.engine.Engine;
import org.dialoguehub.engine.Principal;
import org.dialoguehub.engine.Publication;
import org.dialoguehub.engine.Publication.Saying;
import org.dialoguehub.engine.Publicity;
import org.dialoguehub.engine.Receipt;
import org.dialoguehub.engine.Right;
import org.dialoguehub.model.Actor;
import org.dialoguehub.model.InReplyTo;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.NoteId;
import org.dialoguehub.model.RichText;
import org.dialoguehub.text.TextRules;

/** Says drafts on every channel they name. What is shown beforehand and what is sent come from the same code. Safe for use by many threads. */
public final class Broadcasts {
    private static final String RULE = "broadcast";
    private static final Principal HUB = new Principal.TheHub();
    private static final NoteId NOT_YET = new NoteId("not-yet");

    private final Engine engine;
    private final Actor house;
    private final InstantSource clock;

    /**
     * @param house in whose name is spoken unless somebody else is named: the organization
     */
    public Broadcasts(Engine engine, Actor house, InstantSource clock) {
        this.engine = engine;
        this.house = house;
        this.clock = clock;
    }

    /** The bytes of files: put them here before a draft names them. */
    public Blobs blobs() {
        return engine.blobs();
    }

    /** The organization, as an author. */
    public Actor house() {
        return house;
    }

    /**
     * What each channel will get, in the order of the draft. Sends nothing.
     *
     * @throws RefusedException if the draft names no channel, or one that there is not
     */
    public List<Preview> preview(Principal principal, Draft draft) throws RefusedException {
        principal.must(Right.COMPOSE, "see a preview");
        return cast(draft, clock.instant()).stream().map(Cast::preview).toList();
    }

    /**
     * Says a draft: returns once all of it is durable, or nothing. The same key again says nothing anew, whatever the draft.
     *
     * @param key unlike that of any other broadcast; at most 300 characters
     * @throws RefusedException if any channel cannot get it; then none does
     */
    public Publicity publish(Principal principal, Draft draft, String key) throws RefusedException {
        principal.must(Right.COMPOSE, "say something");
        Instant now = clock.instant();
        List<Cast> casts = sound(cast(draft, now));
        List<Publication> answers = draft.firstComment().stream().map(words -> new Publication(
                note(draft, words, now).withAttachments(List.of()),
                casts.stream().flatMap(cast -> cast.comment().map(comment -> new Saying(cast.channel(), comment.parts())).stream())
                        .toList(),
                List.of())).toList();
        return engine.publish(HUB, RULE, new Publication(titled(draft, draft.text(), now), sayings(casts), answers), key(key));
    }

    /**
     * Says something below a broadcast, on some of its channels: a further comment, or what is right where a network lets nobody change what was said.
     *
     * @param of the key of the broadcast
     * @param draft what it has for the first comment is left out
     * @param key of its own, as for {@link #publish}
     * @throws RefusedException if any channel cannot get it; then none does
     */
    public Publicity follow(Principal principal, String of, Draft draft, String key) throws RefusedException {
        principal.must(Right.COMPOSE, "say something");
        NoteId above = among(of, draft).note();
        Instant now = clock.instant();
        List<Cast> casts = sound(cast(draft, now, Optional.of(above)));
        Note note = titled(draft, draft.text(), now).answering(InReplyTo.note(above));
        return engine.publish(HUB, RULE, new Publication(note, sayings(casts), List.of()), key(key));
    }

    /**
     * Says a broadcast in other words: what is not out yet goes out so, what is out is changed where it is. Where a network cannot do that, a rejected receipt
     * says so. The same words again change nothing.
     *
     * @param key of the broadcast
     * @param draft the new words, for some of its channels; what it has for the first comment is left out
     * @throws RefusedException if any channel cannot get it; then nothing is changed
     */
    public Publicity correct(Principal principal, String key, Draft draft) throws RefusedException {
        principal.must(Right.COMPOSE, "correct a broadcast");
        among(key, draft);
        Instant now = clock.instant();
        List<Cast> casts = sound(cast(draft, now));
        return engine.correct(HUB, RULE, key(key), new Publication(titled(draft, draft.text(), now), sayings(casts), List.of()));
    }

    /**
     * Takes a broadcast back everywhere, with its first comment: what is not out yet stays in, what is out is deleted. Where a network cannot do that, a
     * rejected receipt says so. The second time changes nothing.
     *
     * @throws IllegalArgumentException if there is no such broadcast
     */
    public Publicity recall(Principal principal, String key) {
        principal.must(Right.COMPOSE, "take back a broadcast");
        said(key);
        return engine.recall(HUB, RULE, key(key));
    }

    /** What was said under that key; all channels of the draft are among its channels. */
    private Publicity among(String key, Draft draft) throws RefusedException {
        Publicity said = said(key);
        Set<String> channels = said.receipts().stream().map(Receipt::channel).collect(Collectors.toSet());
        List<String> others = draft.channels().stream().filter(channel -> !channels.contains(channel)).toList();
        if (!others.isEmpty()) {
            throw new RefusedException(others.stream().map(channel -> "'" + key + "' was not said on '" + channel + "'").toList());
        }
        return said;
    }

    private Publicity said(String key) {
        return engine.published(HUB, key(key)).orElseThrow(() -> new IllegalArgumentException("There is no broadcast '" + key + "'"));
    }

    private static List<Cast> sound(List<Cast> casts) throws RefusedException {
        List<String> problems = casts.stream().flatMap(cast -> cast.preview().problems().stream()).toList();
        if (!problems.isEmpty()) {
            throw new RefusedException(problems);
        }
        return casts;
    }

    private static List<Saying> sayings(List<Cast> casts) {
        return casts.stream().map(cast -> new Saying(cast.channel(), cast.text().parts())).toList();
    }

    private static Note titled(Draft draft, String markdown, Instant now) {
        Note note = note(draft, markdown, now);
        return draft.subject().map(note::withSubject).orElse(note);
    }

    /** What became of the broadcast with that key. */
    public Optional<Publicity> find(Principal principal, String key) {
        principal.must(Right.COMPOSE, "see receipts");
        return engine.published(HUB, key(key));
    }

    private static String key(String key) {
        if (key.isBlank() || key.length() > 300) {
            throw new IllegalArgumentException("The key of a broadcast has 1 to 300 characters, not " + key.length());
        }
        return RULE + " " + key;
    }

    /** A draft as one channel gets it. */
    private record Cast(String channel, ConnectorSpec network, Adapted text, Optional<Adapted> comment, List<String> problems) {
        Preview preview() {
            List<String> all = new ArrayList<>(problems);
            text.refusal()
                    .ifPresent(why -> all.add("'" + channel + "': " + why + ". Say it shorter, or let it be split or shortened there"));
            comment.flatMap(Adapted::refusal).ifPresent(why -> all.add("'" + channel + "': the first comment: " + why));
            return new Preview(channel, network.title(), shown(text, network.text(), text.parts().getFirst().inReplyTo().isPresent()),
                    comment.map(words -> shown(words, network.text(), true)).orElse(List.of()), text.changes(), all);
        }

        private static List<Preview.Part> shown(Adapted adapted, TextRules rules, boolean answer) {
            List<Preview.Part> parts = new ArrayList<>();
            for (Note part : adapted.parts()) {
                String words = part.body().ownWords();
                parts.add(new Preview.Part(words, rules.counter().count(words), rules.limit(answer || !parts.isEmpty())));
            }
            return parts;
        }
    }

    private List<Cast> cast(Draft draft, Instant now) throws RefusedException {
        return cast(draft, now, Optional.empty());
    }

    private List<Cast> cast(Draft draft, Instant now, Optional<NoteId> above) throws RefusedException {
        List<String> problems = problems(draft);
        if (!problems.isEmpty()) {
            throw new RefusedException(problems);
        }
        return draft.channels().stream().map(channel -> cast(draft, channel, now, above)).toList();
    }

    private List<String> problems(Draft draft) {
        List<String> problems = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        if (draft.channels().isEmpty()) {
            problems.add("No channel is named; where is it to be said?");
        }
        if (draft.text().isBlank() && draft.attachments().isEmpty()) {
            problems.add("There is nothing to say: no text, and no file");
        }
        for (String channel : draft.channels()) {
            if (!engine.channels().contains(channel)) {
                problems.add("There is no channel '" + channel + "'; there are " + String.join(", ", engine.channels()));
            } else if (!seen.add(channel)) {
                problems.add("'" + channel + "' is named twice");
            }
        }
        draft.overrides().keySet().stream().filter(channel -> !draft.channels().contains(channel)).sorted()
                .forEach(channel -> problems.add("There are other words for '" + channel + "', but it is not among the channels"));
        return problems;
    }

    private Cast cast(Draft draft, String channel, Instant now, Optional<NoteId> above) {
        ConnectorSpec network = engine.network(channel);
        Optional<Draft.Wording> different = Optional.ofNullable(draft.overrides().get(channel));
        Adaptation adaptation = Adaptation.to(network.text())
                .with(different.flatMap(Draft.Wording::overflow).orElse(Overflow.SPLIT));
        Note alone = titled(draft, different.flatMap(Draft.Wording::text).orElse(draft.text()), now);
        Note note = above.map(InReplyTo::note).map(alone::answering).orElse(alone);
        Optional<Adapted> comment = draft.firstComment().filter(words -> above.isEmpty())
                .map(words -> adaptation.of(note(draft, words, now).withAttachments(List.of()).answering(InReplyTo.note(NOT_YET))));
        List<String> problems = network.capabilities().contains(Capability.PUBLISH)
                ? engine.lets(draft.audience(), channel)
                        ? List.of()
                        : List.of("'" + channel + "': its readers are not among those the draft is meant for")
                : List.of("'" + channel + "': " + network.title() + " can be read, but nothing can be said there");
        return new Cast(channel, network, adaptation.of(note), comment, problems);
    }

    private static Note note(Draft draft, String markdown, Instant now) {
        RichText body = Markdown.read(markdown);
        return new Note(draft.author(), Optional.empty(), body, Optional.empty(), draft.attachments(), draft.audience(), now,
                draft.language(), Optional.empty());
    }
}
