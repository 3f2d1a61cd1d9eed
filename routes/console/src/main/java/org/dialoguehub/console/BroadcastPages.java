package org.dialoguehub.console;

import io.javalin.config.RoutesConfig;
import java.io.IOException;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.dialoguehub.broadcast.Broadcast;
import org.dialoguehub.broadcast.Broadcasts;
import org.dialoguehub.broadcast.Conversations;
import org.dialoguehub.broadcast.Draft;
import org.dialoguehub.broadcast.Plan;
import org.dialoguehub.broadcast.Preview;
import org.dialoguehub.broadcast.RefusedException;
import org.dialoguehub.broadcast.Schedule;
import org.dialoguehub.broadcast.Stage;
import org.dialoguehub.engine.Engine;
import org.dialoguehub.engine.Operations.Verdict;
import org.dialoguehub.engine.Publicity;
import org.dialoguehub.engine.Receipt;
import org.dialoguehub.engine.Right;

/**
 * Pages on which broadcasts are written, looked at, approved and followed, and the queue of what is not out yet. They work without scripts. Who may do what is
 * decided behind them; they only leave out what would be refused.
 */
public final class BroadcastPages {
    private static final int PAGE = 50;
    private static final int TIMES = 5;

    private final Engine engine;
    private final Broadcasts broadcasts;
    private final Conversations conversations;
    private final Reception reception;
    private final RandomGenerator random;

    BroadcastPages(Engine engine, Broadcasts broadcasts, Conversations conversations, Reception reception, RandomGenerator random) {
        this.engine = engine;
        this.broadcasts = broadcasts;
        this.conversations = conversations;
        this.reception = reception;
        this.random = random;
    }

    void addTo(RoutesConfig routes) {
        new AnswerPages(conversations, reception, this::key).addTo(routes);
        routes.get("/broadcasts", context -> reception.page(context, this::list));
        routes.get("/broadcast", context -> reception.page(context, this::one));
        routes.post("/broadcast", context -> reception.form(context, this::step));
        routes.get("/compose", context -> reception.page(context, this::compose));
        routes.post("/compose", context -> reception.form(context, this::composed));
        routes.get("/mend", context -> reception.page(context, this::mend));
        routes.post("/mend", context -> reception.form(context, this::mended));
        routes.get("/queue", context -> reception.page(context, this::queue));
        routes.post("/queue", context -> reception.form(context, this::settle));
    }

    private void list(Visit visit) {
        Optional<Stage> stage =
                visit.asked("stage").map(word -> Stream.of(Stage.values()).filter(one -> BroadcastsPage.word(one).equals(word))
                        .findFirst().orElseThrow(() -> new IllegalArgumentException("There is no stage '" + word + "'")));
        int skip = (int) Math.min(visit.number("skip", 0), 1_000_000);
        List<Broadcast> page = broadcasts.list(visit.who(), stage.map(EnumSet::of).orElseGet(() -> EnumSet.allOf(Stage.class)), skip, PAGE);
        visit.show(visit.words().say("menu.broadcasts"), new BroadcastsPage(visit.words(), visit.times()).show(stage, page, skip, PAGE));
    }

    private void one(Visit visit) {
        String key = visit.asked("key").orElse("");
        Optional<Broadcast> broadcast = broadcasts.broadcast(visit.who(), key);
        Optional<Publicity> publicity = key.isEmpty() ? Optional.empty() : broadcasts.find(visit.who(), key);
        var page = new BroadcastPage(visit, broadcasts.settings().approval());
        if (broadcast.isPresent()) {
            visit.show(key, page.show(broadcast.get(), broadcasts.runs(visit.who(), key), publicity,
                    publicity.map(said -> conversations.numbers(visit.who(), said)).orElse(List.of()),
                    publicity.isPresent() ? List.of() : previews(visit, broadcast.get())));
        } else if (publicity.isPresent()) {
            visit.show(key, page.show(key, publicity.get()));
        } else {
            throw new IllegalArgumentException("There is no broadcast '" + key + "'");
        }
    }

    /** None of a draft that names no channel yet, or one that is no more. */
    private List<Preview> previews(Visit visit, Broadcast broadcast) {
        try {
            return broadcasts.preview(visit.who(), broadcast.draft(), broadcast.plan());
        } catch (RefusedException unfinished) {
            return List.of();
        }
    }

    private void step(Visit visit) throws RefusedException {
        String key = visit.field("key").orElse("");
        long version = visit.number("version", 0);
        String reason = visit.field("reason").orElse("");
        switch (visit.field("do").orElse("")) {
            case "propose" -> broadcasts.propose(visit.who(), key, version);
            case "approve" -> broadcasts.approve(visit.who(), key, version);
            case "reject" -> broadcasts.reject(visit.who(), key, version, reason);
            case "cancel" -> broadcasts.cancel(visit.who(), key, version, reason);
            case "repeat" -> broadcasts.repeat(visit.who(), key, version);
            case "recall" -> broadcasts.recall(visit.who(), key);
            case String unknown -> throw new IllegalArgumentException("'" + unknown + "' cannot be done with a broadcast");
        }
        visit.goTo(BroadcastsPage.address(key));
    }

    private void compose(Visit visit) {
        visit.who().must(Right.COMPOSE, "write a broadcast");
        String zone = reception.zone().getId();
        Composition written = visit.asked("key")
                .flatMap(key -> broadcasts.broadcast(visit.who(), key))
                .map(before -> Composition.of(before, zone))
                .orElseGet(() -> Composition.blank(key(), zone));
        show(visit, written, ComposePage.Seen.NOTHING);
    }

    /** Unlike any other, so that sending a form twice says nothing twice. */
    private String key() {
        byte[] bytes = new byte[6];
        random.nextBytes(bytes);
        return reception.clock().instant().atZone(reception.zone()).toLocalDate() + "-" + HexFormat.of().formatHex(bytes);
    }

    private void show(Visit visit, Composition written, ComposePage.Seen seen) {
        var page = new ComposePage(visit, broadcasts.places(), broadcasts.settings());
        visit.show(visit.words().say(written.version() == 0 ? "compose" : "compose.change"), page.show(written, seen));
    }

    private void composed(Visit visit) throws IOException {
        visit.who().must(Right.COMPOSE, "write a broadcast");
        Composition written = Composition.sent(visit, broadcasts);
        try {
            composed(visit, written);
        } catch (RefusedException refused) {
            visit.context().status(422);
            show(visit, written, new ComposePage.Seen(List.of(), List.of(), refused.problems()));
        } catch (IllegalArgumentException | IllegalStateException wrong) {
            visit.context().status(wrong instanceof IllegalStateException ? 409 : 400);
            show(visit, written, new ComposePage.Seen(List.of(), List.of(), List.of(String.valueOf(wrong.getMessage()))));
        }
    }

    private void composed(Visit visit, Composition written) throws RefusedException {
        Optional<Draft> before =
                broadcasts.broadcast(visit.who(), written.key()).filter(there -> written.version() > 0).map(Broadcast::draft);
        Draft draft = written.draft(broadcasts, before);
        Plan plan = written.plan(broadcasts);
        String what = visit.field("do").orElse("preview");
        boolean seen = visit.field("seen").filter(written.fingerprint()::equals).isPresent();
        if (what.equals("preview") || (!what.equals("save") && !seen)) {
            var times = plan.schedule() instanceof Schedule.Now ? List.<Schedule.Occurrence>of() : broadcasts.times(plan.schedule(), TIMES);
            List<String> problems = what.equals("preview") ? List.of() : List.of(visit.words().say("compose.look"));
            List<Preview> previews = broadcasts.preview(visit.who(), draft, plan);
            show(visit, written, new ComposePage.Seen(previews, times, List.of()).with(problems));
            return;
        }
        Broadcast saved = saved(visit, written, draft, plan);
        if (saved.stage() == Stage.DRAFT && what.equals("propose")) {
            broadcasts.propose(visit.who(), saved.key(), saved.version());
        } else if (saved.stage() == Stage.DRAFT && what.equals("send")) {
            broadcasts.approve(visit.who(), saved.key(), saved.version());
        }
        visit.goTo(BroadcastsPage.address(saved.key()));
    }

    /** The same form sent again is no other draft. */
    private Broadcast saved(Visit visit, Composition written, Draft draft, Plan plan) {
        return broadcasts.broadcast(visit.who(), written.key())
                .filter(there -> there.draft().equals(draft) && there.plan().equals(plan))
                .orElseGet(() -> broadcasts.save(visit.who(), written.key(), written.version(), draft, plan));
    }

    private void mend(Visit visit) {
        String key = visit.asked("key").orElse("");
        String written = broadcasts.broadcast(visit.who(), key).map(broadcast -> broadcast.draft().text()).orElse("");
        mend(visit, key, written, List.of());
    }

    private void mend(Visit visit, String key, String written, List<String> problems) {
        Publicity said = broadcasts.find(visit.who(), key)
                .orElseThrow(() -> new IllegalArgumentException("Nothing is out of a broadcast '" + key + "'"));
        visit.show(visit.words().say("mend"),
                new MendPage(visit).show(key, said, written, visit.field("follow").orElseGet(this::key), problems));
    }

    private void mended(Visit visit) {
        String key = visit.field("key").orElse("");
        String words = visit.field("text").orElse("");
        try {
            Draft draft = Draft.of(broadcasts.house(), words, broadcasts.find(visit.who(), key).stream()
                    .flatMap(said -> said.receipts().stream()).map(Receipt::channel).distinct().toList());
            switch (visit.field("do").orElse("")) {
                case "correct" -> {
                    broadcasts.correct(visit.who(), key, broadcasts.broadcast(visit.who(), key)
                            .map(before -> before.draft().to(draft.channels()).saying(words)).orElse(draft));
                    visit.goTo(BroadcastsPage.address(key));
                }
                case "follow" -> {
                    String below = visit.field("follow").orElseGet(this::key);
                    broadcasts.follow(visit.who(), key, draft, below);
                    visit.goTo(BroadcastsPage.address(below));
                }
                case String unknown -> throw new IllegalArgumentException("'" + unknown + "' cannot be done with what is out");
            }
        } catch (RefusedException refused) {
            visit.context().status(422);
            mend(visit, key, words, refused.problems());
        }
    }

    private void queue(Visit visit) {
        var operations = engine.operations();
        long before = visit.number("before", Long.MAX_VALUE);
        var deliveries = operations.deliveries(visit.who(), QueuePage.STATES, before, QueuePage.MOST);
        visit.show(visit.words().say("menu.queue"), new QueuePage(visit).show(deliveries, operations.channelNames(visit.who())));
    }

    private void settle(Visit visit) {
        String[] asked = visit.field("do").orElse("").split(" ", 2);
        if (asked.length < 2 || !asked[1].matches("\\d{1,18}")) {
            throw new IllegalArgumentException("No delivery is named");
        }
        long delivery = Long.parseLong(asked[1]);
        var operations = engine.operations();
        switch (asked[0]) {
            case "retry" -> operations.retry(visit.who(), delivery);
            case "cancel" -> operations.cancel(visit.who(), delivery);
            case "found" -> operations.settle(visit.who(), delivery, Verdict.FOUND);
            case "absent" -> operations.settle(visit.who(), delivery, Verdict.ABSENT);
            case "drop" -> operations.settle(visit.who(), delivery, Verdict.DROP);
            case String unknown -> throw new IllegalArgumentException("'" + unknown + "' cannot be done with a delivery");
        }
        visit.goTo("/queue");
    }
}
