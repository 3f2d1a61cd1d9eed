package org.dialoguehub.server;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.dialoguehub.engine.Delivery.Proof;
import org.dialoguehub.engine.Engine;
import org.dialoguehub.engine.Principal;
import org.dialoguehub.engine.Receipt;
import org.dialoguehub.engine.Standing;
import org.dialoguehub.engine.Status;
import org.dialoguehub.feed.Draft;
import org.dialoguehub.feed.Feed;
import org.dialoguehub.feed.GroupId;
import org.dialoguehub.feed.ShownNote;
import org.dialoguehub.feed.ShownThread;
import org.dialoguehub.model.AccountId;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.InReplyTo;
import org.dialoguehub.model.NoteRef;
import org.dialoguehub.sandbox.Armed;
import org.dialoguehub.sandbox.Fault;
import org.dialoguehub.sandbox.Post;
import org.dialoguehub.server.Market.Stall;
import org.dialoguehub.server.Story.Step;

/** How the story goes on: the parents speak with everybody else, on Facebook, X and LinkedIn. What is there is counted on the networks themselves. */
final class PublicStory {
    private static final GroupId CUSTOMERS = new GroupId("customers");
    private static final AccountId CLARA = new AccountId("feed:clara");
    private static final AccountId DAN = new AccountId("feed:dan");
    private static final Principal OPERATOR = new Principal.TheHub();
    private static final String RESULTS = "The results of our spring meet are out";

    private final Market market;
    private final Hand hub;
    private Optional<Armed> lost = Optional.empty();

    /** The hub as the story holds it. */
    interface Hand {
        Feed feed();

        Engine engine();

        URI address();
    }

    PublicStory(Market market, Hand hub) {
        this.market = market;
        this.hub = hub;
    }

    List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        steps.add(new Step(
                "The club tells Facebook, X and LinkedIn where its hub is; it speaks there for the club",
                () -> market.tell(hub.address()),
                this::connected));
        steps.add(new Step(
                "Clara thanks the public on the feed; it stands on Facebook, X and LinkedIn, though the answer of X was lost",
                () -> {
                    lost = Optional.of(market.x().network().faults().on("POST", "/2/tweets").next(Fault.dropAnswer()));
                    hub.feed().post(CLARA, CUSTOMERS, Draft.of(RESULTS + ": 214 swimmers, 31 club records. Thank you, helpers! 🏊"));
                },
                () -> onAll(RESULTS)));
        steps.add(new Step(
                "The hub looked on X whether its post was out, and found it; it asked X for one post only",
                () -> {},
                this::settled));
        steps.add(new Step(
                "Eva comments on Facebook; the feed shows it below Clara's note",
                () -> market.commentOnFacebook("Eva", market.facebook().post(RESULTS), "Congratulations! Are the split times online?"),
                () -> below("Are the split times online?", RESULTS)));
        steps.add(new Step(
                "Clara answers on the feed; Eva has it on Facebook, below her comment, and nobody has it elsewhere",
                () -> reply(CLARA, "split times online", "They are, on the page of the meet."),
                () -> onlyOn(market.facebook(), "They are, on the page of the meet.", "split times online")));
        steps.add(new Step(
                "Mikko answers on X; the feed shows it below the same note",
                () -> market.replyOnX("Mikko", market.x().post(RESULTS), "Great pool! When is the next meet?"),
                () -> below("When is the next meet?", RESULTS)));
        steps.add(new Step(
                "Dan answers on the feed; Mikko, who has asked, has it on X, and nobody has it elsewhere",
                () -> reply(DAN, "When is the next meet?", "On 7 November, and everybody is welcome."),
                () -> onlyOn(market.x(), "On 7 November", "When is the next meet?")));
        steps.add(new Step(
                "Liisa comments on LinkedIn; the feed shows it below the same note",
                () -> market.commentOnLinkedIn("Liisa", market.linkedIn().post(RESULTS), "Our company would like to help in autumn."),
                () -> below("would like to help in autumn", RESULTS)));
        steps.add(new Step(
                "Clara answers on the feed; Liisa has it on LinkedIn, and nobody has it elsewhere",
                () -> reply(CLARA, "would like to help", "How kind! I shall write to you."),
                () -> onlyOn(market.linkedIn(), "How kind!", "would like to help")));
        steps.add(new Step(
                "Mikko goes on; the feed shows it below what Dan has answered",
                () -> market.replyOnX("Mikko", market.x().post("On 7 November"), "We come with four children."),
                () -> below("We come with four children.", "On 7 November")));
        steps.add(new Step(
                "Eva likes the note on Facebook, and Liisa on LinkedIn; the feed counts both",
                () -> {
                    market.likeOnFacebook("Eva", market.facebook().post(RESULTS), "❤️");
                    market.likeOnLinkedIn("Liisa", market.linkedIn().post(RESULTS));
                },
                () -> onFeed(RESULTS, note -> note.likes().stream().mapToInt(like -> like.count()).sum() == 2)));
        steps.add(new Step(
                "Clara corrects the note on the feed; it changes on all three networks",
                () -> {
                    ShownNote note = note(RESULTS).orElseThrow();
                    hub.feed().edit(CLARA, note.note().id(), note.note().version(),
                            Draft.of(RESULTS + ": 214 swimmers, 32 club records. Thank you, helpers! 🏊"));
                },
                () -> onAll("32 club records")));
        steps.add(new Step("Nothing is there twice, on any network or on the feed, and nothing is left to do", () -> {}, this::doubles));
        return steps;
    }

    private Optional<String> connected() {
        var channels = hub.engine().health().channels();
        return market.stalls().stream()
                .filter(stall -> !Optional.ofNullable(channels.get(stall.channel())).map(Standing::way)
                        .equals(Optional.of(Standing.Way.UP)))
                .findFirst()
                .map(stall -> stall.name() + " is not connected: " + channels.get(stall.channel()));
    }

    private Optional<String> onAll(String words) throws Exception {
        for (Stall stall : market.stalls()) {
            int copies = stall.posts(words).size();
            if (copies != 1 || stall.post(words).inReplyTo().isPresent()) {
                return Optional.of(stall.name() + " shows '" + words + "' " + copies + " times as a post of its own");
            }
        }
        return Optional.empty();
    }

    private Optional<String> settled() {
        if (lost.filter(armed -> armed.fired() == 1).isEmpty()) {
            return Optional.of("No answer of X was lost");
        }
        Optional<Receipt> receipt = hub.engine().dialogues(OPERATOR, List.of(CUSTOMERS.value(), market.x().channel()), 50).stream()
                .flatMap(dialogue -> dialogue.notes().stream())
                .filter(told -> told.note().filter(note -> note.body().ownWords().contains(RESULTS)).isPresent())
                .flatMap(told -> told.carried().stream())
                .map(carried -> carried.receipt())
                .filter(found -> found.channel().equals(market.x().channel()))
                .findFirst();
        int asked = market.x().network().journal().exchanges("POST", "/2/tweets").size();
        return receipt.flatMap(Receipt::proof).equals(Optional.of(Proof.LOOK)) && asked == 1
                ? Optional.empty()
                : Optional.of("X was asked " + asked + " times, and the receipt is " + receipt);
    }

    /** A comment on the feed, below what it answers. */
    private Optional<String> below(String words, String above) throws Exception {
        Optional<ExternalId> parent = note(above).map(note -> note.note().id());
        return onFeed(words, note -> note.note().note().inReplyTo().map(InReplyTo::note).equals(parent.map(id -> (NoteRef) id)));
    }

    /** An answer of the club below the comment of a customer, once, on one network. */
    private Optional<String> onlyOn(Stall right, String words, String comment) {
        for (Stall stall : market.stalls()) {
            List<Post> copies = stall.posts(words);
            if (copies.size() != (stall.equals(right) ? 1 : 0)) {
                return Optional.of(stall.name() + " shows '" + words + "' " + copies.size() + " times");
            }
        }
        Post answer = right.post(words);
        return answer.account().equals(right.account()) && answer.inReplyTo().equals(Optional.of(right.post(comment).id()))
                ? Optional.empty()
                : Optional.of(right.name() + " shows the answer, but not as it should: " + answer);
    }

    private Optional<String> doubles() throws Exception {
        for (Stall stall : market.stalls()) {
            List<String> texts = stall.ofTheClub().stream().map(Post::text).toList();
            if (texts.size() != texts.stream().distinct().count() || texts.size() != 2) {
                return Optional.of("On " + stall.name() + " the club has said " + texts + ", where a note and an answer should be");
            }
        }
        List<String> texts = notes().stream().map(note -> note.note().note().body().ownWords()).toList();
        if (texts.size() != 8 || texts.stream().distinct().count() != 8) {
            return Optional.of("The feed shows " + texts + ", where 8 different notes should be");
        }
        Status status = hub.engine().operations().status(OPERATOR);
        int left = status.rejected().size() + status.doubts().size() + status.deadLetters().size();
        return left == 0 ? Optional.empty() : Optional.of(left + " deliveries or events want a person");
    }

    private Optional<String> onFeed(String words, Predicate<ShownNote> right) throws Exception {
        Optional<ShownNote> note = note(words);
        if (note.isEmpty()) {
            return Optional.of("The feed does not show '" + words + "'");
        }
        return right.test(note.get())
                ? Optional.empty()
                : Optional.of("The feed shows '" + words + "', but not as it should: " + note.get());
    }

    private Optional<ShownNote> note(String words) throws Exception {
        return notes().stream().filter(note -> note.note().note().body().ownWords().contains(words)).findFirst();
    }

    private List<ShownNote> notes() throws Exception {
        List<ShownNote> notes = new ArrayList<>();
        for (ShownThread thread : hub.feed().threads(CLARA, CUSTOMERS, Feed.NEWEST, 100).items()) {
            notes.addAll(hub.feed().thread(CLARA, thread.first().note().id(), Feed.OLDEST, 100).items());
        }
        return notes;
    }

    private void reply(AccountId who, String to, String words) throws Exception {
        ShownNote above = note(to).orElseThrow(() -> new IllegalStateException("The feed does not show '" + to + "'"));
        hub.feed().reply(who, above.note().id(), Draft.of(words));
    }
}
