package org.dialoguehub.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dialoguehub.engine.Samples.MAIL;
import static org.dialoguehub.engine.Samples.NOW;
import static org.dialoguehub.engine.Samples.delivery;
import static org.dialoguehub.engine.Samples.entry;
import static org.dialoguehub.engine.Samples.note;
import static org.dialoguehub.engine.Samples.received;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.dialoguehub.connector.Allowance;
import org.dialoguehub.connector.Cursor;
import org.dialoguehub.connector.EventKey;
import org.dialoguehub.engine.Copies.Copy;
import org.dialoguehub.engine.Grants.Grant;
import org.dialoguehub.model.Audience;
import org.dialoguehub.model.ChannelId;
import org.dialoguehub.model.ExternalId;
import org.junit.jupiter.api.Test;

/** What a {@link Store} promises, with all that its ports promise. */
public interface StoreContract
        extends
            ChannelsContract,
            CursorsContract,
            InboxContract,
            NotesContract,
            CopiesContract,
            QueueContract,
            QueueOrderContract,
            LedgerContract,
            LedgerSearchContract,
            LedgerOrderContract,
            LedgerDefinitionContract,
            GrantsContract,
            VaultContract,
            KeysContract,
            SpendingContract,
            AllowancesContract,
            StagingContract,
            StoreModelContract {
    @Test
    default void givesWhatTheWorkGave() {
        assertThat(store().<String>write(in -> "written")).isEqualTo("written");
        assertThat(store().<String>read(in -> "read")).isEqualTo("read");
    }

    @Test
    default void keepsNothingOfAUnitThatFailsInAnyPort() {
        write(this::fill);

        assertThatThrownBy(() -> write(in -> {
            fill(in, 2);
            change(in);
            throw new IllegalArgumentException("planted");
        }))
                .isInstanceOf(IllegalArgumentException.class);

        assertFilledOnce();
    }

    @Test
    default void passesOnWhatTheWorkThrewAsItIs() {
        var planted = new IllegalArgumentException("planted");
        var error = new AssertionError("planted");

        assertThatThrownBy(() -> write(in -> {
            throw planted;
        }))
                .isSameAs(planted);
        assertThatThrownBy(() -> read(in -> {
            throw planted;
        }))
                .isSameAs(planted);
        assertThatThrownBy(() -> write(in -> {
            in.channels().add(MAIL, "parents-mail");
            throw error;
        }))
                .isSameAs(error);

        assertThat(names()).isEmpty();
        write(in -> in.channels().add(MAIL, "parents-mail"));
    }

    @Test
    default void keepsNothingThatWorkForReadingChanged() {
        assertThatThrownBy(() -> read(in -> {
            in.channels().add(MAIL, "parents-mail");
            return true;
        }))
                .isInstanceOf(RuntimeException.class);

        assertThat(names()).isEmpty();
        write(in -> in.channels().add(MAIL, "parents-mail"));
    }

    @Test
    default void keepsEverythingInTheNextLifeAndCountsIt() {
        write(this::fill);
        long before = store().epoch();
        assertThat(store().epoch()).isEqualTo(before);

        reopen();

        assertThat(store().epoch()).isGreaterThan(before);
        assertFilledOnce();
        long second = store().epoch();
        reopen();
        assertThat(store().epoch()).isGreaterThan(second);
    }

    @Test
    default void runsWorkAtMostOnceAndKeepsAllOfManyWriters() {
        var runs = new AtomicInteger();

        Crowd.of(6).each(thread -> {
            for (int number = 0; number < 40; number++) {
                String key = thread + "-" + number;
                write(in -> {
                    runs.incrementAndGet();
                    in.inbox().add(received(MAIL, key));
                });
                assertThat(known(key)).isTrue();
            }
            return true;
        });

        assertThat(runs).hasValue(240);
        reopen();
        assertThat(allKnown(IntStream.range(0, 240).mapToObj(number -> number / 40 + "-" + number % 40).toList())).isTrue();
    }

    @Test
    default void failsOnlyTheUnitThatFailedAmongManyWriters() {
        List<List<String>> failed = Crowd.of(6).each(thread -> {
            List<String> own = new ArrayList<>();
            for (int number = 0; number < 40; number++) {
                String key = thread + "-" + number;
                boolean bad = (thread + number) % 3 == 0;
                try {
                    write(in -> {
                        in.inbox().add(received(MAIL, key));
                        in.channels().pause(MAIL, NOW, key);
                        if (bad) {
                            throw new IllegalArgumentException(key);
                        }
                    });
                } catch (IllegalArgumentException planted) {
                    own.add(planted.getMessage());
                }
            }
            return own;
        });

        for (int thread = 0; thread < 6; thread++) {
            for (int number = 0; number < 40; number++) {
                String key = thread + "-" + number;
                boolean bad = (thread + number) % 3 == 0;
                assertThat(failed.get(thread).contains(key)).isEqualTo(bad);
                assertThat(known(key)).isEqualTo(!bad);
            }
        }
    }

    @Test
    default void failsOnlyTheUnitThatBreaksARuleAmongManyWriters() {
        var runs = new AtomicInteger();
        List<Integer> added = Crowd.of(6).each(thread -> {
            int mine = 0;
            for (int number = 0; number < 30; number++) {
                String key = "k" + number;
                try {
                    write(in -> {
                        runs.incrementAndGet();
                        in.inbox().add(received(MAIL, key));
                    });
                    mine++;
                } catch (IllegalStateException there) {
                    assertThat(known(key)).isTrue();
                }
            }
            return mine;
        });

        assertThat(added.stream().mapToInt(Integer::intValue).sum()).isEqualTo(30);
        assertThat(runs).hasValue(180);
    }

    @Test
    default void doesWorkOfManyWritersOneAfterTheOther() {
        Crowd.of(6).each(thread -> {
            for (int number = 0; number < 30; number++) {
                write(in -> {
                    Cursor cursor = in.cursors().of(MAIL);
                    int before = cursor.equals(Cursor.START) ? 0 : Integer.parseInt(cursor.value());
                    assertThat(in.cursors().move(MAIL, cursor, new Cursor(String.valueOf(before + 1)))).isTrue();
                });
            }
            return true;
        });

        Cursor end = read(in -> in.cursors().of(MAIL));
        assertThat(end).isEqualTo(new Cursor("180"));
    }

    @Test
    default void readsOneConsistentView() {
        write(in -> in.channels().add(MAIL, "0"));
        write(in -> in.channels().pause(MAIL, NOW, "0"));
        var writing = new AtomicBoolean(true);

        List<Integer> torn = Crowd.of(3).each(thread -> thread == 0 ? writePairs(writing) : readPairs(writing));

        assertThat(torn).containsOnly(0);
    }

    @Test
    default void tellsAnInterruptedWriterTheTruth() throws InterruptedException {
        List<String> kept = new ArrayList<>();
        List<String> lost = new ArrayList<>();
        Thread writer = Thread.ofPlatform().start(() -> IntStream.range(0, 300).forEach(number -> {
            String key = "k" + number;
            try {
                write(in -> in.inbox().add(received(MAIL, key)));
                kept.add(key);
            } catch (StoreException interrupted) {
                lost.add(key);
            }
            Thread.interrupted();
        }));
        while (writer.isAlive()) {
            writer.interrupt();
            writer.join(Duration.ofNanos(300_000));
        }

        assertThat(kept.size() + lost.size()).isEqualTo(300);
        assertThat(allKnown(kept)).isTrue();
        assertThat(lost).noneMatch(this::known);
        write(in -> in.inbox().add(received(MAIL, "after")));
        assertThat(known("after")).isTrue();
    }

    private int writePairs(AtomicBoolean writing) {
        try {
            for (int number = 1; number <= 200; number++) {
                String name = String.valueOf(number);
                write(in -> {
                    in.channels().rename(MAIL, name);
                    in.channels().pause(MAIL, NOW, name);
                });
            }
            return 0;
        } finally {
            writing.set(false);
        }
    }

    private int readPairs(AtomicBoolean writing) {
        int torn = 0;
        while (writing.get()) {
            boolean same = read(in -> {
                String name = in.channels().names().get(MAIL);
                return in.channels().paused(MAIL).orElseThrow().reason().equals(name);
            });
            torn += same ? 0 : 1;
        }
        return torn;
    }

    private void fill(Transaction in) {
        fill(in, 1);
    }

    private void fill(Transaction in, int number) {
        var channel = new ChannelId("c" + number);
        in.channels().add(channel, "name " + number);
        in.channels().pause(channel, NOW, "reason " + number);
        in.cursors().move(channel, Cursor.START, new Cursor("place " + number));
        in.inbox().add(received(channel, "k"));
        in.notes().add(entry(number, number));
        in.copies().add(new Copy(note(number), channel, new ExternalId("e"), 0, Optional.empty()));
        in.queue().subscribe(channel, "feed " + number);
        in.queue().put("feed " + number, 1, note(number));
        in.queue().put("feed " + number, 2, note(number));
        in.queue().dead(in.queue().due("feed " + number, NOW, 2).getLast(), "broken");
        in.ledger().plan(delivery(channel, number, number));
        in.grants().add(new Grant(new Audience.Organization(), channel, "anna", NOW, "Agreed"));
        in.vault().replace(channel, Optional.empty(), new Vault.Sealed("sealed " + number, Optional.empty()));
        in.keys().add(new Keys.Key("key " + number, "digest " + number, Set.of(Right.ANSWER), NOW, Optional.empty()));
        in.spending().book(number, 1, SpendingContract.MARCH, SpendingContract.CENT, SpendingContract.LIMIT);
        in.allowances().put("c" + number, new Allowance("posts", Allowance.Covers.SENDING, false, 3, 9, NOW));
    }

    /** Changes all that {@link #fill(Transaction)} put there. */
    private void change(Transaction in) {
        var channel = new ChannelId("c1");
        in.channels().rename(channel, "other");
        in.channels().pause(channel, NOW.plusSeconds(1), "other");
        in.cursors().move(channel, new Cursor("place 1"), new Cursor("other"));
        in.notes().join(note(1), note(2));
        in.queue().revive("feed 1", 2, NOW);
        in.queue().done("feed 1", List.of(1L));
        in.queue().unsubscribe("feed 1");
        Delivery row = in.ledger().find(delivery(channel, 1, 1).key()).orElseThrow();
        in.ledger().replace(row.with(row.progress().to(Delivery.State.WAITING, NOW, "other")));
        in.ledger().wake(channel, NOW.plusSeconds(9));
        in.grants().remove(new Audience.Organization(), channel);
        in.vault().replace(channel, in.vault().find(channel), new Vault.Sealed("other", Optional.of(NOW)));
        in.keys().remove("key 1");
        in.spending().giveBack(1, 1);
        in.spending().add(SpendingContract.MARCH, SpendingContract.LIMIT);
        in.allowances().take("c1", new Allowance("posts", Allowance.Covers.READING, false, 7, 7, NOW.plusSeconds(9)), 2, NOW);
    }

    private void assertFilledOnce() {
        var channel = new ChannelId("c1");
        assertThat(names()).isEqualTo(Map.of(channel, "name 1"));
        assertThat(this.<Boolean>read(in -> {
            assertThat(in.channels().find("name 1")).contains(channel);
            assertThat(in.channels().paused(channel)).contains(new Channels.Pause(NOW, "reason 1"));
            assertThat(in.cursors().of(channel)).isEqualTo(new Cursor("place 1"));
            assertThat(in.cursors().of(new ChannelId("c2"))).isEqualTo(Cursor.START);
            assertThat(in.inbox().find(channel, new EventKey("k"))).isPresent();
            assertThat(in.inbox().find(new ChannelId("c2"), new EventKey("k"))).isEmpty();
            assertThat(in.notes().thread(note(1), -1, 9)).containsExactly(entry(1, 1));
            assertThat(in.notes().thread(note(2), -1, 9)).isEmpty();
            assertThat(in.notes().find(List.of(note(2)))).isEmpty();
            assertThat(in.copies().of(note(1))).hasSize(1);
            assertThat(in.copies().of(note(2))).isEmpty();
            assertThat(in.queue().subscriptions(channel)).containsExactly("feed 1");
            assertThat(in.queue().waiting()).isEqualTo(Map.of("feed 1", 1L));
            assertThat(in.queue().dead(9)).extracting(Queue.Item::sequence).containsExactly(2L);
            assertThat(in.ledger().list(EnumSet.allOf(Delivery.State.class), 9))
                    .usingRecursiveFieldByFieldElementComparatorIgnoringFields("id")
                    .containsExactly(delivery(channel, 1, 1));
            assertThat(in.ledger().due(channel, NOW, 9)).hasSize(1);
            assertThat(in.spending().spent(SpendingContract.MARCH, SpendingContract.DOLLARS)).isEqualTo(SpendingContract.CENT);
            assertThat(in.allowances().of("c1"))
                    .containsExactly(new Allowance("posts", Allowance.Covers.SENDING, false, 3, 9, NOW));
            assertThat(in.vault().all()).isEqualTo(Map.of(channel, new Vault.Sealed("sealed 1", Optional.empty())));
            assertThat(in.keys().all())
                    .containsExactly(new Keys.Key("key 1", "digest 1", Set.of(Right.ANSWER), NOW, Optional.empty()));
            assertThat(in.grants().all())
                    .containsExactly(new Grant(new Audience.Organization(), channel, "anna", NOW, "Agreed"));
            return true;
        }))
                .isTrue();
    }

    private Map<ChannelId, String> names() {
        return read(in -> in.channels().names());
    }

    private boolean known(String key) {
        return allKnown(List.of(key));
    }

    private boolean allKnown(List<String> keys) {
        return read(in -> in.inbox().known(MAIL, keys.stream().map(EventKey::new).toList()).size() == keys.size());
    }
}
