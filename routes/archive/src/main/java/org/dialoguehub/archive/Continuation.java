package org.dialoguehub.archive;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dialoguehub.adaptation.Adaptation;
import org.dialoguehub.adaptation.Adapted;
import org.dialoguehub.archive.Archive.Line;
import org.dialoguehub.engine.Engine;
import org.dialoguehub.engine.Principal;
import org.dialoguehub.engine.Publication;
import org.dialoguehub.engine.Publication.Saying;
import org.dialoguehub.engine.Publicity;
import org.dialoguehub.engine.Right;
import org.dialoguehub.model.Actor;
import org.dialoguehub.model.Audience;
import org.dialoguehub.model.Circle;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.InReplyTo;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.NoteId;
import org.dialoguehub.model.RichText;

/** Lets an old thread go on: makes its mails known to the hub, with their Message-IDs, and says an answer below them. */
final class Continuation {
    private static final Principal HUB = new Principal.TheHub();
    private static final String MAIL = "email";
    /** As many as stand in the References of an answer. */
    private static final int ANCESTORS = 20;

    private final Archive archive;
    private final Engine engine;
    private final Living living;

    Continuation(Archive archive, Engine engine, Living living) {
        this.archive = archive;
        this.engine = engine;
        this.living = living;
    }

    Publicity answer(Principal principal, long number, Actor author, RichText body, List<String> named, String key) {
        principal.must(Right.ANSWER, "continue threads");
        if (body.isEmpty()) {
            throw new IllegalArgumentException("What is to be said?");
        }
        if (key.isBlank() || key.length() > 200) {
            throw new IllegalArgumentException("'key' is needed, of at most 200 characters: the same key again says nothing anew");
        }
        String whole = "archive " + number + " " + key;
        Optional<Publicity> before = engine.published(HUB, whole);
        if (before.isPresent()) {
            return before.get();
        }
        List<Line> line = archive.line(principal, number, ANCESTORS);
        if (line.isEmpty()) {
            throw new IllegalArgumentException("There is no mail " + number);
        }
        Line answered = line.getFirst();
        Audience readers = answered.living().flatMap(note -> engine.note(HUB, new NoteId(note))).map(Note::audience)
                .orElseGet(() -> readers(answered.readers()));
        List<String> channels = channels(readers, named);
        NoteId above = known(principal, line, channels);
        Note note = Note.of(author, body, readers, archive.now()).withSubject("Re: " + Subject.base(answered.row().subject()))
                .answering(InReplyTo.note(above));
        List<Saying> sayings = channels.stream().map(channel -> new Saying(channel, parts(channel, note))).toList();
        return engine.publish(HUB, "archive", new Publication(note, sayings, List.of()), whole);
    }

    /** Those who read the mail in any of its groups. */
    private static Audience readers(List<Audience> groups) {
        Set<Circle> circles = new HashSet<>();
        for (Audience group : groups) {
            if (group instanceof Audience.Circles(Set<Circle> some)) {
                circles.addAll(some);
            } else {
                return group;
            }
        }
        return new Audience.Circles(circles);
    }

    private List<String> channels(Audience readers, List<String> named) {
        List<String> all = engine.channels();
        for (String name : named) {
            if (!all.contains(name)) {
                throw new IllegalArgumentException("There is no channel '" + name + "'; there are " + String.join(", ", all));
            }
        }
        Set<String> allowed = engine.lets(readers, named.isEmpty() ? all : named);
        List<String> channels = all.stream().filter(allowed::contains)
                .filter(name -> !named.isEmpty() || !(engine.audience(name) instanceof Audience.Everyone)).toList();
        if (channels.isEmpty() || (!named.isEmpty() && channels.size() < named.size())) {
            throw new IllegalArgumentException("What is said there is for the readers of the mail's group, and "
                    + (named.isEmpty() ? "no channel" : "not every one of these channels")
                    + " is for them alone: bridge the group to a channel, or give the channel their 'audience' in the settings");
        }
        return channels;
    }

    /** The hub's own note of the mail that is answered; made known with those above it, the oldest first. */
    private NoteId known(Principal principal, List<Line> line, List<String> channels) {
        Optional<NoteId> above = Optional.empty();
        for (Line each : line.reversed()) {
            Optional<NoteId> living = each.living().map(NoteId::new);
            above = Optional.of(living.isPresent() ? living.get() : adopted(principal, each, above, channels));
        }
        return above.orElseThrow();
    }

    private NoteId adopted(Principal principal, Line line, Optional<NoteId> above, List<String> channels) {
        Row row = line.row();
        Message message = archive.message(principal, row.number()).orElseThrow();
        Map<String, ExternalId> copies = new HashMap<>();
        if (!message.messageId().isEmpty()) {
            channels.stream().filter(channel -> engine.network(channel).name().equals(MAIL))
                    .forEach(channel -> copies.put(channel, new ExternalId(message.messageId())));
        }
        String name = row.name().isEmpty() ? row.address() : row.name();
        Actor writer = Actor.of("mailto:" + (row.address().isEmpty() ? "unknown@account.invalid" : row.address()), name);
        Note note = Note.of(writer, RichText.of(message.ownWords()), readers(line.readers()), row.time().orElseGet(archive::now));
        Note subject = row.subject().isBlank() ? note : note.withSubject(row.subject());
        NoteId id = engine.adopt(HUB, above.map(InReplyTo::note).map(subject::answering).orElse(subject), "mail " + row.number(), copies);
        living.know(id, row.node());
        return id;
    }

    private List<Note> parts(String channel, Note note) {
        Adapted adapted = Adaptation.to(engine.network(channel).text()).of(note);
        adapted.refusal().ifPresent(why -> {
            throw new IllegalArgumentException("'" + channel + "' cannot be told that: " + why);
        });
        return new ArrayList<>(adapted.parts());
    }
}
