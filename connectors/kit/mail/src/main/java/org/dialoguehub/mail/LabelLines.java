package org.dialoguehub.mail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dialoguehub.connector.Blobs;
import org.dialoguehub.model.BlobId;

/** The command line of {@link OwnWords}: prints what each line of a file is, {@code +} or {@code -}, the label and the line. */
final class LabelLines {
    private LabelLines() {}

    /**
     * Labels the lines of one file.
     *
     * @param args the file, a raw mail; with {@code --text} before it, a plain text
     * @throws IOException if the file cannot be read
     */
    public static void main(String[] args) throws IOException {
        byte[] bytes = Files.readAllBytes(Path.of(args[args.length - 1]));
        boolean text = args.length > 1 && args[0].equals("--text");
        Segments segments =
                text ? OwnWords.of(Decoding.text(bytes)) : OwnWords.of(Mail.read(new ByteArrayInputStream(bytes), new NoBlobs()));
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        for (Segments.Line line : segments.lines()) {
            out.println((line.label().isSenders() ? "+ " : "- ") + line.label() + "\t" + line.text());
        }
    }

    /** Forgets all files. */
    private record NoBlobs() implements Blobs {
        @Override
        public Stored put(InputStream content) throws IOException {
            try (content) {
                return new Stored(new BlobId("0".repeat(64)), content.transferTo(OutputStream.nullOutputStream()));
            }
        }

        @Override
        public InputStream open(BlobId id) throws IOException {
            throw new IOException("Nothing was kept: " + id);
        }
    }
}
