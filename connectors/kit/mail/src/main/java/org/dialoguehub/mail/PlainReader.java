package org.dialoguehub.mail;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dialoguehub.model.Block;
import org.dialoguehub.model.Span;

/** Reads plain text as people write it: blank lines part paragraphs, {@code >} begins a quoted line, addresses of pages are links. */
final class PlainReader {
    /** Deeper quotes are taken as this deep. */
    private static final int DEEPEST_QUOTE = 10;

    private static final Pattern PAGE = Pattern.compile("https?://[^\\s<>\"]{1,2000}");

    private final List<String> lines;
    private int at;

    private final boolean quoted;

    private PlainReader(List<String> lines, boolean quoted) {
        this.lines = lines;
        this.quoted = quoted;
    }

    static List<Block> read(String text) {
        return new PlainReader(text.lines().toList(), true).blocks(0);
    }

    /** Reads a text in which {@code >} means nothing. */
    static List<Block> readUnquoted(String text) {
        return new PlainReader(text.lines().toList(), false).blocks(0);
    }

    private List<Block> blocks(int depth) {
        var blocks = new ArrayList<Block>();
        var paragraph = new ArrayList<Span>();
        while (at < lines.size()) {
            String line = lines.get(at);
            int quotes = quoted ? depth(line) : 0;
            if (quotes < depth) {
                break;
            }
            String content = quotes == 0 ? line.stripTrailing() : content(line, depth);
            if (quotes > depth || content.isBlank()) {
                end(paragraph, blocks);
            }
            if (quotes > depth) {
                blocks.add(new Block.Quote(blocks(depth + 1)));
            } else {
                if (!content.isBlank()) {
                    add(content, paragraph);
                }
                at++;
            }
        }
        end(paragraph, blocks);
        return blocks;
    }

    private static void end(List<Span> paragraph, List<Block> blocks) {
        if (!paragraph.isEmpty()) {
            blocks.add(new Block.Paragraph(paragraph));
            paragraph.clear();
        }
    }

    private static void add(String line, List<Span> paragraph) {
        if (!paragraph.isEmpty()) {
            paragraph.add(new Span.Break());
        }
        if (!line.contains("://")) {
            paragraph.add(new Span.Text(line));
            return;
        }
        Matcher page = PAGE.matcher(line);
        int done = 0;
        while (page.find()) {
            String address = withoutPunctuation(page.group());
            if (page.start() > done) {
                paragraph.add(new Span.Text(line.substring(done, page.start())));
            }
            paragraph.add(link(address));
            done = page.start() + address.length();
        }
        if (done < line.length()) {
            paragraph.add(new Span.Text(line.substring(done)));
        }
    }

    private static Span link(String address) {
        try {
            return new Span.Link(List.of(new Span.Text(address)), new URI(address));
        } catch (URISyntaxException notAnAddress) {
            return new Span.Text(address);
        }
    }

    /** What ends the sentence does not belong to the address. */
    private static String withoutPunctuation(String address) {
        int end = address.length();
        while (end > 1 && ".,;:!?')]}".indexOf(address.charAt(end - 1)) >= 0) {
            boolean opened = address.charAt(end - 1) == ')' && address.indexOf('(') >= 0;
            if (opened) {
                break;
            }
            end--;
        }
        return address.substring(0, end);
    }

    /** How deep a line is quoted. What an mbox file did to a line that begins with "From " is no quote. */
    private static int depth(String line) {
        if (!line.startsWith(">") || line.startsWith(">From ")) {
            return 0;
        }
        int depth = 0;
        for (int index = 0; index < line.length() && depth < DEEPEST_QUOTE; index++) {
            char c = line.charAt(index);
            if (c == '>') {
                depth++;
            } else if (c != ' ') {
                break;
            }
        }
        return depth;
    }

    private static String content(String line, int depth) {
        int index = 0;
        for (int left = depth; left > 0; index++) {
            left -= line.charAt(index) == '>' ? 1 : 0;
        }
        boolean blank = index < line.length() && line.charAt(index) == ' ';
        return line.substring(blank ? index + 1 : index).stripTrailing();
    }
}
