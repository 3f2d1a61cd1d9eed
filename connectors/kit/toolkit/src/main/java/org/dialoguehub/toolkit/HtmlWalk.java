package org.dialoguehub.toolkit;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.dialoguehub.model.BlobId;
import org.dialoguehub.model.Block;
import org.dialoguehub.model.RichText;
import org.dialoguehub.model.Span;
import org.dialoguehub.model.Span.Style;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.jspecify.annotations.Nullable;

/** What each element of HTML means, told to a {@link TextBuilder} on a walk through the document that does not use the stack. */
final class HtmlWalk implements NodeFilter {
    private static final Set<String> UNSEEN = Set.of(
            "head", "script", "style", "title", "template", "object", "embed", "iframe", "frameset", "svg", "audio", "video", "select",
            "datalist", "map");
    private static final Set<String> PARAGRAPHS = Set.of("p", "dl", "table", "hr", "fieldset", "figure", "form");
    private static final Set<String> LINES = Set.of(
            "address", "article", "aside", "body", "caption", "center", "dd", "details", "dir", "div", "dt", "figcaption", "footer",
            "header", "hgroup", "legend", "li", "main", "menu", "nav", "noscript", "section", "summary", "tbody", "td", "tfoot", "th",
            "thead", "tr");
    private static final Set<String> AS_WRITTEN = Set.of("pre", "listing", "plaintext", "xmp");
    private static final Pattern HIDDEN = Pattern.compile("display\\s*:\\s*none", Pattern.CASE_INSENSITIVE);
    private static final Pattern PICTURE_FILE = Pattern.compile("(?i)[^/?#]+\\.(?:avif|gif|heic|jpe?g|png|svg|webp)(?=$|[?#])");

    private final Set<Element> dataTables;
    private final Function<String, Optional<BlobId>> images;
    private final HtmlReader.Folding folding;
    private final TextBuilder text = new TextBuilder();
    private final StringBuilder code = new StringBuilder();
    private Optional<String> language = Optional.empty();
    private @Nullable Element asWritten;
    private @Nullable Element dataTable;
    private boolean firstCell;

    HtmlWalk(Set<Element> dataTables, Function<String, Optional<BlobId>> images, HtmlReader.Folding folding) {
        this.dataTables = dataTables;
        this.images = images;
        this.folding = folding;
    }

    RichText text() {
        return text.build();
    }

    @Override
    public FilterResult head(Node node, int depth) {
        if (node instanceof TextNode words) {
            if (asWritten != null) {
                code.append(words.getWholeText());
            } else {
                text.text(words.getWholeText());
            }
        } else if (node instanceof Element element) {
            String name = element.normalName();
            if (UNSEEN.contains(name) || element.hasAttr("hidden") || HIDDEN.matcher(element.attr("style")).find()) {
                return FilterResult.SKIP_ENTIRELY;
            }
            if (asWritten != null) {
                enterCode(element, name);
            } else {
                enter(element, name);
            }
        }
        return FilterResult.CONTINUE;
    }

    @Override
    public FilterResult tail(Node node, int depth) {
        if (node instanceof Element element) {
            String name = element.normalName();
            if (element.equals(asWritten)) {
                text.code(code.toString(), language);
                asWritten = null;
            } else if (asWritten != null) {
                endCodeLine(name);
            } else {
                leave(element, name);
            }
        }
        return FilterResult.CONTINUE;
    }

    private void enter(Element element, String name) {
        edge(name);
        Optional<Block.Folded.Kind> folded = folding.of(name, element::attr);
        if (folded.isPresent()) {
            text.open(element, false, parts -> new Block.Folded(folded.get(), parts.getFirst()));
        }
        switch (name) {
            case "br" -> lineBreak();
            case "img" -> image(element);
            case "q" -> text.text("\u201C");
            case "a" -> text.link(Links.read(element.attr("href")));
            case "h1", "h2", "h3", "h4", "h5", "h6" -> text.heading(name.charAt(1) - '0');
            case "ul", "ol" -> text.open(element, true, parts -> new Block.Items(name.equals("ol"), parts));
            case "li" -> text.item();
            case "table" -> dataTable = dataTables.contains(element) ? element : null;
            case "tr" -> firstCell = true;
            case "td", "th" -> cell();
            case "pre", "listing", "plaintext", "xmp" -> beginCode(element);
            case "blockquote" -> {
                if (folded.isEmpty()) {
                    text.open(element, false, parts -> new Block.Quote(parts.getFirst()));
                }
            }
            default -> style(name).ifPresent(text::mark);
        }
    }

    private void leave(Element element, String name) {
        switch (name) {
            case "q" -> text.text("\u201D");
            case "a" -> text.unmark();
            case "h1", "h2", "h3", "h4", "h5", "h6" -> text.heading(0);
            case "table" -> dataTable = null;
            default -> style(name).ifPresent(style -> text.unmark());
        }
        text.close(element);
        edge(name);
    }

    private void edge(String name) {
        if (dataTable != null && !name.equals("table") && !name.equals("tr")) {
            if (LINES.contains(name) || PARAGRAPHS.contains(name)) {
                text.space();
            }
        } else if (PARAGRAPHS.contains(name)) {
            text.boundary(2);
        } else if (LINES.contains(name)) {
            text.boundary(1);
        }
    }

    private void lineBreak() {
        if (dataTable != null) {
            text.space();
        } else {
            text.lineBreak();
        }
    }

    private void cell() {
        if (dataTable != null && !firstCell) {
            text.text(" | ");
        }
        firstCell = false;
    }

    private void beginCode(Element element) {
        text.boundary(2);
        asWritten = element;
        code.setLength(0);
        language = languageOf(element);
    }

    private void enterCode(Element element, String name) {
        if (name.equals("br")) {
            code.append('\n');
        } else {
            endCodeLine(name);
            language = language.or(() -> languageOf(element));
        }
    }

    private void endCodeLine(String name) {
        boolean block = LINES.contains(name) || PARAGRAPHS.contains(name) || AS_WRITTEN.contains(name);
        if (block && !code.isEmpty() && code.charAt(code.length() - 1) != '\n') {
            code.append('\n');
        }
    }

    private static Optional<String> languageOf(Element element) {
        return Arrays.stream(element.className().split("\\s+"))
                .filter(each -> each.startsWith("language-") && each.length() > "language-".length())
                .map(each -> Characters.readable(each.substring("language-".length())))
                .findFirst();
    }

    private static Optional<Style> style(String name) {
        return switch (name) {
            case "b", "strong" -> Optional.of(Style.STRONG);
            case "i", "em", "cite", "dfn", "var" -> Optional.of(Style.EMPHASIS);
            case "code", "kbd", "samp", "tt" -> Optional.of(Style.CODE);
            case "s", "strike", "del" -> Optional.of(Style.STRUCK);
            default -> Optional.empty();
        };
    }

    /** Shows a picture that came along; one that lies elsewhere becomes a link, so that nobody is counted by reading. */
    private void image(Element element) {
        if (isPixel(element.attr("width")) || isPixel(element.attr("height"))) {
            return;
        }
        String source = element.attr("src").strip();
        String description = Characters.readable(element.attr("alt")).strip().replaceAll("\\s+", " ");
        Optional<BlobId> content = contentId(source).flatMap(images);
        if (content.isPresent()) {
            text.image(new Span.Image(content.get(), description));
        } else {
            linkImage(source, description, element.hasAttr("alt"));
        }
    }

    private void linkImage(String source, String description, boolean described) {
        var file = PICTURE_FILE.matcher(source);
        String label = description.isEmpty() && !described && file.find() && source.startsWith("http") ? file.group() : description;
        if (label.isEmpty()) {
            return;
        }
        text.link(Links.read(source));
        text.text(label);
        text.unmark();
    }

    private static boolean isPixel(String length) {
        return List.of("0", "1", "0px", "1px").contains(length.strip());
    }

    private static Optional<String> contentId(String source) {
        if (!source.toLowerCase(Locale.ROOT).startsWith("cid:")) {
            return Optional.empty();
        }
        String id = source.substring("cid:".length());
        try {
            return Optional.of(URLDecoder.decode(id.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notEscaped) {
            return Optional.of(id);
        }
    }
}
