package org.dialoguehub.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dialoguehub.engine.Samples.FEED;
import static org.dialoguehub.engine.Samples.MAIL;
import static org.dialoguehub.engine.Samples.longText;
import static org.dialoguehub.engine.Samples.note;
import static org.dialoguehub.engine.Samples.oddTexts;

import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dialoguehub.engine.Copies.Copy;
import org.dialoguehub.model.ChannelId;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.NoteId;
import org.junit.jupiter.api.Test;

/** What {@link Copies} promise. */
public interface CopiesContract extends StoreUnderTest {
    @Test
    default void findsCopiesByTheIdOfTheChannel() {
        copy(copyOf(1, MAIL, "a", 0));
        copy(copyOf(2, FEED, "a", 0));
        copy(copyOf(3, FEED, "b", 0));

        assertThat(copies(FEED, List.of("a", "b", "b", "c")))
                .isEqualTo(Map.of(new ExternalId("a"), copyOf(2, FEED, "a", 0), new ExternalId("b"), copyOf(3, FEED, "b", 0)));
        assertThat(copies(MAIL, List.of("b"))).isEmpty();
        assertThat(copies(MAIL, List.of())).isEmpty();
    }

    @Test
    default void keepsTheFirstCopyUnderOneId() {
        assertThat(copy(copyOf(1, MAIL, "a", 0))).isTrue();

        assertThat(copy(copyOf(1, MAIL, "a", 0))).isFalse();
        assertThat(copy(copyOf(2, MAIL, "a", 1))).isFalse();

        assertThat(copies(MAIL, List.of("a"))).containsValue(copyOf(1, MAIL, "a", 0));
        assertThat(copiesOf(2)).isEmpty();
        assertThat(copiesOf(1)).hasSize(1);
    }

    @Test
    default void goesOnInAUnitWhoseCopyWasThereAlready() {
        copy(copyOf(1, MAIL, "a", 0));

        write(in -> {
            in.copies().add(copyOf(2, MAIL, "a", 0));
            in.copies().add(copyOf(2, MAIL, "b", 0));
        });

        assertThat(copiesOf(2)).containsExactly(copyOf(2, MAIL, "b", 0));
    }

    @Test
    default void givesThePartsOfANoteInOrder() {
        copy(copyOf(1, MAIL, "z", 2));
        copy(copyOf(1, MAIL, "y", 0));
        copy(copyOf(1, MAIL, "x", 10));
        copy(copyOf(1, FEED, "w", 1));
        copy(copyOf(2, MAIL, "v", 0));

        assertThat(copiesOn(MAIL, 1, 2, 2, 3))
                .isEqualTo(Map.of(
                        note(1),
                        List.of(copyOf(1, MAIL, "y", 0), copyOf(1, MAIL, "z", 2), copyOf(1, MAIL, "x", 10)),
                        note(2),
                        List.of(copyOf(2, MAIL, "v", 0))));
        assertThat(copiesOn(MAIL)).isEmpty();
    }

    @Test
    default void givesAllCopiesOfANoteOverAllChannels() {
        copy(copyOf(1, MAIL, "a", 0));
        copy(copyOf(1, FEED, "a", 0));
        copy(copyOf(1, FEED, "b", 0));

        assertThat(copiesOf(1))
                .containsExactlyInAnyOrder(copyOf(1, MAIL, "a", 0), copyOf(1, FEED, "a", 0), copyOf(1, FEED, "b", 0));
        assertThat(copiesOf(2)).isEmpty();
    }

    @Test
    default void keepsTheAddressOfACopy() {
        var seen = new Copy(note(1), MAIL, new ExternalId("a"), 0, Optional.of(URI.create("https://example.org/%C3%A9?a=b&c#d")));
        copy(seen);

        assertThat(copiesOf(1)).containsExactly(seen);
    }

    @Test
    default void findsCopiesOfItsOwnUnit() {
        List<Copy> found = store().write(in -> {
            in.copies().add(copyOf(1, MAIL, "a", 0));
            return in.copies().of(note(1));
        });

        assertThat(found).containsExactly(copyOf(1, MAIL, "a", 0));
    }

    @Test
    default void letsOneOfManyAddACopy() {
        for (int round = 0; round < 10; round++) {
            String id = "round " + round;

            List<Boolean> added = Crowd.of(6).each(number -> copy(copyOf(number, MAIL, id, 0)));

            assertThat(added).containsOnlyOnce(true);
        }
    }

    @Test
    default void keepsOddExternalIdsApart() {
        for (String odd : oddTexts()) {
            assertThat(copy(copyOf(1, MAIL, odd, 0))).isTrue();
        }

        assertThat(copies(MAIL, oddTexts()).values()).extracting(copy -> copy.id().value()).containsExactlyInAnyOrderElementsOf(oddTexts());
    }

    @Test
    default void keepsACopyOfWhichEveryIdIsLong() {
        var copy = new Copy(new NoteId(longText(1, 2_000)), new ChannelId(longText(2, 2_000)), new ExternalId(longText(3, 2_000)), 0,
                Optional.empty());
        copy(copy);

        List<Copy> found = read(in -> in.copies().of(copy.note()));
        assertThat(found).containsExactly(copy);
        assertThat(copy(copy)).isFalse();
    }

    @Test
    default void findsFiveThousandCopiesAtOnce() {
        List<String> ids = IntStream.range(0, 5_000).mapToObj(number -> "<" + number + "@example.org>").toList();
        write(in -> IntStream.range(0, 5_000).forEach(number -> in.copies().add(copyOf(number, MAIL, ids.get(number), 0))));

        assertThat(copies(MAIL, ids)).hasSize(5_000);
        assertThat(copiesOn(MAIL, IntStream.range(0, 5_000).toArray())).hasSize(5_000);
    }

    private static Copy copyOf(int note, ChannelId channel, String id, int part) {
        return new Copy(note(note), channel, new ExternalId(id), part, Optional.empty());
    }

    private boolean copy(Copy copy) {
        return store().write(in -> in.copies().add(copy));
    }

    private Map<ExternalId, Copy> copies(ChannelId channel, Collection<String> ids) {
        return read(in -> in.copies().find(channel, ids.stream().map(ExternalId::new).toList()));
    }

    private Map<NoteId, List<Copy>> copiesOn(ChannelId channel, int... notes) {
        return read(in -> in.copies().on(channel, IntStream.of(notes).mapToObj(Samples::note).toList()));
    }

    private List<Copy> copiesOf(int note) {
        return read(in -> in.copies().of(note(note)));
    }
}
