package org.dialoguehub.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Mails in a file each: a Maildir, an MH folder, or a folder of .eml files. */
final class FilesSource implements MailSource {
    private final Path folder;
    private final List<Path> files;
    private int next;
    private long read;

    /**
     * Reads the files in their order.
     *
     * @param after the name of the file behind which to begin; empty for all
     */
    FilesSource(Path folder, List<Path> files, String after) {
        this.folder = folder;
        this.files = files;
        while (!after.isEmpty() && next < files.size() && name(files.get(next)).compareTo(after) <= 0) {
            next++;
        }
    }

    @Override
    public @Nullable Chunk next() {
        if (next == files.size()) {
            return null;
        }
        var bytes = new ByteArrayOutputStream(CHUNK + (CHUNK >> 2));
        List<Span> mails = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        String name = "";
        while (next < files.size() && bytes.size() < CHUNK && mails.size() < MOST) {
            Path file = files.get(next++);
            name = name(file);
            int from = bytes.size();
            try {
                add(file, bytes);
                mails.add(new Span(from, bytes.size(), name));
            } catch (IOException unreadable) {
                faults.add(new Fault(name, String.valueOf(unreadable.getMessage())));
            }
            read += bytes.size() - from;
        }
        return new Chunk(new Bytes(bytes.toByteArray()), mails, name, faults);
    }

    private static void add(Path file, ByteArrayOutputStream bytes) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] mail = stream.readNBytes(LARGEST + 1);
            if (mail.length > LARGEST) {
                throw new IOException("it is larger than " + (LARGEST >> 20) + " MB");
            }
            int from = Mbox.begins(mail, 0, mail.length) ? Mbox.behindLine(mail, 0, mail.length) : 0;
            bytes.write(mail, from, mail.length - from);
        }
    }

    private String name(Path file) {
        return (folder.equals(file) ? file.getFileName() : folder.relativize(file)).toString();
    }

    @Override
    public long read() {
        return read;
    }

    @Override
    public void close() {}
}
