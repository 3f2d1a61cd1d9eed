package org.dialoguehub.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Something with mails, as it was found.
 *
 * @param name lasting, and unlike that of any other: an absolute path without links, or a URL
 * @param size in bytes, as it stands on the disk, or about so
 * @param modified when, in milliseconds since 1970; 0 if nobody knows
 * @param tag what its mails are tagged with, by the name of their folder; empty for none
 */
record Source(String name, Kind kind, long size, long modified, String tag, Opener opener) {
    /** How it behaves when it is met again. */
    enum Kind {
        /** A file of many mails: the same size and time mean the same mails. Lines that begin with {@code From } are escaped in it. */
        MBOX,
        /** A file of another program with many entries: the same size and time mean the same. */
        FILE,
        /** A folder of files: some may have come since, anywhere in their order. */
        FOLDER,
        /** A mailbox that numbers its mails as they come: only what is behind the last place is new. */
        MAILBOX
    }

    /** Opens a source. */
    @FunctionalInterface
    interface Opener {
        /**
         * Opens it.
         *
         * @param place up to which it was read before; empty for the beginning
         */
        MailSource open(String place) throws IOException;
    }

    /** A file of many mails. */
    static Source mbox(Path file, String tag) throws IOException {
        return file(file, Kind.MBOX, tag, place -> {
            Unpacked stream = Unpacked.open(file);
            try {
                long offset = place.isEmpty() ? 0 : Long.parseLong(place);
                skip(stream, offset);
                return new MboxSource(stream, offset, stream::readSoFar);
            } catch (IOException broken) {
                stream.close();
                throw broken;
            }
        });
    }

    /** A file of some kind. */
    static Source file(Path file, Kind kind, String tag, Opener opener) throws IOException {
        return new Source(file.toString(), kind, Files.size(file), Files.getLastModifiedTime(file).toMillis(), tag, opener);
    }

    /** Files with a mail in each, in their order. */
    static Source folder(Path folder, List<Path> files, long size, String tag) throws IOException {
        List<Path> all = List.copyOf(files);
        return new Source(folder.toString(), Kind.FOLDER, size, Files.getLastModifiedTime(folder).toMillis(), tag,
                place -> new FilesSource(folder, all, place));
    }

    MailSource open(String place) throws IOException {
        return opener.open(place);
    }

    private static void skip(InputStream stream, long bytes) throws IOException {
        stream.skipNBytes(bytes);
    }
}
