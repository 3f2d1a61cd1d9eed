package org.dialoguehub.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.dialoguehub.connector.Event.Mark;
import org.dialoguehub.engine.Delivery.Action;
import org.dialoguehub.engine.Dialogue.Carried;
import org.dialoguehub.engine.Dialogue.Reaction;
import org.dialoguehub.engine.Dialogue.Told;
import org.dialoguehub.engine.Notes.Entry;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.Activity.Announce;
import org.dialoguehub.model.Activity.Like;
import org.dialoguehub.model.Activity.Reversible;
import org.dialoguehub.model.Activity.Undo;
import org.dialoguehub.model.ChannelId;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.NoteId;

/**
 * Writes down, within one transaction, what was said on some channels of late. What it costs depends on how many events it looks at, not on how many there
 * are, nor on the length of threads.
 */
final class Transcript {
    private final Transaction transaction;
    private final Principal reader;
    private final Set<ChannelId> channels;
    private final Map<NoteId, List<Received>> events;
    private final Map<ChannelId, String> names;

    private Transcript(Transaction transaction, Principal reader, List<ChannelId> channels, Stream<Received> events) {
        this.transaction = transaction;
        this.reader = reader;
        this.channels = new LinkedHashSet<>(channels);
        this.names = transaction.channels().names();
        this.events = events
                .sorted(Comparator.comparingLong(Received::sequence))
                .collect(Collectors.groupingBy(Received::note, LinkedHashMap::new, Collectors.toList()));
    }

    /** The threads of the latest events of each channel, as far as they may be read; that with the newest event first. */
    static List<Dialogue> of(Transaction transaction, Principal reader, List<ChannelId> channels, int latest) {
        Stream<Received> events = channels.stream().flatMap(channel -> transaction.inbox().latest(channel, latest).stream());
        return new Transcript(transaction, reader, channels, events).dialogues();
    }

    /** The beginning of one thread, as far as it may be read; empty if nothing of it may be. */
    static Optional<Dialogue> of(Transaction transaction, Principal reader, List<ChannelId> channels, NoteId thread, int most) {
        List<NoteId> notes = transaction.notes().thread(thread, -1, most).stream().map(Entry::id).toList();
        return new Transcript(transaction, reader, channels, transaction.inbox().about(notes).stream()).dialogues().stream().findFirst();
    }

    private List<Dialogue> dialogues() {
        Map<NoteId, Entry> entries = readable();
        Map<Long, Received> contents = transaction.inbox()
                .find(entries.values().stream().flatMapToLong(entry -> entry.content().stream()).boxed().toList());
        Map<NoteId, List<Entry>> threads = entries.values().stream()
                .sorted(Comparator.comparingLong(this::first))
                .collect(Collectors.groupingBy(Entry::thread, LinkedHashMap::new, Collectors.toList()));
        return threads.entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<NoteId, List<Entry>> thread) -> last(thread.getValue())).reversed())
                .map(thread -> new Dialogue(
                        thread.getKey(), thread.getValue().stream().map(entry -> told(entry, contents)).toList()))
                .toList();
    }

    /** The notes that the events are about, with those that they answer and that their threads began with. */
    private Map<NoteId, Entry> readable() {
        Map<NoteId, Entry> entries = new HashMap<>(transaction.notes().find(events.keySet()));
        Set<NoteId> above = entries.values().stream()
                .flatMap(entry -> Stream.concat(Stream.of(entry.thread()), entry.parent().stream()))
                .collect(Collectors.toSet());
        above.removeAll(entries.keySet());
        entries.putAll(transaction.notes().find(above));
        entries.values().removeIf(entry -> !reader.reads(entry.audience()));
        return entries;
    }

    /** When the hub came to know a note, as the number of an event. */
    private long first(Entry entry) {
        return numbers(entry).min().orElse(0);
    }

    private long last(Collection<Entry> entries) {
        return entries.stream().flatMapToLong(this::numbers).max().orElse(0);
    }

    private LongStream numbers(Entry entry) {
        return LongStream.concat(entry.content().stream(), about(entry).stream().mapToLong(Received::sequence));
    }

    private List<Received> about(Entry entry) {
        return events.getOrDefault(entry.id(), List.of());
    }

    private Told told(Entry entry, Map<Long, Received> contents) {
        Optional<Received> content = entry.content().stream().boxed().map(contents::get).filter(Objects::nonNull).findFirst();
        Optional<Note> note = content.flatMap(received -> Planner.note(received.activity()));
        Set<Mark> marks = content.map(Received::marks).orElse(Set.of());
        List<Delivery> deliveries =
                transaction.ledger().of(entry.id()).stream().filter(delivery -> channels.contains(delivery.channel())).toList();
        return new Told(
                entry.id(),
                entry.parent(),
                entry.state(),
                note.filter(text -> entry.state() == Notes.State.LIVE),
                note.map(Note::author),
                saidOn(entry, content, deliveries),
                note.map(Note::published).orElseGet(() -> spokenOf(entry)),
                content.filter(received -> received.activity() instanceof Activity.Update).isPresent(),
                marks,
                likes(about(entry)),
                reader.administers() ? deliveries.stream().map(this::carried).toList() : List.of(),
                reactions(about(entry)));
    }

    /** Where there is a copy that the hub did not bring. */
    private String saidOn(Entry entry, Optional<Received> content, List<Delivery> deliveries) {
        Set<ChannelId> brought = deliveries.stream()
                .filter(delivery -> delivery.key().action() == Action.CREATE)
                .map(Delivery::channel)
                .collect(Collectors.toSet());
        return transaction.copies().of(entry.id()).stream()
                .map(Copies.Copy::channel)
                .filter(channel -> !brought.contains(channel))
                .findFirst()
                .or(() -> content.map(Received::channel))
                .map(this::name)
                .orElse("");
    }

    private Instant spokenOf(Entry entry) {
        return about(entry).stream().map(Received::at).findFirst().orElse(Instant.EPOCH);
    }

    /** What the hub itself passed on comes back as a loop, and may bear another account of the same person. */
    private static List<Like> likes(List<Received> about) {
        Map<Given, Like> likes = new LinkedHashMap<>();
        for (Received received : about) {
            if (received.marks().contains(Mark.LOOP)) {
                continue;
            }
            if (received.activity() instanceof Like like) {
                likes.putIfAbsent(Given.by(like), like);
            } else if (received.activity() instanceof Undo undo && undo.undone() instanceof Like like) {
                likes.remove(Given.by(like));
            }
        }
        return new ArrayList<>(likes.values());
    }

    private List<Reaction> reactions(List<Received> about) {
        Map<Done, Reaction> reactions = new LinkedHashMap<>();
        for (Received received : about) {
            if (received.activity() instanceof Reversible what) {
                reactions.putIfAbsent(Done.by(what), new Reaction(name(received.channel()), what));
            } else if (received.activity() instanceof Undo undo) {
                reactions.remove(Done.by(undo.undone()));
            }
        }
        return new ArrayList<>(reactions.values());
    }

    /** What makes a reaction one. */
    private record Done(String account, Optional<String> emoji) {
        static Done by(Reversible what) {
            return switch (what) {
                case Like like -> new Done(like.actor().account().value(), Optional.of(like.emoji()));
                case Announce share -> new Done(share.actor().account().value(), Optional.empty());
            };
        }
    }

    /** A like is one, on however many channels it is told. */
    private record Given(String account, String emoji) {
        static Given by(Like like) {
            return new Given(like.actor().account().value(), like.emoji());
        }
    }

    private Carried carried(Delivery delivery) {
        return new Carried(delivery.key().action(), Receipt.of(delivery, name(delivery.channel())));
    }

    private String name(ChannelId channel) {
        return names.getOrDefault(channel, channel.value());
    }
}
