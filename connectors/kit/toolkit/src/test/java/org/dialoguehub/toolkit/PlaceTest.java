package org.dialoguehub.toolkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.dialoguehub.connector.Cursor;
import org.junit.jupiter.api.Test;

class PlaceTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final Place beginning = Place.of(Cursor.START, NOON);

    @Test
    void knowsWhatWasGivenAndWhatIsTooOld() {
        Place place = beginning.after(Map.of("a", NOON.plusMillis(7)), NOON.plusSeconds(60));

        assertThat(place.isPast("a", NOON.plusMillis(7))).isTrue();
        assertThat(place.isPast("b", NOON.plusMillis(7))).isFalse();
        assertThat(place.isPast("b", NOON.minusMillis(1))).isTrue();
    }

    @Test
    void isTheSameWhenItIsReadAgain() {
        Place place = beginning.after(Map.of("a", NOON.plusMillis(7)), NOON.plusSeconds(60));

        assertThat(Place.of(place.cursor(), Instant.EPOCH)).isEqualTo(place);
    }

    @Test
    void goesBackALittleForWhatShowsUpLate() {
        Instant later = NOON.plus(Duration.ofHours(1));
        Place place = beginning.after(Map.of("a", NOON, "b", later), later);

        assertThat(place.since()).isEqualTo(later.minus(Place.OVERLAP));
        assertThat(place.seen()).containsOnlyKeys("b");
        assertThat(place.isPast("c", later.minusSeconds(1))).isFalse();
    }

    @Test
    void doesNotBelieveInTheFuture() {
        Place place = beginning.after(Map.of("a", NOON.plus(Duration.ofDays(9))), NOON.plusSeconds(1));

        assertThat(place.isPast("b", NOON.plusSeconds(2))).isFalse();
    }

    @Test
    void staysSmallHoweverMuchHappensAtOnce() {
        var many = new LinkedHashMap<String, Instant>();
        for (int each = 0; each < 5_000; each++) {
            many.put("mark" + each, NOON.plusMillis(each));
        }

        Place place = beginning.after(many, NOON.plusSeconds(60));

        assertThat(place.cursor().value()).hasSizeLessThan(10_000);
        assertThat(place.isPast("mark4999", NOON.plusMillis(4_999))).isTrue();
        assertThat(place.isPast("mark0", NOON)).isTrue();
    }

    @Test
    void beginsAnewWhereNobodyCanReadIt() {
        assertThat(Place.of(new Cursor("yesterday"), NOON)).isEqualTo(beginning);
        assertThat(Place.of(new Cursor(NOON.toEpochMilli() + " a b.c d."), Instant.EPOCH)).isEqualTo(beginning);
    }
}
