package org.dialoguehub.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dialoguehub.engine.Samples.entry;
import static org.dialoguehub.engine.Samples.longText;
import static org.dialoguehub.engine.Samples.note;
import static org.dialoguehub.engine.Samples.oddTexts;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.dialoguehub.engine.Notes.Entry;
import org.dialoguehub.model.AccountId;
import org.dialoguehub.model.Audience;
import org.dialoguehub.model.Circle;
import org.dialoguehub.model.NoteId;
import org.junit.jupiter.api.Test;

/** What {@link Notes} promise. */
public interface NotesContract extends StoreUnderTest {
    @Test
    default void findsNotesAndLeavesOutWhatIsNotThere() {
        enter(entry(1, 1), entry(2, 1), entry(3, 3));

        assertThat(notes(List.of(note(3), note(1), note(1), note(9)))).isEqualTo(Map.of(note(1), entry(1, 1), note(3), entry(3, 3)));
        assertThat(notes(List.of())).isEmpty();
    }

    @Test
    default void refusesASecondNoteOfOneIdWithItsWholeUnit() {
        enter(entry(1, 1));

        assertThatThrownBy(() -> enter(entry(2, 2), entry(1, 2))).isInstanceOf(IllegalStateException.class);
        assertThat(notes(List.of(note(1), note(2)))).isEqualTo(Map.of(note(1), entry(1, 1)));
        assertThat(thread(2)).isEmpty();
    }

    @Test
    default void replacesAWholeEntryInItsPlace() {
        enter(entry(1, 1), entry(2, 1), entry(3, 1));
        var ghost = new Entry(
                note(2), note(1), Optional.empty(), Notes.State.GHOST, new Audience.Organization(), OptionalLong.empty(), "");

        write(in -> in.notes().replace(ghost));

        assertThat(thread(1)).containsExactly(entry(1, 1), ghost, entry(3, 1));
    }

    @Test
    default void refusesToReplaceWhatIsNotThere() {
        assertThatThrownBy(() -> write(in -> in.notes().replace(entry(1, 1)))).isInstanceOf(IllegalStateException.class);
        assertThat(notes(List.of(note(1)))).isEmpty();
    }

    @Test
    default void movesANoteToTheThreadOfItsReplacement() {
        enter(entry(1, 1), entry(2, 1), entry(3, 3));

        write(in -> in.notes().replace(entry(2, 3)));

        assertThat(thread(1)).containsExactly(entry(1, 1));
        assertThat(thread(3)).containsExactly(entry(2, 3), entry(3, 3));
    }

    @Test
    default void givesAThreadInTheOrderItsNotesWereAddedPageByPage() {
        enter(entry(5, 5), entry(9, 5), entry(7, 5), entry(6, 6), entry(8, 5));

        assertThat(page(5, -1, 3)).containsExactly(entry(5, 5), entry(9, 5), entry(7, 5));
        assertThat(page(5, 0, 1)).containsExactly(entry(9, 5));
        assertThat(page(5, 2, 3)).containsExactly(entry(8, 5));
        assertThat(page(5, 3, 3)).isEmpty();
        assertThat(page(1, -1, 3)).isEmpty();
    }

    @Test
    default void joinsThreadsInTheOrderAllNotesWereAdded() {
        enter(entry(1, 1), entry(2, 2), entry(3, 1), entry(4, 2), entry(5, 5));

        write(in -> in.notes().join(note(2), note(1)));

        assertThat(thread(1)).extracting(Entry::id).containsExactly(note(1), note(2), note(3), note(4));
        assertThat(thread(1)).extracting(Entry::thread).containsOnly(note(1));
        assertThat(thread(2)).isEmpty();
        assertThat(thread(5)).containsExactly(entry(5, 5));
    }

    @Test
    default void changesNothingButTheThreadWhenItJoins() {
        Entry before = entry(4, 2);
        enter(before);

        write(in -> in.notes().join(note(2), note(1)));

        assertThat(notes(List.of(note(4))).get(note(4)))
                .isEqualTo(joined(before, 1));
    }

    @Test
    default void joinsAgainAndAgainInOneUnit() {
        write(in -> {
            for (int number = 1; number <= 50; number++) {
                in.notes().add(entry(number, number));
                in.notes().join(note(number - 1), note(number));
            }
        });

        assertThat(thread(50)).hasSize(50);
        assertThat(thread(49)).isEmpty();
    }

    @Test
    default void keepsAThreadThatIsJoinedWithItselfOrWithNothing() {
        enter(entry(1, 1), entry(2, 1));

        write(in -> in.notes().join(note(1), note(1)));
        write(in -> in.notes().join(note(8), note(1)));

        assertThat(thread(1)).containsExactly(entry(1, 1), entry(2, 1));
    }

    @Test
    default void findsNotesOfItsOwnUnit() {
        List<Entry> found = store().write(in -> {
            in.notes().add(entry(1, 1));
            in.notes().add(entry(2, 2));
            in.notes().join(note(2), note(1));
            in.notes().replace(entry(1, 1));
            return in.notes().thread(note(1), -1, 10);
        });

        assertThat(found).containsExactly(entry(1, 1), joined(entry(2, 2), 1));
    }

    @Test
    default void keepsEveryStateAndAudience() {
        List<Audience> audiences = List.of(
                new Audience.Everyone(),
                new Audience.Organization(),
                new Audience.Circles(Set.of(new Circle("parents"), new Circle("it's, \"so\""), new Circle(longText(5, 2_000)))),
                new Audience.Persons(Set.of(new AccountId("mailto:anna@example.org"), new AccountId("a,b;c"))));
        int number = 0;
        for (Audience audience : audiences) {
            for (Notes.State state : Notes.State.values()) {
                number++;
                var entry = new Entry(note(number), note(1), Optional.empty(), state, audience, OptionalLong.of(Long.MAX_VALUE), "f");
                enter(entry);

                assertThat(notes(List.of(note(number)))).containsValue(entry);
            }
        }
    }

    @Test
    default void keepsOddIdsOfNotesApart() {
        List<Entry> odd = oddTexts().stream().map(NotesContract::odd).toList();
        enter(odd.toArray(Entry[]::new));

        assertThat(notes(odd.stream().map(Entry::id).toList()).values()).containsExactlyInAnyOrderElementsOf(odd);
        assertThat(odd).allSatisfy(entry -> assertThat(page(entry.thread(), -1, 10)).containsExactly(entry));
    }

    @Test
    default void holdsAThreadOfFiveThousandNotes() {
        write(in -> IntStream.rangeClosed(1, 5_000).forEach(number -> in.notes().add(entry(number, 1))));

        write(in -> in.notes().join(note(1), note(0)));

        List<NoteId> ids = IntStream.rangeClosed(1, 5_000).mapToObj(Samples::note).toList();
        assertThat(notes(ids)).hasSize(5_000);
        assertThat(page(0, -1, 5_001)).extracting(Entry::id).containsExactlyElementsOf(ids);
        assertThat(page(0, 4_998, 10)).extracting(Entry::id).containsExactly(note(5_000));
    }

    private static Entry odd(String text) {
        var id = new NoteId(text);
        return new Entry(id, id, Optional.of(id), Notes.State.LIVE, new Audience.Everyone(), OptionalLong.of(1), text);
    }

    private static Entry joined(Entry entry, int thread) {
        return new Entry(
                entry.id(), note(thread), entry.parent(), entry.state(), entry.audience(), entry.content(), entry.fingerprint());
    }

    private void enter(Entry... entries) {
        write(in -> List.of(entries).forEach(in.notes()::add));
    }

    private Map<NoteId, Entry> notes(Collection<NoteId> ids) {
        return read(in -> in.notes().find(ids));
    }

    private List<Entry> thread(int thread) {
        return page(thread, -1, 10_000);
    }

    private List<Entry> page(int thread, int skip, int limit) {
        return page(note(thread), skip, limit);
    }

    private List<Entry> page(NoteId thread, int skip, int limit) {
        return read(in -> in.notes().thread(thread, skip, limit));
    }
}
