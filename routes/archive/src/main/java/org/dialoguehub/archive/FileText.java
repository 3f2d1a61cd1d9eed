package org.dialoguehub.archive;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.dialoguehub.mail.Decoding;
import org.dialoguehub.toolkit.HtmlReader;

/**
 * The text of a file, to be found by: of plain texts, HTML, and the documents of office programs (ECMA-376, ODF). Takes bounded time and memory, whatever
 * the file is; what cannot be read has no text. Safe for use by several threads.
 */
final class FileText {
    /** Of larger files nothing is read. */
    static final int LARGEST = 4 << 20;

    private static final int LONGEST = 100_000;
    private static final int MOST_ENTRIES = 1_000;
    private static final long MOST_UNPACKED = 16 << 20;
    private static final Pattern TEXT = Pattern.compile(".*\\.(txt|csv|tsv|md|ics|vcf|log|rst|yaml|yml|ini)");
    private static final Pattern PART =
            Pattern.compile(
                    "word/(document|footnotes|endnotes|comments)\\.xml|ppt/slides/slide\\d+\\.xml|xl/sharedStrings\\.xml|content\\.xml");

    private static final XMLInputFactory XML = factory();

    private FileText() {}

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    /** Whether a file that begins so may have a text. */
    static boolean isWorthReading(byte[] start) {
        if (start.length >= 4 && start[0] == 'P' && start[1] == 'K' && start[2] == 3 && start[3] == 4) {
            return true;
        }
        for (byte each : start) {
            if (each >= 0 && each < ' ' && each != '\t' && each != '\n' && each != '\r' && each != '\f') {
                return false;
            }
        }
        return true;
    }

    static String of(String name, String mediaType, byte[] content) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (content.length > 4 && content[0] == 'P' && content[1] == 'K') {
            return document(content);
        }
        if (mediaType.equals("text/html") || lower.endsWith(".html") || lower.endsWith(".htm")) {
            return cut(new HtmlReader().read(plain(content)).plainText());
        }
        return mediaType.startsWith("text/") || TEXT.matcher(lower).matches() ? plain(content) : "";
    }

    private static String plain(byte[] content) {
        byte[] begin = content.length > 4 * LONGEST ? Arrays.copyOf(content, 4 * LONGEST) : content;
        return cut(Decoding.clean(new String(begin, StandardCharsets.UTF_8)));
    }

    private static String cut(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }

    private static String document(byte[] content) {
        var text = new StringBuilder();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(content))) {
            var bounded = new Bounded(zip);
            int entries = 0;
            for (ZipEntry entry = zip.getNextEntry(); entry != null && entries < MOST_ENTRIES && text.length() < LONGEST; entry =
                    zip.getNextEntry()) {
                entries++;
                if (PART.matcher(entry.getName()).matches()) {
                    words(bounded, text);
                } else {
                    bounded.skip();
                }
            }
        } catch (IOException | RuntimeException broken) {
            // What was read by then is its text.
        }
        return cut(text.toString());
    }

    private static void words(InputStream part, StringBuilder text) throws IOException {
        try {
            XMLStreamReader xml = reader(part);
            while (xml.hasNext() && text.length() < LONGEST) {
                switch (xml.next()) {
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(xml.getText());
                    case XMLStreamConstants.END_ELEMENT -> {
                        if (xml.getLocalName().equals("p") || xml.getLocalName().equals("si") || xml.getLocalName().equals("h")) {
                            text.append('\n');
                        }
                    }
                    default -> {}
                }
            }
        } catch (XMLStreamException broken) {
            throw new IOException(broken);
        }
    }

    private static XMLStreamReader reader(InputStream part) throws XMLStreamException {
        // The factory of the JDK is not said to be safe for several threads.
        synchronized (XML) {
            return XML.createXMLStreamReader(part);
        }
    }

    /** Gives no more than a few megabytes, however much there is. Stays open when it is closed: a parser closes what is one part of many. */
    private static final class Bounded extends FilterInputStream {
        private long left = MOST_UNPACKED;

        Bounded(InputStream inner) {
            super(inner);
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            if (left <= 0) {
                throw new IOException("It unpacks to too much");
            }
            int count = super.read(target, from, (int) Math.min(length, left));
            left -= Math.max(count, 0);
            return count;
        }

        /** To the end of the part. */
        void skip() throws IOException {
            var waste = new byte[8_192];
            while (read(waste, 0, waste.length) >= 0) {
                // Nobody wants it.
            }
        }

        @Override
        public void close() {}
    }
}
