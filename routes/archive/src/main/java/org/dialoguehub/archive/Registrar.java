package org.dialoguehub.archive;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.dialoguehub.archive.Catalogue.Label;
import org.jspecify.annotations.Nullable;

/** Enters mails into catalogue and packs: knows again those that are here, and puts the others into their threads. For one thread at a time. */
final class Registrar {
    private final Catalogue catalogue;
    private final Packs packs;
    private final SqlNodes nodes;
    private final Threads threads;
    private final Digest digest = new Digest();
    private final Map<String, Label> tags = new HashMap<>();
    private final Guesses guesses;
    private long last;

    Registrar(Catalogue catalogue, Packs packs) {
        this.catalogue = catalogue;
        this.packs = packs;
        this.nodes = new SqlNodes(catalogue.database());
        this.threads = new Threads(nodes);
        this.guesses = new Guesses(catalogue, nodes, threads, digest);
        this.last = catalogue.last();
    }

    /**
     * Mails that were entered together, and how many were known.
     *
     * @param numbers of all of them, in their order
     */
    record Entered(List<Indexed> fresh, List<Long> numbers, int known, int reused, int guessed) {
        Entered {
            fresh = List.copyOf(fresh);
            numbers = List.copyOf(numbers);
        }
    }

    long last() {
        return last;
    }

    /** Enters the mails of a chunk into a group, inside a transaction. */
    Entered enter(Parcel parcel, Label group) throws IOException {
        List<Long> ids = new ArrayList<>();
        for (Parcel.Item item : parcel.items()) {
            ids.add(item.letter().node());
            ids.addAll(item.letter().references());
        }
        nodes.prepare(ids);
        List<Parcel.Item> fresh = new ArrayList<>();
        List<Node> places = new ArrayList<>();
        List<Boolean> reused = new ArrayList<>();
        List<Long> numbers = new ArrayList<>();
        int known = 0;
        long first = last + 1;
        for (Parcel.Item item : parcel.items()) {
            Place place = place(item.letter(), fresh, first);
            if (place.known() != Node.NONE) {
                known++;
                numbers.add(place.known());
                relabel(place.known(), group, parcel.tags(item));
            } else {
                long number = ++last;
                numbers.add(number);
                places.add(threads.put(place.node(), item.letter().references(), number));
                fresh.add(item);
                reused.add(place.node() != item.letter().node());
            }
        }
        List<Indexed> indexed = write(parcel, fresh, places, reused, first, group);
        int guessed = 0;
        for (Indexed mail : indexed) {
            guessed += guesses.settle(mail.letter(), mail.tags(), places.get((int) (mail.number() - first)), mail.number()) ? 1 : 0;
        }
        nodes.flush();
        return new Entered(indexed, numbers, known, (int) reused.stream().filter(each -> each).count(), guessed);
    }

    /** What a mail is: known under a number, or new at a node. */
    private record Place(long known, long node) {}

    private Place place(Letter letter, List<Parcel.Item> fresh, long first) {
        long node = letter.node();
        for (int attempt = 0; attempt < 2; attempt++) {
            Node there = nodes.find(node);
            if (there == null || there.message() == Node.NONE) {
                return new Place(Node.NONE, node);
            }
            if (isSame(letter, there.message(), fresh, first)) {
                return new Place(there.message(), node);
            }
            node = digest.number(letter.node(), letter.content());
        }
        Node there = nodes.find(node);
        return new Place(there == null ? Node.NONE : there.message(), node);
    }

    private boolean isSame(Letter letter, long number, List<Parcel.Item> fresh, long first) {
        if (number >= first) {
            Letter other = fresh.get((int) (number - first)).letter();
            return other.content().equals(letter.content()) || other.words() == letter.words();
        }
        Row other = catalogue.row(number).orElseThrow();
        return other.content().equals(letter.content()) || other.words() == letter.words();
    }

    /** Puts other words in the place of a mail's, as its writer has changed them. */
    void change(long number, Parcel parcel) throws IOException {
        Letter letter = parcel.items().getFirst().letter();
        Parcel.Item item = parcel.items().getFirst();
        catalogue.change(number, letter, packs.append(parcel.packed().block()), item.length(),
                item.mail().taken().isEmpty() ? 0 : Letter.CUT);
        cut(number, item);
        catalogue.unindexed(number);
    }

    /** Takes a mail from all who could read it, as its writer has taken it back. Its place in the thread stays. */
    void remove(long number) {
        catalogue.flag(number, Letter.GONE);
        catalogue.unlabel(number);
        catalogue.unindexed(number);
    }

    /** A mail that came again on another way has the labels of both. */
    private void relabel(long number, Label group, Set<String> names) {
        boolean changed = catalogue.label(number, group.id());
        for (String name : names) {
            changed |= catalogue.label(number, tag(name).id());
        }
        if (changed) {
            catalogue.unindexed(number);
        }
    }

    private List<Indexed> write(Parcel parcel, List<Parcel.Item> fresh, List<Node> places, List<Boolean> reused, long first, Label group)
            throws IOException {
        if (fresh.isEmpty()) {
            return List.of();
        }
        Parcel.Packed packed = parcel.packed(fresh);
        long block = packs.append(packed.block());
        List<Indexed> indexed = new ArrayList<>();
        for (int index = 0; index < fresh.size(); index++) {
            Parcel.Item item = fresh.get(index);
            Letter letter = item.letter();
            long number = first + index;
            int flags = letter.flags() | (reused.get(index) ? Letter.REUSED_ID : 0)
                    | (parcel.source().kind() == Source.Kind.MBOX ? Letter.ESCAPED : 0)
                    | (item.mail().taken().isEmpty() ? 0 : Letter.CUT);
            catalogue.add(new Row(number, places.get(index).id(), letter.content(), letter.words(), block, packed.offsets().get(index),
                    item.length(), letter.sent(), letter.address(), letter.name(), letter.subject(), flags));
            cut(number, item);
            catalogue.label(number, group.id());
            Set<String> names = parcel.tags(item);
            for (String name : names) {
                catalogue.label(number, tag(name).id());
            }
            indexed.add(new Indexed(number, letter, isQuoting(places.get(index)), Set.of(group.name()), names));
        }
        return indexed;
    }

    /** Keeps what was taken out of a mail, unless it is here already. */
    private void cut(long number, Parcel.Item item) throws IOException {
        for (Cut.Taken taken : item.mail().taken()) {
            if (catalogue.content(taken.cut().content()).isEmpty()) {
                catalogue.content(taken.cut().content(), packs.append(Block.pack(taken.content().array())));
            }
            catalogue.cut(number, taken.cut());
        }
    }

    /** Whether what stands above a mail is not here, so that what it quotes is to be found by it. */
    private boolean isQuoting(Node node) {
        Node above = node.parent() == Node.NONE ? null : nodes.find(node.parent());
        return above == null || above.message() == Node.NONE;
    }

    private Label tag(String name) {
        return tags.computeIfAbsent(name, key -> catalogue.label(false, key, false));
    }

    /** The names of a mail's labels. */
    static Set<String> names(Set<Long> ids, Map<Long, Label> labels, boolean groups) {
        Set<String> names = new TreeSet<>();
        for (long id : ids) {
            @Nullable Label label = labels.get(id);
            if (label != null && label.group() == groups) {
                names.add(label.name());
            }
        }
        return names;
    }
}
