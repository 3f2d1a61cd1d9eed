package org.dialoguehub.archive;

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
record Parcel(Source source, MailSource.Chunk chunk, List<Item> items, Packed packed, List<MailSource.Fault> faults) {
    /** A mail, and where it is in the chunk. */
    record Item(MailSource.Span span, Letter letter) {}

    /** A block, and where each mail is in it. */
    record Packed(Block block, List<Integer> offsets) {}

    /** The block of some of the mails. */
    Packed packed(List<Item> some) {
        return some.size() == items.size() ? packed : pack(chunk, some);
    }

    static Packed pack(MailSource.Chunk chunk, List<Item> some) {
        int length = some.stream().mapToInt(item -> item.span().length()).sum();
        var bytes = new byte[length];
        List<Integer> offsets = new ArrayList<>(some.size());
        int at = 0;
        for (Item item : some) {
            offsets.add(at);
            System.arraycopy(chunk.bytes().array(), item.span().from(), bytes, at, item.span().length());
            at += item.span().length();
        }
        return new Packed(Block.pack(bytes), offsets);
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
