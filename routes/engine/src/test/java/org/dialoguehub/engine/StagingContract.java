package org.dialoguehub.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.dialoguehub.connector.Blobs.Stored;
import org.dialoguehub.model.BlobId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link Staging} promises. Sizes lie on both sides of where a store may begin to use files. */
public interface StagingContract extends StoreUnderTest {
    /** Bigger than any row should be. */
    int BIG = 3_000_000;

    @Test
    default void namesBytesByTheirDigest() throws IOException {
        Staging staging = store().staging();

        assertThat(staging.put(stream("abc".getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(new Stored(new BlobId("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"), 3));
        assertThat(staging.put(stream(new byte[0])))
                .isEqualTo(new Stored(new BlobId("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"), 0));
    }

    @ParameterizedTest @ValueSource(ints = {0, 1, 100_000, BIG})
    default void opensAtOnceWhatWasPut(int size) throws IOException {
        Staging staging = store().staging();

        Stored stored = staging.put(stream(bytes(1, size)));

        assertThat(stored.size()).isEqualTo(size);
        assertThat(content(staging, stored.id())).isEqualTo(bytes(1, size));
        assertThat(content(staging, stored.id())).isEqualTo(bytes(1, size));
        assertThat(staging.put(stream(bytes(1, size)))).isEqualTo(stored);
    }

    @Test
    default void takesAStreamThatGivesLittleAtATime() throws IOException {
        byte[] bytes = bytes(1, 200_000);
        Staging staging = store().staging();

        Stored stored = staging.put(new FilterInputStream(stream(bytes)) {
            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                return super.read(into, from, Math.min(length, 7));
            }
        });

        assertThat(content(staging, stored.id())).isEqualTo(bytes);
    }

    @Test
    default void closesTheStream() throws IOException {
        var closed = new AtomicInteger();

        store().staging().put(new Broken(bytes(1, 10), closed, false));
        assertThatThrownBy(() -> store().staging().put(new Broken(bytes(1, 10), closed, true))).isInstanceOf(IOException.class);

        assertThat(closed).hasValueGreaterThanOrEqualTo(2);
    }

    @ParameterizedTest @ValueSource(ints = {10, BIG})
    default void keepsNothingOfAStreamThatBreaks(int size) throws IOException {
        Staging staging = store().staging();
        BlobId whole = store().staging().put(stream(bytes(1, size))).id();

        assertThatThrownBy(() -> staging.put(new Broken(bytes(1, size), new AtomicInteger(), true)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("planted");

        assertThatThrownBy(() -> content(staging, whole)).isInstanceOf(IOException.class);
        assertThat(staging.put(stream(bytes(1, size))).id()).isEqualTo(whole);
        assertThat(content(staging, whole)).isEqualTo(bytes(1, size));
    }

    @Test
    default void hasNothingUnderAnIdThatNeverWasPut() {
        assertThatThrownBy(() -> content(store().staging(), new BlobId("ab".repeat(32)))).isInstanceOf(IOException.class);
    }

    @ParameterizedTest @ValueSource(ints = {0, 10, 100_000, BIG})
    default void showsItToOthersOnceItIsKept(int size) throws IOException {
        Staging staging = store().staging();
        BlobId id = staging.put(stream(bytes(1, size))).id();
        assertThatThrownBy(() -> content(store().staging(), id)).isInstanceOf(IOException.class);

        keep(staging);

        assertThat(content(store().staging(), id)).isEqualTo(bytes(1, size));
        assertThat(content(staging, id)).isEqualTo(bytes(1, size));
    }

    @ParameterizedTest @ValueSource(ints = {0, 10, 100_000, BIG})
    default void keepsItInTheNextLife(int size) throws IOException {
        Staging staging = store().staging();
        BlobId id = staging.put(stream(bytes(1, size))).id();
        keep(staging);

        reopen();

        assertThat(content(store().staging(), id)).isEqualTo(bytes(1, size));
    }

    @ParameterizedTest @ValueSource(ints = {10, BIG})
    default void hasNothingInTheNextLifeOfWhatWasNotKept(int size) throws IOException {
        Staging staging = store().staging();
        BlobId id = staging.put(stream(bytes(1, size))).id();
        staging.sync();

        reopen();

        assertThatThrownBy(() -> content(store().staging(), id)).isInstanceOf(IOException.class);
    }

    @ParameterizedTest @ValueSource(ints = {10, BIG})
    default void staysStagedWhenTheUnitThatKeepsItFails(int size) throws IOException {
        Staging staging = store().staging();
        BlobId id = staging.put(stream(bytes(1, size))).id();
        staging.sync();

        assertThatThrownBy(() -> write(in -> {
            in.keep(staging);
            throw new IllegalArgumentException("planted");
        }))
                .isInstanceOf(IllegalArgumentException.class);

        assertThatThrownBy(() -> content(store().staging(), id)).isInstanceOf(IOException.class);
        assertThat(content(staging, id)).isEqualTo(bytes(1, size));
        keep(staging);
        assertThat(content(store().staging(), id)).isEqualTo(bytes(1, size));
    }

    @ParameterizedTest @ValueSource(ints = {10, BIG})
    default void forgetsWhatIsDiscarded(int size) throws IOException {
        Staging staging = store().staging();
        BlobId id = staging.put(stream(bytes(1, size))).id();

        staging.discard();

        assertThatThrownBy(() -> content(staging, id)).isInstanceOf(IOException.class);
        keep(staging);
        assertThatThrownBy(() -> content(store().staging(), id)).isInstanceOf(IOException.class);
        assertThat(staging.put(stream(bytes(1, size))).id()).isEqualTo(id);
        keep(staging);
        assertThat(content(store().staging(), id)).isEqualTo(bytes(1, size));
    }

    @ParameterizedTest @ValueSource(ints = {10, BIG})
    default void discardsOnlyWhatWasNotKept(int size) throws IOException {
        Staging staging = store().staging();
        BlobId kept = staging.put(stream(bytes(1, size))).id();
        keep(staging);
        BlobId gone = staging.put(stream(bytes(2, size))).id();
        staging.put(stream(bytes(1, size)));

        staging.discard();

        assertThat(content(store().staging(), kept)).isEqualTo(bytes(1, size));
        assertThatThrownBy(() -> content(staging, gone)).isInstanceOf(IOException.class);
    }

    @ParameterizedTest @ValueSource(ints = {10, BIG})
    default void keepsWhatAnotherStagingDiscards(int size) throws IOException {
        Staging one = store().staging();
        Staging other = store().staging();
        BlobId id = one.put(stream(bytes(1, size))).id();
        other.put(stream(bytes(1, size)));
        one.sync();

        other.discard();
        assertThat(content(one, id)).isEqualTo(bytes(1, size));
        keep(one);
        other.put(stream(bytes(1, size)));
        other.discard();

        reopen();
        assertThat(content(store().staging(), id)).isEqualTo(bytes(1, size));
    }

    @Test
    default void keepsTheSameBytesAgainAndNothingAtAll() throws IOException {
        Staging staging = store().staging();
        keep(staging);
        BlobId small = staging.put(stream(bytes(1, 10))).id();
        BlobId big = staging.put(stream(bytes(1, BIG))).id();
        keep(staging);
        keep(staging);
        staging.put(stream(bytes(1, 10)));
        staging.put(stream(bytes(1, BIG)));

        keep(staging);

        assertThat(content(store().staging(), small)).hasSize(10);
        assertThat(content(store().staging(), big)).hasSize(BIG);
    }

    @Test
    default void keepsNothingThatWasPutWithoutBeingAskedTo() throws IOException {
        Staging staging = store().staging();
        BlobId id = staging.put(stream(bytes(1, 10))).id();

        write(in -> in.channels().add(Samples.MAIL, "parents-mail"));

        assertThatThrownBy(() -> content(store().staging(), id)).isInstanceOf(IOException.class);
    }

    @Test
    default void takesBytesOfManyThreadsAtOnce() throws IOException {
        Staging staging = store().staging();

        List<List<BlobId>> ids = Crowd.of(4).each(thread -> IntStream.range(0, 200)
                .mapToObj(number -> put(staging, seed(thread, number), number % 50 == 0 ? 300_000 : 20))
                .toList());

        keep(staging);
        for (int number = 0; number < 200; number++) {
            for (int thread = 0; thread < 4; thread++) {
                assertThat(content(store().staging(), ids.get(thread).get(number)))
                        .isEqualTo(bytes(seed(thread, number), number % 50 == 0 ? 300_000 : 20));
            }
        }
    }

    /** The seed of what a thread puts: every third is the same for all. */
    private static int seed(int thread, int number) {
        return number % 3 == 0 ? number : number * 10 + thread;
    }

    private void keep(Staging staging) throws IOException {
        staging.sync();
        write(in -> in.keep(staging));
    }

    private static BlobId put(Staging staging, int seed, int size) {
        try {
            return staging.put(stream(bytes(seed, size))).id();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static byte[] bytes(int seed, int size) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static InputStream stream(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }

    private static byte[] content(Staging staging, BlobId id) throws IOException {
        try (InputStream content = staging.open(id)) {
            return content.readAllBytes();
        }
    }

    /** A stream that tells when it is closed, and breaks at its end if it should. */
    final class Broken extends SequenceInputStream {
        private final AtomicInteger closed;

        Broken(byte[] bytes, AtomicInteger closed, boolean breaks) {
            super(stream(bytes), breaks ? new Breaking() : InputStream.nullInputStream());
            this.closed = closed;
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }

    /** Nothing but an error. */
    final class Breaking extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("planted");
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            throw new IOException("planted");
        }
    }
}
