package org.dialoguehub.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private static final String HERE = "192.0.2.1";

    private Instant now = Instant.parse("2026-03-14T09:30:00Z");
    private final Patience patience = new Patience(() -> now);

    private void wrong(int times) {
        for (int time = 0; time < times; time++) {
            patience.saw(HERE, "wrong", false);
        }
    }

    @Test
    void endsAtTwentyWrongKeysInAMinuteFromOneAddress() {
        wrong(19);
        assertThat(patience.isOver(HERE, "next")).isFalse();

        wrong(1);

        assertThat(patience.isOver(HERE, "next")).isTrue();
        assertThat(patience.isOver("192.0.2.2", "next")).isFalse();
        now = now.plusSeconds(60);
        assertThat(patience.isOver(HERE, "next")).isFalse();
    }

    @Test
    void doesNotEndForWhoShowedARightKeyBefore() {
        patience.saw(HERE, "right", true);

        wrong(20);

        assertThat(patience.isOver(HERE, "right")).isFalse();
        assertThat(patience.isOver(HERE, "next")).isTrue();
    }

    @Test
    void remembersSoManyAddressesAndNoMore() {
        wrong(20);
        for (int address = 0; address < 10_000; address++) {
            patience.saw("2001:db8::" + address, "wrong", false);
        }

        assertThat(patience.isOver(HERE, "next")).isFalse();
    }
}
