package org.dialoguehub.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.dialoguehub.engine.StoreException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class GroupCommitTest {
    private final AtomicInteger groups = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final DataSource source;
    private final Database database;

    GroupCommitTest(@TempDir(factory = MigratedFolder.class) Path folder) {
        source = SqliteFile.source(folder.resolve("test.db"), Duration.ofMillis(50));
        database = Database.open(source, Dialect.SQLITE, sql -> groups.incrementAndGet(), Thread.ofPlatform().factory());
        database.write(sql -> sql.update("CREATE TABLE facts (fact TEXT PRIMARY KEY)"));
        groups.set(0);
    }

    @AfterEach
    void close() {
        threads.close();
        database.close();
    }

    @Test
    void commitsTogetherWhatCameTogether() throws Exception {
        List<Future<Integer>> waiting = behindABusyWriter(100, number -> add("fact " + number));

        for (Future<Integer> unit : waiting) {
            assertThat(unit.get()).isOne();
        }
        assertThat(groups).hasValue(2);
        assertThat(facts()).hasSize(101);
    }

    @Test
    void undoesOnlyTheUnitThatFailedInAGroup() throws Exception {
        List<Future<Integer>> waiting = behindABusyWriter(9, number -> database.write(sql -> {
            insert(sql, "fact " + number);
            if (number % 3 == 0) {
                throw new UnsupportedOperationException("planted " + number);
            }
            return number;
        }));

        for (int number = 0; number < 9; number++) {
            Future<Integer> unit = waiting.get(number);
            if (number % 3 == 0) {
                assertThatThrownBy(unit::get).hasRootCauseMessage("planted " + number);
            } else {
                assertThat(unit.get()).isEqualTo(number);
            }
        }
        assertThat(groups).hasValue(2);
        assertThat(facts()).containsExactlyInAnyOrder("first", "fact 1", "fact 2", "fact 4", "fact 5", "fact 7", "fact 8");
    }

    @Test
    void keepsNothingOfAUnitThatOverlooksAFailedStatement() {
        add("one");

        assertThatIllegalStateException().isThrownBy(() -> database.write(sql -> {
            insert(sql, "two");
            try {
                return insert(sql, "one");
            } catch (IllegalStateException overlooked) {
                return 0;
            }
        }));
        assertThatIllegalStateException()
                .isThrownBy(() -> database.write(sql -> {
                    try {
                        return insert(sql, "one");
                    } catch (IllegalStateException overlooked) {
                        return insert(sql, "three");
                    }
                }))
                .withMessageContaining("failed already");
        assertThat(facts()).containsExactly("one");
    }

    @Test
    void outlivesAnErrorInAUnit() {
        assertThatThrownBy(() -> database.write(sql -> {
            throw new StackOverflowError("planted");
        }))
                .isInstanceOf(StackOverflowError.class);

        assertThat(add("after")).isOne();
    }

    @Test
    void doesAfterwardsOnlyWhatIsDurable() {
        var done = new ArrayList<String>();

        database.write(sql -> {
            sql.afterwards(() -> done.add("kept"));
            return insert(sql, "one");
        });
        assertThatThrownBy(() -> database.write(sql -> {
            sql.afterwards(() -> done.add("lost"));
            throw new UnsupportedOperationException("planted");
        }))
                .hasMessage("planted");

        assertThat(done).containsExactly("kept");
    }

    @Test
    void keepsWhatIsDurableEvenIfWhatFollowsFails() {
        int kept = database.write(sql -> {
            sql.afterwards(() -> {
                throw new UnsupportedOperationException("planted");
            });
            return insert(sql, "one");
        });

        assertThat(kept).isOne();
        assertThat(add("two")).isOne();
        assertThat(facts()).containsExactlyInAnyOrder("one", "two");
    }

    @Test
    void refusesToBeCalledFromInside() {
        assertThatIllegalStateException().isThrownBy(() -> database.write(sql -> add("inner"))).withMessageContaining("again");
        assertThatIllegalStateException().isThrownBy(() -> database.read(sql -> add("inner"))).withMessageContaining("again");
        assertThatIllegalStateException().isThrownBy(() -> database.read(sql -> facts())).withMessageContaining("again");
        assertThatIllegalStateException().isThrownBy(() -> database.write(sql -> facts())).withMessageContaining("again");
    }

    @Test
    void refusesWhatIsOverOrOnlyReads() {
        Sql over = database.write(sql -> sql);

        assertThatIllegalStateException().isThrownBy(() -> insert(over, "one")).withMessageContaining("over");
        assertThatIllegalStateException().isThrownBy(() -> database.read(sql -> insert(sql, "one"))).withMessageContaining("only reads");
        assertThat(facts()).isEmpty();
    }

    @Test
    void refusesEverybodyOnceItIsClosedAndLosesNobody() throws Exception {
        List<Future<Integer>> waiting = behindABusyWriter(2_000, number -> add("fact " + number));
        database.close();

        int kept = 0;
        for (Future<Integer> unit : waiting) {
            try {
                kept += unit.get();
            } catch (ExecutionException refused) {
                assertThat(refused).hasRootCauseMessage("The store is closed");
            }
        }
        assertThatIllegalStateException().isThrownBy(() -> add("late")).withMessage("The store is closed");
        assertThatIllegalStateException().isThrownBy(this::facts).withMessage("The store is closed");
        assertThat(count()).isEqualTo(kept + 1);
    }

    @Test
    void failsAGroupThatCannotBeginAndGoesOnWithTheNext() throws Exception {
        try (Connection other = source.getConnection();
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");

            List<Future<Integer>> waiting = IntStream.range(0, 5)
                    .mapToObj(number -> threads.submit(() -> add("fact " + number)))
                    .toList();

            for (Future<Integer> unit : waiting) {
                assertThatThrownBy(unit::get).cause().isInstanceOf(StoreException.class).hasMessageContaining("locked by another process");
            }
            assertThat(facts()).isEmpty();
            statement.execute("ROLLBACK");
        }
        assertThat(add("after")).isOne();
    }

    private List<Future<Integer>> behindABusyWriter(int units, Work work) throws InterruptedException {
        var busy = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        Future<Integer> first = threads.submit(() -> database.write(sql -> {
            busy.countDown();
            await(goOn);
            return insert(sql, "first");
        }));
        busy.await();
        List<Future<Integer>> waiting = IntStream.range(0, units).mapToObj(number -> threads.submit(() -> work.of(number))).toList();
        while (database.waiting() < Math.min(units, GroupCommit.WAITING)) {
            Thread.onSpinWait();
        }
        goOn.countDown();
        assertThat(first).succeedsWithin(Duration.ofSeconds(30));
        return waiting;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException never) {
            throw new IllegalStateException(never);
        }
    }

    private int add(String fact) {
        return database.write(sql -> insert(sql, fact));
    }

    private static int insert(Sql sql, String fact) {
        return sql.update("INSERT INTO facts (fact) VALUES (?)", fact);
    }

    private List<String> facts() {
        return database.read(sql -> sql.list(Row::text, "SELECT fact FROM facts"));
    }

    private int count() throws Exception {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                var result = statement.executeQuery("SELECT COUNT(*) FROM facts")) {
            return result.getInt(1);
        }
    }

    /** Does something under a number. */
    private interface Work {
        int of(int number);
    }
}
