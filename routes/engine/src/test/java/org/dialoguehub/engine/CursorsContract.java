package org.dialoguehub.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dialoguehub.engine.Samples.FEED;
import static org.dialoguehub.engine.Samples.MAIL;
import static org.dialoguehub.engine.Samples.longText;
import static org.dialoguehub.engine.Samples.oddTexts;

import java.util.List;
import org.dialoguehub.connector.Cursor;
import org.dialoguehub.model.ChannelId;
import org.junit.jupiter.api.Test;

/** What {@link Cursors} promise. */
public interface CursorsContract extends StoreUnderTest {
    @Test
    default void beginsAtTheStart() {
        assertThat(cursor(MAIL)).isEqualTo(Cursor.START);
    }

    @Test
    default void movesEachCursorByItself() {
        assertThat(move(MAIL, Cursor.START, new Cursor("1"))).isTrue();
        assertThat(move(MAIL, new Cursor("1"), new Cursor("2"))).isTrue();
        assertThat(move(FEED, Cursor.START, new Cursor("f"))).isTrue();

        assertThat(cursor(MAIL)).isEqualTo(new Cursor("2"));
        assertThat(cursor(FEED)).isEqualTo(new Cursor("f"));
    }

    @Test
    default void doesNotMoveACursorThatSomebodyElseMoved() {
        move(MAIL, Cursor.START, new Cursor("1"));

        assertThat(move(MAIL, Cursor.START, new Cursor("other"))).isFalse();
        assertThat(move(MAIL, new Cursor("0"), new Cursor("other"))).isFalse();
        assertThat(move(FEED, new Cursor("1"), new Cursor("other"))).isFalse();

        assertThat(cursor(MAIL)).isEqualTo(new Cursor("1"));
        assertThat(cursor(FEED)).isEqualTo(Cursor.START);
    }

    @Test
    default void movesToTheSamePlaceAndBackToTheStart() {
        move(MAIL, Cursor.START, new Cursor("1"));

        assertThat(move(MAIL, new Cursor("1"), new Cursor("1"))).isTrue();
        assertThat(move(MAIL, new Cursor("1"), Cursor.START)).isTrue();
        assertThat(move(MAIL, Cursor.START, new Cursor("2"))).isTrue();

        assertThat(cursor(MAIL)).isEqualTo(new Cursor("2"));
    }

    @Test
    default void seesItsOwnMoveInTheSameUnit() {
        boolean second = store().write(in -> {
            in.cursors().move(MAIL, Cursor.START, new Cursor("1"));
            return in.cursors().of(MAIL).equals(new Cursor("1")) && in.cursors().move(MAIL, new Cursor("1"), new Cursor("2"));
        });

        assertThat(second).isTrue();
        assertThat(cursor(MAIL)).isEqualTo(new Cursor("2"));
    }

    @Test
    default void letsOneOfManyMoveACursor() {
        for (int round = 0; round < 10; round++) {
            var from = new Cursor(round == 0 ? "" : "round " + round);
            var to = new Cursor("round " + (round + 1));

            List<Boolean> moved = Crowd.of(6).each(number -> move(MAIL, from, to));

            assertThat(moved).containsOnlyOnce(true);
        }
    }

    @Test
    default void keepsOddCursorsOfSomeKilobytes() {
        var from = Cursor.START;
        for (String odd : oddTexts()) {
            var to = new Cursor(odd + longText(3, 6_000));

            assertThat(move(MAIL, from, to)).isTrue();
            assertThat(cursor(MAIL)).isEqualTo(to);
            from = to;
        }
    }

    private Cursor cursor(ChannelId channel) {
        return read(in -> in.cursors().of(channel));
    }

    private boolean move(ChannelId channel, Cursor from, Cursor to) {
        return store().write(in -> in.cursors().move(channel, from, to));
    }
}
