package org.dialoguehub.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * A file or folder with mails, as it was found.
 *
 * @param path lasting: absolute, without links
 * @param files for a folder with a mail in each file: those, in their order; else the file itself
 * @param size in bytes, as it stands on the disk
 * @param modified when, in milliseconds since 1970
 * @param tag what its mails are tagged with, by the name of their folder; empty for none
 */
record Source(Path path, boolean folder, List<Path> files, long size, long modified, String tag) {
    Source {
        files = List.copyOf(files);
    }

    /**
     * Opens it.
     *
     * @param place up to which it was read before; empty for the beginning
     */
    MailSource open(String place) throws IOException {
        if (folder) {
            return new FilesSource(path, files, place);
        }
        Unpacked stream = Unpacked.open(path);
        try {
            long offset = place.isEmpty() ? 0 : Long.parseLong(place);
            skip(stream, offset);
            return new MboxSource(stream, offset, stream::readSoFar);
        } catch (IOException broken) {
            stream.close();
            throw broken;
        }
    }

    private static void skip(InputStream stream, long bytes) throws IOException {
        stream.skipNBytes(bytes);
    }
}
