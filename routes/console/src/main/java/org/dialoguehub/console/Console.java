package org.dialoguehub.console;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.dialoguehub.archive.Archive;
import org.dialoguehub.archive.Living;
import org.dialoguehub.broadcast.Broadcasts;
import org.dialoguehub.broadcast.Conversations;
import org.dialoguehub.engine.Dialogue;
import org.dialoguehub.engine.Engine;
import org.dialoguehub.engine.Principal;
import org.dialoguehub.engine.Right;
import org.dialoguehub.engine.Status;
import org.dialoguehub.model.Actor;
import org.dialoguehub.model.Attachment;
import org.dialoguehub.model.NoteId;

/**
 * The pages of a hub, for people who look after it.
 *
 * <p>{@code /} and {@code /dialogues/NAME} show what is said as it grows; an answer carries an ETag, and asking again with it costs little while nothing is new.
 * Without the right to look, every page is the form to sign in, with status 401.
 */
public final class Console {
    private static final int EVENTS = 300;

    private final Engine engine;
    private final Access access;
    private final String hubName;
    private final List<Conversation> conversations;
    private final ZoneId zone;
    private final Optional<BroadcastPages> broadcasts;
    private final Optional<ArchivePages> archive;

    /**
     * @param conversations what there is to look at, at least one
     * @param zone in which times are told
     */
    public Console(Engine engine, Access access, String hubName, List<Conversation> conversations, ZoneId zone) {
        this(engine, access, hubName, conversations, zone, Optional.empty(), Optional.empty());
    }

    private Console(
            Engine engine, Access access, String hubName, List<Conversation> conversations, ZoneId zone,
            Optional<BroadcastPages> broadcasts, Optional<ArchivePages> archive) {
        this.engine = engine;
        this.access = access;
        this.hubName = hubName;
        this.conversations = List.copyOf(conversations);
        this.zone = zone;
        this.broadcasts = broadcasts;
        this.archive = archive;
    }

    /** The same, with the pages for those who speak for the organization. */
    public Console with(Broadcasts all, Conversations heard, InstantSource clock, RandomGenerator random) {
        var pages = new BroadcastPages(engine, all, heard, new Reception(access, hubName, clock, zone), random);
        return new Console(engine, access, hubName, conversations, zone, Optional.of(pages), archive);
    }

    /**
     * The same, with the pages of the archive.
     *
     * @param house in whose name answers are given
     */
    public Console with(Archive years, Living living, Actor house, InstantSource clock, RandomGenerator random) {
        var pages = new ArchivePages(years, living, house, new Reception(access, hubName, clock, zone),
                () -> HexFormat.of().toHexDigits(random.nextLong()) + HexFormat.of().toHexDigits(random.nextLong()));
        return new Console(engine, access, hubName, conversations, zone, broadcasts, Optional.of(pages));
    }

    /** Adds the pages to a server. */
    public void addTo(RoutesConfig routes) {
        routes.get("/console/{file}", Console::asset);
        routes.get("/sign-in", context -> signInPage(context, 200, false));
        routes.post("/sign-in", this::signIn);
        routes.post("/sign-out", this::signOut);
        routes.get("/notes/{note}/files/{file}", this::file);
        routes.get("/", context -> dialogue(context, conversations.stream().findFirst()));
        broadcasts.ifPresent(pages -> pages.addTo(routes));
        archive.ifPresent(pages -> pages.addTo(routes));
        routes.get("/dialogues/{name}", context -> dialogue(context, named(context.pathParam("name"))));
    }

    private Optional<Conversation> named(String name) {
        return conversations.stream().filter(conversation -> conversation.name().equals(name)).findFirst();
    }

    private void dialogue(Context context, Optional<Conversation> conversation) {
        Optional<Principal> visitor = access.visitor(context);
        if (visitor.isEmpty()) {
            signInPage(context, 401, false);
        } else if (!visitor.get().may(Right.OPERATE)) {
            context.status(303).header("Location",
                    visitor.get().may(Right.ANSWER) && !visitor.get().may(Right.COMPOSE) ? "/answers" : "/broadcasts");
        } else if (conversation.isEmpty()) {
            missing(context);
        } else {
            answer(context.contentType("text/html; charset=utf-8"), page(words(context), visitor.get(), conversation.get()));
        }
    }

    private String page(Words words, Principal visitor, Conversation conversation) {
        Status status = engine.operations().status(visitor);
        List<Dialogue> dialogues = engine.dialogues(visitor, conversation.channels(), EVENTS);
        var times = new Times(words.language(), zone, LocalDate.ofInstant(status.at(), zone));
        var page = new DialoguePage(words, times, conversations, conversation);
        var health = engine.health();
        return new Shell(words, hubName).live(conversation.title(), health, menu(words, visitor), access.signsIn(),
                page.show(status, health, dialogues));
    }

    private Html menu(Words words, Principal visitor) {
        return broadcasts.isPresent() ? new Menu(words, visitor).show("/") : Html.nothing();
    }

    private void signInPage(Context context, int status, boolean wrong) {
        Words words = words(context);
        if (status == 401) {
            context.header("WWW-Authenticate", "Form");
        }
        context.status(status).html(new Shell(words, hubName).still(words.say("sign-in.title"), new SignInPage(words).show(wrong)));
    }

    private void signIn(Context context) {
        if (access.signIn(context, Optional.ofNullable(context.formParam("key")).orElse(""))) {
            context.status(303).header("Location", "/");
        } else {
            signInPage(context, 401, true);
        }
    }

    private void signOut(Context context) {
        access.signOut(context);
        context.status(303).header("Location", "/sign-in");
    }

    private void missing(Context context) {
        Words words = words(context);
        context.status(404).html(
                new Shell(words, hubName).still(words.say("missing"), Html.element("main", Html.element("h1", words.say("missing")))));
    }

    /** A file is only ever saved, never shown: a stranger made it. */
    private void file(Context context) {
        Optional<Attachment> file = access.visitor(context)
                .flatMap(visitor -> engine.note(visitor, new NoteId(context.pathParam("note"))))
                .flatMap(note -> note.attachments().stream()
                        .filter(each -> each.content().value().equals(context.pathParam("file")))
                        .findFirst());
        if (file.isEmpty()) {
            missing(context);
            return;
        }
        try {
            InputStream content = engine.blobs().open(file.get().content());
            context.header("Content-Disposition", "attachment; filename*=UTF-8''" + encoded(file.get().name()));
            context.header("Content-Security-Policy", "sandbox");
            context.contentType("application/octet-stream").result(content);
        } catch (IOException gone) {
            missing(context);
        }
    }

    /** As in RFC 8187. */
    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
    }

    private static void asset(Context context) {
        Optional<Asset> asset = Asset.named(context.pathParam("file"));
        if (asset.isEmpty()) {
            context.status(404);
            return;
        }
        context.header("Cache-Control", "no-cache");
        answer(context.contentType(asset.get().mediaType()), asset.get().content());
    }

    private static void answer(Context context, String content) {
        String tag = tag(content);
        context.header("ETag", tag);
        context.header("Vary", "Accept-Language, Cookie");
        if (tag.equals(context.header("If-None-Match"))) {
            context.status(304);
        } else {
            context.result(content);
        }
    }

    private static String tag(String content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return '"' + HexFormat.of().formatHex(hash, 0, 16) + '"';
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }

    private static Words words(Context context) {
        return Words.of(context);
    }
}
