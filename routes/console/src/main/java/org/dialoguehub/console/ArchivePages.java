package org.dialoguehub.console;

import io.javalin.config.RoutesConfig;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.dialoguehub.archive.Archive;
import org.dialoguehub.archive.ArchiveException;
import org.dialoguehub.archive.Living;
import org.dialoguehub.archive.Message;
import org.dialoguehub.archive.QueryException;
import org.dialoguehub.archive.SearchRequest;
import org.dialoguehub.archive.SearchRequest.Order;
import org.dialoguehub.archive.SearchRequest.Unit;
import org.dialoguehub.broadcast.Markdown;
import org.dialoguehub.model.Actor;

/**
 * Pages on which years of mail are found, read and continued.
 *
 * @param house in whose name answers are given
 * @param keys gives a key unlike any other
 */
record ArchivePages(Archive archive, Living living, Actor house, Reception reception, Supplier<String> keys) {
    private static final int PAGE = 20;

    void addTo(RoutesConfig routes) {
        routes.get("/archive", context -> reception.page(context, this::search));
        routes.get("/archive/mail", context -> reception.page(context, this::mail));
        routes.post("/archive/mail", context -> reception.form(context, this::done));
        routes.get("/archive/file", context -> reception.page(context, this::file));
    }

    private void search(Visit visit) {
        String query = visit.asked("q").map(String::strip).orElse("");
        boolean newest = visit.asked("order").filter("newest"::equals).isPresent();
        Unit unit = visit.asked("unit").filter("messages"::equals).isPresent() ? Unit.MESSAGES : Unit.THREADS;
        var page = new ArchivePage(visit, query, newest, unit);
        Html main;
        try {
            main = query.isEmpty()
                    ? page.empty()
                    : page.show(
                            archive.find(visit.who(), new SearchRequest(query, PAGE, visit.asked("after").orElse(""),
                                    newest ? Order.NEWEST : Order.BEST, unit)),
                            archive.facets(visit.who(), query));
        } catch (QueryException wrong) {
            visit.context().status(400);
            main = page.wrong(String.valueOf(wrong.getMessage()));
        }
        visit.show(visit.words().say("menu.archive"), main);
    }

    private void mail(Visit visit) {
        show(visit, visit.number("number", 0), "", List.of());
    }

    private void show(Visit visit, long number, String written, List<String> problems) {
        Message message = archive.message(visit.who(), number)
                .orElseThrow(() -> new IllegalArgumentException("There is no mail " + number));
        visit.show(ArchivePage.subject(visit.words(), message.subject()),
                new MailPage(visit).show(message, archive.thread(visit.who(), number), written,
                        visit.field("key").orElseGet(keys), problems));
    }

    private void done(Visit visit) {
        long number = visit.number("number", 0);
        String written = visit.field("text").orElse("");
        try {
            switch (visit.field("do").orElse("").toLowerCase(Locale.ROOT)) {
                case "answer" -> living.answer(visit.who(), number, house, Markdown.read(written),
                        visit.field("to").stream().flatMap(names -> Stream.of(names.split("[,\\s]+"))).toList(),
                        visit.field("key").orElseGet(keys));
                case "split" -> need(archive.split(visit.who(), number), visit, "archive.begins");
                case "merge" -> need(archive.merge(visit.who(), number, visit.number("below", 0)), visit, "archive.together");
                case "undo" -> need(archive.undo(visit.who()).isPresent(), visit, "archive.nothing-to-undo");
                case String unknown -> throw new IllegalArgumentException("'" + unknown + "' cannot be done with a mail");
            }
            visit.goTo(address(number));
        } catch (IllegalArgumentException | ArchiveException refused) {
            visit.context().status(422);
            show(visit, number, written, List.of(String.valueOf(refused.getMessage())));
        }
    }

    private static void need(boolean done, Visit visit, String why) {
        if (!done) {
            throw new IllegalArgumentException(visit.words().say(why));
        }
    }

    /** A file is only ever saved, never shown: a stranger made it. */
    private void file(Visit visit) {
        long number = visit.number("number", 0);
        int place = (int) Math.min(visit.number("place", 0), 10_000);
        Optional<byte[]> bytes = archive.file(visit.who(), number, place);
        Message message = archive.message(visit.who(), number).filter(known -> bytes.isPresent())
                .orElseThrow(() -> new IllegalArgumentException("There is no such file"));
        visit.context().header("Content-Disposition",
                "attachment; filename*=UTF-8''" + encoded(message.files().get(place).name()).replace("*", "%2A"));
        visit.context().header("Content-Security-Policy", "sandbox");
        visit.context().contentType("application/octet-stream").result(bytes.orElseThrow());
    }

    static String address(long number) {
        return "/archive/mail?number=" + number;
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
