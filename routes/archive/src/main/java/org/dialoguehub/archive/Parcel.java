package org.dialoguehub.archive;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Mails that were read together.
 *
 * @param packed all of them, as they go into a pack if all are new
 * @param faults what could not be read
 */
record Parcel(Source source, List<Item> items, Packed packed, List<MailSource.Fault> faults) {
    /** A mail, and what is kept of it. */
    record Item(Letter letter, Cut.Mail mail) {
        /** A mail that stands between two places. */
        static Item of(Letter letter, byte[] bytes, int from, int to) {
            return new Item(letter, Cut.out(bytes, from, to));
        }

        int length() {
            return mail.rest().array().length;
        }
    }

    /** A block, and where each mail is in it. */
    record Packed(Block block, List<Integer> offsets) {}

    static Parcel of(Source source, List<Item> items, List<MailSource.Fault> faults) {
        return new Parcel(source, items, pack(items), faults);
    }

    /** The block of some of the mails. */
    Packed packed(List<Item> some) {
        return some.size() == items.size() ? packed : pack(some);
    }

    private static Packed pack(List<Item> some) {
        var bytes = new ByteArrayOutputStream(some.stream().mapToInt(Item::length).sum());
        List<Integer> offsets = new ArrayList<>(some.size());
        for (Item item : some) {
            offsets.add(bytes.size());
            bytes.writeBytes(item.mail().rest().array());
        }
        return new Packed(Block.pack(bytes.toByteArray()), offsets);
    }

    /** What a mail is tagged with: by its own headers, and by the folder it was in. */
    Set<String> tags(Item item) {
        Set<String> tags = new TreeSet<>(item.letter().tags());
        if (!source.tag().isEmpty()) {
            tags.add(source.tag());
        }
        return tags;
    }
}
