package org.dialoguehub.archive;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.dialoguehub.archive.Catalogue.Label;
import org.dialoguehub.connector.Blobs;
import org.dialoguehub.engine.Engine;
import org.dialoguehub.engine.Principal;
import org.dialoguehub.engine.Publicity;
import org.dialoguehub.engine.Received;
import org.dialoguehub.model.AccountId;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.Activity.Create;
import org.dialoguehub.model.Activity.Delete;
import org.dialoguehub.model.Activity.Update;
import org.dialoguehub.model.Actor;
import org.dialoguehub.model.Attachment;
import org.dialoguehub.model.Audience;
import org.dialoguehub.model.Circle;
import org.dialoguehub.model.InReplyTo;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.NoteId;
import org.dialoguehub.model.NoteRef;
import org.dialoguehub.model.RichText;
import org.dialoguehub.toolkit.HtmlWriter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes into the archive what is said in the hub, as it is said: durably within the call that tells of it, to be found within two seconds. What is for
 * single persons stays out. While an import works on the archive, what is said waits in the hub.
 */
public final class Living implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Living.class);
    private static final Principal HUB = new Principal.TheHub();
    private static final Duration ONE_TRY = Duration.ofSeconds(1);
    private static final Duration INDEXED_EVERY = Duration.ofMillis(700);
    /** How long others may have to wait for the archive. */
    private static final long LONGEST_HOLD = Duration.ofSeconds(10).toNanos();

    private static final int LARGEST_FILE = 20 << 20;
    private static final String OWN = "archive";
    /** The group of what the hub says to all. */
    private static final String BROADCASTS = "broadcasts";

    private final Archive archive;
    private final Path folder;
    private final Words words;
    private final Engine engine;
    private final InstantSource clock;
    private final String hubName;
    private final LetterReader reader;
    private final MailWriter writer = new MailWriter();
    private final List<AutoCloseable> subscriptions = new ArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final ScheduledExecutorService clerk =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("hub-archive").daemon().factory());
    private @Nullable Work work;
    private volatile boolean closed;

    Living(Archive archive, Path folder, Words words, Engine engine, InstantSource clock, String hubName) {
        this.archive = archive;
        this.folder = folder;
        this.words = words;
        this.engine = engine;
        this.clock = clock;
        this.hubName = hubName;
        this.reader = new LetterReader(clock);
    }

    /** Hears on all channels from now on, or no longer. */
    Living started(boolean hears) {
        for (String channel : engine.channels()) {
            String name = "archive " + channel;
            if (hears) {
                subscriptions.add(engine.subscribe(HUB, channel, name, received -> take(channel, received)));
            } else {
                engine.unsubscribe(HUB, name);
            }
        }
        if (hears) {
            subscriptions.add(engine.subscribeToOwn(HUB, OWN, received -> take("", received)));
        } else {
            engine.unsubscribe(HUB, OWN);
        }
        var unused = clerk.scheduleWithFixedDelay(this::index, INDEXED_EVERY.toMillis(), INDEXED_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    /**
     * Answers a mail of the archive on channels of the hub: below it on a mailing list, with the headers that put it there; where the mail is not, as the
     * beginning of a thread that quotes it. Returns once that is durable. The same key again says nothing anew.
     *
     * @param author in whose name
     * @param channels where; none for all that the readers of the mail read, but for public ones
     * @param key unlike that of any other answer to this mail; at most 200 characters
     * @throws IllegalArgumentException if there is no such mail that the principal may read, or no such channel, or one of them cannot be told that
     */
    public Publicity answer(Principal principal, long number, Actor author, RichText body, List<String> channels, String key) {
        return new Continuation(archive, engine, this).answer(principal, number, author, body, channels, key);
    }

    /** Remembers which note of the hub a mail is. */
    void know(NoteId note, long node) {
        try {
            within(work -> work.desk.catalogue().noteAt(note.value(), node));
        } catch (IOException failed) {
            throw ArchiveException.of(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new ArchiveException("It was stopped while another import worked on the archive");
        }
    }

    /** What is worked on while the archive is ours. */
    private static final class Work {
        private final Desk desk;
        private final Index index;
        private final Registrar registrar;
        private final long since = System.nanoTime();
        private boolean unindexed;

        Work(Desk desk, Index index) {
            this.desk = desk;
            this.index = index;
            this.registrar = new Registrar(desk.catalogue(), desk.packs());
        }

        void close() {
            index.close();
            desk.close();
        }
    }

    private void take(String channel, Received received) throws IOException, InterruptedException {
        switch (received.activity()) {
            case Create create -> within(work -> add(work, channel, received, create.note()));
            case Update update -> within(work -> change(work, channel, received, update));
            case Delete delete -> within(work -> remove(work, received));
            case Activity.Like like -> {}
            case Activity.Announce share -> {}
            case Activity.Undo undo -> {}
        }
    }

    /** Changes the archive, or fails as a whole. */
    @FunctionalInterface
    private interface Step {
        void in(Work work) throws IOException;
    }

    private void within(Step step) throws IOException, InterruptedException {
        lock.lockInterruptibly();
        try {
            Work open = opened();
            Catalogue catalogue = open.desk.catalogue();
            catalogue.database().begin();
            try {
                step.in(open);
                open.desk.packs().force();
                catalogue.packed(open.desk.packs().end());
                catalogue.database().commit();
                open.unindexed = true;
            } catch (IOException | RuntimeException failed) {
                // What is in memory may not be what is on disk now.
                end(open);
                throw failed;
            }
        } finally {
            lock.unlock();
        }
    }

    private Work opened() throws IOException, InterruptedException {
        Work open = work;
        while (open == null) {
            if (closed) {
                throw new InterruptedException("The hub stops");
            }
            try {
                Desk desk = Desk.open(folder, ONE_TRY);
                try {
                    open = new Work(desk, Index.open(folder.resolve("index"), words));
                } catch (IOException | RuntimeException unusable) {
                    desk.close();
                    throw unusable;
                }
            } catch (ArchiveException busy) {
                if (!busy.isBusy()) {
                    throw busy;
                }
                LOG.info("An import works on the archive; what is said waits for it");
            }
        }
        work = open;
        return open;
    }

    private void end(Work open) {
        work = null;
        open.close();
    }

    private void add(Work work, String channel, Received received, Note note) throws IOException {
        Optional<Label> label = channel.isEmpty() ? ownLabel(work, note) : label(work, channel, note.audience());
        if (label.isEmpty() || work.desk.catalogue().nodeOf(received.note().value()).isPresent()) {
            return;
        }
        Parcel parcel = parcel(work, channel, received, note);
        Registrar.Entered entered = work.registrar.enter(parcel, label.get());
        long node = work.desk.catalogue().row(entered.numbers().getFirst()).orElseThrow().node();
        work.desk.catalogue().noteAt(received.note().value(), node);
    }

    private void change(Work work, String channel, Received received, Update update) throws IOException {
        Optional<Long> number = number(work, received);
        if (number.isPresent()) {
            work.registrar.change(number.get(), parcel(work, channel, received, update.note()));
        }
    }

    private static void remove(Work work, Received received) {
        number(work, received).ifPresent(work.registrar::remove);
    }

    private static Optional<Long> number(Work work, Received received) {
        return work.desk.catalogue().nodeOf(received.note().value()).flatMap(work.desk.catalogue()::messageAt);
    }

    /** The group whose members may read it. Nothing, if it is for single persons, or for several circles. */
    private static Optional<Label> label(Work work, String channel, Audience audience) {
        return switch (audience) {
            case Audience.Everyone() -> Optional.of(label(work, channel, true));
            case Audience.Organization() -> Optional.of(label(work, channel, true));
            case Audience.Circles(Set<Circle> circles) when circles.size() == 1 ->
                Optional.of(label(work, circles.iterator().next().value(), false));
            case Audience.Circles(Set<Circle> several) -> Optional.empty();
            case Audience.Persons(Set<AccountId> few) -> Optional.empty();
        };
    }

    /** Where what the hub says belongs: beside what it answers, or else among its broadcasts. */
    private static Optional<Label> ownLabel(Work work, Note note) {
        Catalogue catalogue = work.desk.catalogue();
        return above(work, note).flatMap(catalogue::messageAt).flatMap(number -> catalogue.groupsOf(number).stream()
                .filter(group -> group.audience().includes(note.audience())).findFirst())
                .or(() -> label(work, BROADCASTS, note.audience()));
    }

    private static Label label(Work work, String name, boolean open) {
        Label label = work.desk.catalogue().label(true, name, open);
        if (label.open() && !open) {
            throw new ArchiveException("The archive's group '" + name
                    + "' is open to the organization; what is said there among few now must not go in. Give the group another name");
        }
        return label;
    }

    private Parcel parcel(Work work, String channel, Received received, Note note) throws IOException {
        Optional<byte[]> raw = raw(received);
        byte[] bytes = raw.isPresent() ? raw.get() : writer.write(written(channel, received, note));
        Letter asWritten = reader.read(bytes, 0, bytes.length);
        Letter read = asWritten.is(Letter.NO_DATE) ? asWritten.at(note.published().getEpochSecond()) : asWritten;
        Letter letter = above(work, note).map(node -> read.below(List.of(node))).orElse(read);
        var source = new Source("", Source.Kind.MAILBOX, bytes.length, 0, channel.isEmpty() ? BROADCASTS : channel, place -> {
            throw new IOException("What is said in the hub is heard, not read");
        });
        return Parcel.of(source, List.of(Parcel.Item.of(letter, bytes, 0, bytes.length)), List.of());
    }

    private Optional<byte[]> raw(Received received) throws IOException {
        if (received.raw().isEmpty() || !(received.activity() instanceof Create)) {
            return Optional.empty();
        }
        try (InputStream stream = engine.blobs().open(received.raw().get())) {
            byte[] mail = stream.readNBytes(MailSource.LARGEST + 1);
            return mail.length > MailSource.LARGEST || !Sources.isMail(mail, 0) ? Optional.empty() : Optional.of(mail);
        }
    }

    /** What it answers, by what the hub knows, be it on another network. */
    private static Optional<Long> above(Work work, Note note) {
        return note.inReplyTo().map(InReplyTo::note).flatMap(above -> work.desk.catalogue().nodeOf(above.value()));
    }

    private Written written(String channel, Received received, Note note) throws IOException {
        String account = note.author().account().value();
        List<String> above = new ArrayList<>(note.inReplyTo().stream()
                .flatMap(answer -> Stream.concat(answer.ancestors().reversed().stream(), Stream.of(answer.note())))
                .map(NoteRef::value).map(this::id).toList());
        return new Written(
                id(received.note().value()), above, note.author().name(), account.startsWith("mailto:") ? account.substring(7) : account,
                channel.isEmpty() ? BROADCASTS : channel, note.subject(), note.published(), note.body().plainText(),
                Optional.of(HtmlWriter.forMail(image -> URI.create("cid:" + image.value())).write(note.body())), List.of(), files(note));
    }

    private String id(String note) {
        return note + "@" + hubName;
    }

    private List<Written.File> files(Note note) throws IOException {
        Blobs blobs = engine.blobs();
        List<Written.File> files = new ArrayList<>();
        for (Attachment file : note.attachments()) {
            if (file.size() <= LARGEST_FILE) {
                try (InputStream content = blobs.open(file.content())) {
                    files.add(new Written.File(file.name(), file.mediaType(), new MailSource.Bytes(content.readNBytes(LARGEST_FILE))));
                }
            }
        }
        return files;
    }

    /** Puts into the index what was entered, and lets others at the archive. */
    private void index() {
        lock.lock();
        try {
            Work open = work;
            if (open == null) {
                return;
            }
            if (open.unindexed) {
                var reindex = new Reindex(open.desk, open.index, clock);
                reindex.catchUp();
                reindex.finish();
                open.unindexed = false;
                if (System.nanoTime() - open.since < LONGEST_HOLD) {
                    return;
                }
            }
            end(open);
        } catch (IOException | RuntimeException failed) {
            LOG.warn("What was said of late cannot be found yet: {}", failed.toString());
            Work open = work;
            if (open != null) {
                end(open);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        closed = true;
        for (AutoCloseable subscription : subscriptions) {
            try {
                subscription.close();
            } catch (Exception useless) {
                LOG.debug("A subscription did not end well", useless);
            }
        }
        clerk.shutdown();
        index();
        index();
    }
}
