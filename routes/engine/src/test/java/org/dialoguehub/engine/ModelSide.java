package org.dialoguehub.engine;

import java.util.ArrayList;
import java.util.List;

/** The numbers that a store gave to events and deliveries, which may leave gaps. Their places in these lists stand for them. */
record ModelSide(List<Long> sequences, List<Long> ids) {
    ModelSide() {
        this(new ArrayList<>(), new ArrayList<>());
    }

    ModelSide copy() {
        return new ModelSide(new ArrayList<>(sequences), new ArrayList<>(ids));
    }

    void takeBack(ModelSide before) {
        sequences.subList(before.sequences.size(), sequences.size()).clear();
        ids.subList(before.ids.size(), ids.size()).clear();
    }

    /** An event with its place instead of its number. */
    Received placed(Received received) {
        if (!sequences.contains(received.sequence())) {
            sequences.add(received.sequence());
        }
        return received.numbered(sequences.indexOf(received.sequence()));
    }

    /** A delivery with its place instead of its id. */
    Delivery placed(Delivery row) {
        if (!ids.contains(row.id())) {
            ids.add(row.id());
        }
        return new Delivery(
                ids.indexOf(row.id()),
                row.key(),
                row.note(),
                row.thread(),
                row.activity(),
                row.token(),
                row.fingerprint(),
                row.planned(),
                row.deadline(),
                row.turn(),
                row.progress(),
                row.version());
    }

    List<Delivery> placed(List<Delivery> rows) {
        return rows.stream().map(this::placed).toList();
    }

    /** The id of the delivery in that place; one that never was if there is none. */
    long id(int place) {
        return place < ids.size() ? ids.get(place) : Long.MAX_VALUE;
    }
}
