package org.dialoguehub.broadcast;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.dialoguehub.broadcast.Casebook.Handling;
import org.dialoguehub.broadcast.Conversation.Said;
import org.dialoguehub.connector.Capability;
import org.dialoguehub.engine.Delivery;
import org.dialoguehub.engine.Dialogue.Reaction;
import org.dialoguehub.engine.Dialogue.Told;
import org.dialoguehub.engine.Engine;
import org.dialoguehub.engine.Notes;
import org.dialoguehub.engine.Principal;
import org.dialoguehub.engine.Publicity;
import org.dialoguehub.engine.Receipt;
import org.dialoguehub.engine.Right;
import org.dialoguehub.engine.Standing;
import org.dialoguehub.model.Activity.Announce;
import org.dialoguehub.model.Activity.Like;
import org.dialoguehub.model.Actor;
import org.dialoguehub.model.Audience;
import org.dialoguehub.model.NoteId;

/**
 * What people say to the organization on the public channels, below its broadcasts or by themselves, and its answers. Everything follows from the notes
 * themselves; only who is to answer, and what is closed, is kept apart. Safe for use by many threads.
 */
public final class Conversations {
    private static final String RULE = "answer";
    private static final Principal HUB = new Principal.TheHub();
    /** Of each channel so many events are looked at for the list: what it costs does not grow with the archive. */
    private static final int LATEST = 500;

    private final Engine engine;
    private final Casebook casebook;
    private final Actor house;
    private final InstantSource clock;

    /** @param house in whose name is answered */
    public Conversations(Engine engine, Casebook casebook, Actor house, InstantSource clock) {
        this.engine = engine;
        this.casebook = casebook;
        this.house = house;
        this.clock = clock;
    }

    /** Conversations of late that are as wanted; of those in which somebody waits, who waits longest first, then the newest. */
    public List<Conversation> list(Principal principal, Predicate<Conversation> wanted, int skip, int most) {
        see(principal);
        Set<NoteId> threads = new LinkedHashSet<>();
        engine.dialogues(principal, List.copyOf(open()), LATEST).forEach(dialogue -> threads.add(dialogue.thread()));
        return threads.stream()
                .flatMap(thread -> conversations(principal, thread).stream())
                .filter(wanted)
                .sorted(Comparator.comparing((Conversation one) -> one.waitingSince().orElse(Instant.MAX))
                        .thenComparing(Comparator.comparing(Conversation::latest).reversed()))
                .skip(skip)
                .limit(most)
                .toList();
    }

    /** The channels on which everybody can speak to the organization. */
    private Set<String> open() {
        return engine.channels().stream()
                .filter(channel -> engine.audience(channel) instanceof Audience.Everyone
                        && engine.network(channel).capabilities().contains(Capability.RECEIVE))
                .collect(Collectors.toSet());
    }

    /** The conversations below a broadcast, in the order in which they began. */
    public List<Conversation> below(Principal principal, Publicity broadcast) {
        see(principal);
        return conversations(principal, broadcast.note());
    }

    /** The conversation that began with that note. */
    public Optional<Conversation> find(Principal principal, NoteId id) {
        see(principal);
        return conversations(principal, id).stream()
                .filter(conversation -> conversation.id().equals(id)).findFirst();
    }

    private static void see(Principal principal) {
        if (!principal.may(Right.COMPOSE) && !principal.may(Right.APPROVE)) {
            principal.must(Right.ANSWER, "see conversations");
        }
    }

    /** The conversations in a thread. What was said in a circle is among them once it has been said in public, too. */
    private List<Conversation> conversations(Principal principal, NoteId thread) {
        Set<String> open = open();
        return engine.dialogue(HUB, thread)
                .map(dialogue -> conversations(
                        dialogue.notes().stream().filter(told -> isPublic(told, open) || isReadBy(principal, told)).toList(), open))
                .orElse(List.of());
    }

    private static boolean isReadBy(Principal principal, Told told) {
        return told.note().filter(note -> principal.reads(note.audience())).isPresent();
    }

    private static boolean isPublic(Told told, Set<String> open) {
        return open.contains(told.channel())
                || told.carried().stream().anyMatch(one -> one.action() == Delivery.Action.CREATE && one.receipt().id().isPresent()
                        && open.contains(one.receipt().channel()));
    }

    /** Takes a thread apart: each person who speaks to us, below what we said or by themselves, has a conversation, with all below their words. */
    private List<Conversation> conversations(List<Told> thread, Set<String> open) {
        Map<Partner, List<Said>> all = new LinkedHashMap<>();
        Map<NoteId, Partner> partners = new HashMap<>();
        for (Told told : thread) {
            boolean ours = !open.contains(told.channel());
            Optional<Partner> above = told.parent().flatMap(parent -> Optional.ofNullable(partners.get(parent)));
            Optional<Partner> partner = above.or(() -> ours ? Optional.empty() : Partner.of(told));
            partner.ifPresent(who -> {
                partners.put(told.id(), who);
                all.computeIfAbsent(who, first -> new ArrayList<>()).add(new Said(told, ours));
            });
        }
        all.values().removeIf(said -> said.stream().allMatch(one -> one.told().state() == Notes.State.DELETED));
        Map<NoteId, Handling> handlings = casebook.find(all.values().stream().map(said -> said.getFirst().told().id()).toList());
        return all.entrySet().stream().map(entry -> {
            Told first = entry.getValue().getFirst().told();
            return new Conversation(
                    first.id(), first.parent(), entry.getKey().channel(), first.author().orElseThrow(), entry.getValue(),
                    handlings.getOrDefault(first.id(), Handling.none(first.id())));
        }).toList();
    }

    /** Who speaks to the organization, and where. People are told apart by their accounts. */
    private record Partner(String channel, String account) {
        static Optional<Partner> of(Told told) {
            return told.author().map(author -> new Partner(told.channel(), author.account().value()));
        }
    }

    /**
     * What the person would get as an answer.
     *
     * @throws RefusedException if it cannot be said there at all
     */
    public Preview preview(Principal principal, NoteId conversation, String markdown) throws RefusedException {
        principal.must(Right.ANSWER, "answer people");
        Conversation to = known(principal, conversation);
        Casting casting = casting(to, markdown);
        return casting.preview(casting.all(Optional.of(last(to))).getFirst(), HUB);
    }

    /**
     * Answers on the network where it was asked, below the person's latest words: returns once that is durable. The same key again says nothing anew.
     *
     * @param key unlike that of any other answer in this conversation; at most 200 characters
     * @throws IllegalArgumentException if there is no such conversation
     * @throws RefusedException if the network cannot be told that; nothing is said then
     */
    public Publicity answer(Principal principal, NoteId conversation, String markdown, String key) throws RefusedException {
        principal.must(Right.ANSWER, "answer people");
        String whole = RULE + " " + conversation.value() + " " + key;
        Optional<Publicity> before = engine.published(HUB, whole);
        if (before.isPresent()) {
            return before.get();
        }
        Conversation to = known(principal, conversation);
        Optional<NoteId> above = Optional.of(last(to));
        Casting casting = casting(to, markdown);
        return engine.publish(HUB, RULE, casting.publication(casting.sound(above), above), whole);
    }

    private Casting casting(Conversation to, String markdown) {
        Draft draft = Draft.of(house, markdown, List.of(to.channel()));
        return new Casting(engine, new Pictures(engine.blobs()), BroadcastSettings.NONE, draft, Optional.empty(), clock.instant());
    }

    /** What the person said last, of what is still there. */
    private static NoteId last(Conversation conversation) {
        return conversation.notes().reversed().stream()
                .filter(said -> !said.ours() && said.told().state() == Notes.State.LIVE)
                .findFirst()
                .map(said -> said.told().id())
                .orElse(conversation.id());
    }

    private Conversation known(Principal principal, NoteId id) {
        return find(principal, id).orElseThrow(() -> new IllegalArgumentException("There is no conversation '" + id + "'"));
    }

    /** Says who is to answer; the empty name takes that back. */
    public Conversation assign(Principal principal, NoteId conversation, String to) {
        principal.must(Right.ANSWER, "say who is to answer");
        Handling before = known(principal, conversation).handling();
        Optional<Casebook.Assignment> assignment = to.isBlank()
                ? Optional.empty()
                : Optional.of(new Casebook.Assignment(to.strip(), principal.name(), clock.instant()));
        casebook.put(new Handling(conversation, assignment, before.closed()));
        return known(principal, conversation);
    }

    /** Says that nothing is left to be said, until the person speaks again. */
    public Conversation close(Principal principal, NoteId conversation) {
        principal.must(Right.ANSWER, "close conversations");
        Conversation before = known(principal, conversation);
        var closing = new Casebook.Closing(principal.name(), clock.instant(), before.notes().getLast().told().id());
        casebook.put(new Handling(conversation, before.handling().assignee(), Optional.of(closing)));
        return known(principal, conversation);
    }

    /** What came of a broadcast, channel by channel. */
    public List<Numbers> numbers(Principal principal, Publicity broadcast) {
        see(principal);
        List<Conversation> conversations = conversations(principal, broadcast.note());
        Optional<Told> root = engine.dialogue(principal, broadcast.note()).stream().flatMap(all -> all.notes().stream())
                .filter(told -> told.id().equals(broadcast.note())).findFirst();
        Map<String, Standing> standings = engine.health().channels();
        return broadcast.receipts().stream().map(Receipt::channel).distinct().map(channel -> {
            long copies = broadcast.receipts().stream()
                    .filter(receipt -> receipt.channel().equals(channel) && receipt.id().isPresent()).count();
            List<Conversation> there = conversations.stream().filter(one -> one.channel().equals(channel)).toList();
            return numbers(channel, (int) copies, there, root, Optional.ofNullable(standings.get(channel)));
        }).toList();
    }

    private Numbers numbers(String channel, int copies, List<Conversation> there, Optional<Told> root, Optional<Standing> standing) {
        List<Told> theirs = there.stream().flatMap(one -> one.notes().stream())
                .filter(said -> !said.ours() && said.told().state() == Notes.State.LIVE).map(Said::told).toList();
        List<Duration> responses = there.stream().flatMap(one -> one.firstResponse().stream()).sorted().toList();
        Map<String, Integer> reactions = new TreeMap<>();
        int shares = 0;
        for (Reaction reaction : root.map(Told::reactions).orElse(List.of())) {
            if (reaction.channel().equals(channel)) {
                switch (reaction.what()) {
                    case Like like -> reactions.merge(like.emoji(), 1, Integer::sum);
                    case Announce share -> shares++;
                }
            }
        }
        int waiting = (int) there.stream().filter(one -> one.state() == Conversation.State.OPEN).count();
        return new Numbers(
                channel,
                copies,
                theirs.size(),
                theirs.stream().flatMap(told -> told.author().stream()).map(Actor::account).collect(Collectors.toSet()).size(),
                reactions,
                shares,
                waiting,
                there.size() - waiting,
                responses.isEmpty() ? Optional.empty() : Optional.of(responses.get(responses.size() / 2)),
                responses.isEmpty() ? Optional.empty() : Optional.of(responses.getLast()),
                standing.map(Standing::seen).filter(seen -> seen.isAfter(Instant.EPOCH)));
    }
}
