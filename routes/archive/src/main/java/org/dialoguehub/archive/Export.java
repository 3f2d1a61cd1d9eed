package org.dialoguehub.archive;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import org.dialoguehub.archive.Catalogue.Label;
import org.dialoguehub.archive.MessageReader.Known;

/** Writes all mails of a group in a form that others read. What is half written has another name, so that nobody takes it for the whole. */
final class Export {
    private static final int AT_ONCE = 500;

    private final Catalogue catalogue;
    private final Mails mails;
    private final Label group;
    private final LongConsumer progress;
    private long done;

    /** @param progress hears how many mails are written, often */
    Export(Catalogue catalogue, Packs packs, Label group, LongConsumer progress) {
        this.catalogue = catalogue;
        this.mails = new Mails(catalogue, packs);
        this.group = group;
        this.progress = progress;
    }

    /** Takes mails one after the other. */
    @FunctionalInterface
    interface Sink {
        void take(Row row, byte[] mail) throws IOException;
    }

    /** Writes a file, which must not be there yet; gives how many mails are in it. */
    long mbox(Path target) throws IOException {
        return file(target, out -> all((row, mail) -> MboxWriter.write(row, mail, out)));
    }

    /** Writes a file with an object of ActivityStreams 2.0 in each line. */
    long activities(Path target) throws IOException {
        return file(target, out -> {
            var writer = new ActivityWriter(out, group.name());
            all((row, mail) -> writer.write(message(row, mail), parent(row)));
            writer.flush();
        });
    }

    /** Writes a folder of pages, which must be empty or not there yet. */
    long site(Path target) throws IOException {
        if (Files.isDirectory(target)) {
            try (var files = Files.list(target)) {
                if (files.findAny().isPresent()) {
                    throw new DirectoryNotEmptyException(target + " is not empty: name a new folder");
                }
            }
        }
        new SiteWriter(target, group.name()).write(this);
        return done;
    }

    /** What is written to a file. */
    @FunctionalInterface
    private interface Content {
        void to(OutputStream out) throws IOException;
    }

    private long file(Path target, Content content) throws IOException {
        Path half = target.resolveSibling(target.getFileName() + ".part");
        try (OutputStream out = new BufferedOutputStream(
                Files.newOutputStream(half, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE),
                1 << 16)) {
            content.to(out);
        }
        Files.move(half, target, StandardCopyOption.ATOMIC_MOVE);
        return done;
    }

    /** All mails, in the order in which they came here. */
    void all(Sink sink) throws IOException {
        long after = 0;
        for (List<Row> rows = catalogue.rowsIn(group.id(), after, AT_ONCE); !rows.isEmpty(); rows =
                catalogue.rowsIn(group.id(), after, AT_ONCE)) {
            for (Row row : rows) {
                sink.take(row, mail(row));
                after = row.number();
                written();
            }
        }
    }

    /** Counts a mail that is written. */
    void written() {
        progress.accept(++done);
    }

    Catalogue catalogue() {
        return catalogue;
    }

    Label group() {
        return group;
    }

    byte[] mail(Row row) throws IOException {
        return mails.read(row);
    }

    Message message(Row row, byte[] mail) throws IOException {
        var known = new Known(row, Set.of(group.name()),
                Registrar.names(catalogue.labelsOf(row.number()), catalogue.labels(), false), catalogue.noteAt(row.node()));
        return MessageReader.read(known, mail, Optional.empty());
    }

    /** The Message-ID of the mail above, if that is in the group, too; else empty. */
    private String parent(Row row) throws IOException {
        Optional<Long> above = catalogue.parentOf(row.node()).filter(number -> catalogue.labelsOf(number).contains(group.id()));
        if (above.isEmpty()) {
            return "";
        }
        return MessageReader.messageId(mails.read(catalogue.row(above.get()).orElseThrow()));
    }
}
