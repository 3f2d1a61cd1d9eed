package org.dialoguehub.console;

import static org.dialoguehub.console.Attribute.attribute;
import static org.dialoguehub.console.Attribute.css;
import static org.dialoguehub.console.Attribute.id;
import static org.dialoguehub.console.Attribute.label;
import static org.dialoguehub.console.Attribute.link;
import static org.dialoguehub.console.Html.all;
import static org.dialoguehub.console.Html.element;
import static org.dialoguehub.console.Html.nothing;
import static org.dialoguehub.console.Html.text;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.dialoguehub.archive.Facets;
import org.dialoguehub.archive.SearchRequest.Unit;
import org.dialoguehub.archive.SearchResult;
import org.dialoguehub.archive.SearchResult.Hit;

/** What was found in the archive, by whom and when it was said. */
record ArchivePage(Visit visit, String query, boolean newest, Unit unit) {
    private static final int MOST_FACETS = 12;

    /** Before anything was asked. */
    Html empty() {
        return page(element("p", css("empty"), text(visit.words().say("archive.ask"))));
    }

    Html wrong(String why) {
        return page(Reception.problems(List.of(why)));
    }

    Html show(SearchResult found, Facets facets) {
        Words words = visit.words();
        return page(
                element("nav", css("choice"), label(words.say("archive.show")), element("ul",
                        choice(new ArchivePage(visit, query, newest, Unit.THREADS), unit == Unit.THREADS, "archive.threads"),
                        choice(new ArchivePage(visit, query, newest, Unit.MESSAGES), unit == Unit.MESSAGES, "archive.messages"),
                        choice(new ArchivePage(visit, query, false, unit), !newest, "archive.best"),
                        choice(new ArchivePage(visit, query, true, unit), newest, "archive.newest"))),
                element("p", css("hint"), text(words.say(
                        found.total() >= SearchResult.COUNTED ? "archive.more-than" : "archive.found", found.total()))),
                element("div", css("found"),
                        element("ol", css("hits"), all(found.hits().stream().map(this::hit))),
                        element("aside", css("facets"), label(words.say("archive.narrow")),
                                facet("archive.years", facets.years(), this::inYear),
                                facet("archive.groups", facets.groups(), group -> query + " in:" + group),
                                facet("archive.people", facets.people(), address -> query + " from:\"" + address + "\""))),
                found.next().map(next -> element("p", element("a", link(address() + "&after=" + next), text(words.say("list.more")))))
                        .orElse(nothing()));
    }

    private Html page(Html... parts) {
        Words words = visit.words();
        return element("main", id("main"), element("h1", words.say("menu.archive")),
                element("form", css("form search"), attribute("method", "get"), attribute("action", "/archive"),
                        attribute("role", "search"),
                        Form.hidden("order", newest ? "newest" : "best"), Form.hidden("unit", word()),
                        element("p", css("field"), element("label", attribute("for", "q"), text(words.say("archive.query"))),
                                element("input", attribute("type", "search"), attribute("name", "q"), id("q"), attribute("value", query),
                                        attribute("dir", "auto"))),
                        element("p", element("button", attribute("type", "submit"), css("main"), text(words.say("archive.search")))),
                        element("p", css("hint"), text(words.say("archive.syntax")))),
                all(Stream.of(parts)));
    }

    private String inYear(String year) {
        return query + " after:" + year + " before:" + (Integer.parseInt(year) + 1);
    }

    private Html choice(ArchivePage other, boolean here, String name) {
        Html words = text(visit.words().say(name));
        return element("li", here
                ? element("a", link(other.address()), attribute("aria-current", "true"), words)
                : element("a", link(other.address()), words));
    }

    private Html hit(Hit hit) {
        return element("li",
                element("h2",
                        element("a", link(ArchivePages.address(hit.number())), element("bdi", subject(visit.words(), hit.subject())))),
                element("p", css("hint"), element("bdi", hit.name().isEmpty() ? hit.address() : hit.name()), text(" · "),
                        hit.sent().map(visit.times()::show).orElseGet(() -> text(visit.words().say("archive.no-date"))), text(" · "),
                        element("bdi", String.join(", ", hit.groups().stream().sorted().toList()))),
                element("p", css("excerpt"), attribute("dir", "auto"), all(hit.excerpt().stream()
                        .map(piece -> piece.found() ? element("mark", piece.text()) : text(piece.text())))));
    }

    static String subject(Words words, String subject) {
        return subject.isBlank() ? words.say("archive.no-subject") : subject;
    }

    private Html facet(String title, List<Facets.Count> counts, UnaryOperator<String> narrowed) {
        return counts.size() < 2
                ? nothing()
                : element("section", element("h2", visit.words().say(title)), element("ul", all(counts.stream().limit(MOST_FACETS)
                        .map(count -> element("li", element("a",
                                link(new ArchivePage(visit, narrowed.apply(count.of()), newest, unit).address()),
                                element("bdi", count.of())), text(" " + count.mails()))))));
    }

    private String word() {
        return unit == Unit.MESSAGES ? "messages" : "threads";
    }

    private String address() {
        return "/archive?q=" + ArchivePages.encoded(query) + "&unit=" + word() + "&order=" + (newest ? "newest" : "best");
    }
}
