package org.dialoguehub.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dialoguehub.connector.Event.Mark;
import org.dialoguehub.console.Conversation.Kind;
import org.dialoguehub.console.Conversation.Side;
import org.dialoguehub.engine.Delivery.Action;
import org.dialoguehub.engine.Delivery.Proof;
import org.dialoguehub.engine.Delivery.State;
import org.dialoguehub.engine.Dialogue;
import org.dialoguehub.engine.Dialogue.Carried;
import org.dialoguehub.engine.Dialogue.Told;
import org.dialoguehub.engine.Health;
import org.dialoguehub.engine.Means;
import org.dialoguehub.engine.Notes;
import org.dialoguehub.engine.Receipt;
import org.dialoguehub.engine.Standing;
import org.dialoguehub.engine.Standing.Way;
import org.dialoguehub.engine.Status;
import org.dialoguehub.engine.Status.SignInEnd;
import org.dialoguehub.engine.Tally;
import org.dialoguehub.model.Activity.Like;
import org.dialoguehub.model.Actor;
import org.dialoguehub.model.Attachment;
import org.dialoguehub.model.Audience;
import org.dialoguehub.model.BlobId;
import org.dialoguehub.model.Block;
import org.dialoguehub.model.Block.Folded;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.NoteId;
import org.dialoguehub.model.RichText;
import org.dialoguehub.model.Span;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a page makes of what strangers write, and of whatever may become of it. */
class DialoguePageTest {
    private static final Instant NOW = Instant.parse("2026-03-14T09:30:00Z");
    private static final String HOSTILE = "\"><script>alert('1')</script><img src=x onerror=alert(2)>&amp;<!-- ]]> </main>";
    private static final Actor ANNA = Actor.of("mailto:anna@example.org", "Anna");

    @Test
    void showsEachNoteOnTheSideWhereItWasSaid() {
        Document page = page(told("n1", ANNA, "On the list", "mail"), told("n2", ANNA, "On the feed", "feed"));

        assertThat(page.select("li.note.left.mail").text()).contains("On the list").doesNotContain("On the feed");
        assertThat(page.select("li.note.right.feed").text()).contains("On the feed").doesNotContain("On the list");
    }

    @Test
    void showsWhatStrangersWriteAsText() {
        var note = Note.of(Actor.of("mailto:x@example.org", HOSTILE), RichText.of(HOSTILE), new Audience.Everyone(), NOW)
                .withSubject(HOSTILE)
                .withAttachments(List.of(file(HOSTILE)));
        var like = new Like(Actor.of("mailto:y@example.org", HOSTILE), new NoteId("n1"), HOSTILE, NOW);
        var carried = new Carried(Action.CREATE, receipt(State.REJECTED, Optional.of(HOSTILE), Optional.empty(), HOSTILE));

        Document page = page(new Told(
                new NoteId("n1"), Optional.empty(), Notes.State.LIVE, Optional.of(note), Optional.of(note.author()), "mail", NOW, true,
                Set.of(),
                List.of(like), List.of(carried)));

        assertThat(page.select("script[src=/console/live.js]")).hasSize(1);
        assertThat(page.select("script, img")).hasSize(1);
        for (String place : List.of(".thread h2", "h3", ".text", ".emoji", ".like", ".mark dd", ".mark code")) {
            assertThat(page.select(place).text()).as(place).contains("<script>alert('1')</script>");
        }
        assertThat(page.select(".files a").text()).contains("main>", "1.2 MB");
    }

    @Test
    void linksToNothingThatRuns() {
        Document page = page(carried(receipt(State.DELIVERED, Optional.of("id"), Optional.of(URI.create("javascript:alert(1)")), "")));

        assertThat(page.select("a[href^=javascript]")).isEmpty();
    }

    @Test
    void linksToWhereAPostCanBeSeen() {
        Document page =
                page(carried(receipt(State.DELIVERED, Optional.of("id"), Optional.of(URI.create("https://social.example.com/1")), "")));

        assertThat(page.select(".mark a").attr("href")).isEqualTo("https://social.example.com/1");
    }

    @Test
    void hasRoomForNoMoreThanSoMuchOfALongText() {
        String longText = "swim ".repeat(200_000);

        Document page = page(told("n1", ANNA, longText, "mail"));

        assertThat(page.html().length()).isLessThan(40_000);
        assertThat(page.select(".text").text()).startsWith("swim swim").contains("longer than there is room");
    }

    @Test
    void cutsALongTextInsideItsTreeAndNotInsideACharacter() {
        String clapping = "👏".repeat(10_000);
        Block quoted = new Folded(Folded.Kind.QUOTED, List.of(new Block.Quote(RichText.of("x" + clapping).blocks())));

        Document page = page(told("n1", ANNA, new RichText(List.of(quoted, quoted)), "mail"));

        assertThat(page.select(".text details blockquote").text()).startsWith("x👏👏").doesNotContain("\uFFFD");
        assertThat(page.select(".cut")).hasSize(1);
    }

    @ParameterizedTest @ValueSource(strings = {"مرحبا \u202E abc", "z\u0334\u0322\u0329a\u0337\u0321l\u0336g\u0335o",
            "\u0000\u0008\uD83D lone", "\u2066\u2067\u2068", "   "})
    void keepsOddTextInItsPlace(String odd) {
        Actor author = Actor.of("mailto:odd@example.org", odd);

        Document page = page(told("n1", author, odd, "mail"));

        assertThat(page.select("h3 > bdi")).hasSize(1);
        assertThat(page.select(".text").attr("dir")).isEqualTo("auto");
        assertThat(page.html()).doesNotContain("\u0000", "\u0008");
    }

    @Test
    void foldsWhatIsNotTheWritersOwn() {
        var body = new RichText(List.of(
                RichText.of("I can.").blocks().getFirst(),
                new Folded(Folded.Kind.QUOTED, RichText.of("Who can?").blocks()),
                new Folded(Folded.Kind.SIGNATURE, RichText.of("Ben").blocks())));

        Document page = page(told("n1", ANNA, body, "mail"));

        assertThat(page.select(".text details > summary").eachText()).containsExactly("Quoted text", "Signature");
        assertThat(page.select(".text details[open]")).isEmpty();
    }

    @Test
    void keepsHeadingsOfNotesBelowThoseOfThePage() {
        var body = new RichText(List.of(new Block.Heading(1, List.of(new Span.Text("LOUD")))));

        Document page = page(told("n1", ANNA, body, "mail"));

        assertThat(page.select(".text h4").text()).isEqualTo("LOUD");
    }

    @Test
    void keepsThePlaceOfWhatWasTakenBack() {
        var gone = new Told(
                new NoteId("n1"), Optional.empty(), Notes.State.DELETED, Optional.empty(), Optional.of(ANNA), "mail", NOW, false, Set.of(),
                List.of(), List.of());

        Document page = page(gone, told("n2", ANNA, "Why?", "feed"));

        assertThat(page.select("#note-n1").text()).contains("Anna", "This message was taken back.");
        assertThat(page.select(".thread > header h2").text()).isEqualTo("Why?");
    }

    @Test
    void joinsTheLikesOfBothSides() {
        Told told = told("n1", ANNA, "Five it is.", "mail");
        List<Like> likes = List.of(
                new Like(Actor.of("feed:clara", "Clara"), told.id(), "👏", NOW),
                new Like(ANNA, told.id(), "👍", NOW),
                new Like(Actor.of("feed:dan", "Dan"), told.id(), "👏", NOW));

        Document page = page(new Told(
                told.id(), told.parent(), told.state(), told.note(), told.author(), told.channel(), NOW, false, Set.of(), likes,
                List.of()));

        assertThat(page.select(".like").eachText()).containsExactly("👏 Clara, Dan", "👍 Anna");
    }

    @ParameterizedTest @EnumSource(State.class)
    void tellsHowADeliveryStandsInWords(State state) {
        Document page = page(carried(receipt(state, Optional.of("id"), Optional.empty(), "Because of that")));

        assertThat(page.select(".mark").eachText().getFirst()).contains("on the feed", "Because of that",
                Words.in(Locale.ENGLISH).say("state." + state.name().toLowerCase(Locale.ROOT)));
    }

    @ParameterizedTest @EnumSource(Mark.class)
    void tellsWhyANoteWasNotPassedOn(Mark mark) {
        Told told = told("n1", ANNA, "I am away", "mail");

        Document page = page(new Told(
                told.id(), told.parent(), told.state(), told.note(), told.author(), told.channel(), NOW, false, Set.of(mark), List.of(),
                List.of()));

        assertThat(page.select(".aside .remark").text()).endsWith("not passed on");
    }

    @ParameterizedTest @ValueSource(strings = {"en", "fi", "sv"})
    void hasWordsForEverythingInEveryLanguage(String language) {
        Words words = Words.in(Locale.of(language));
        List<Carried> all = EnumSet.allOf(Action.class).stream()
                .flatMap(action -> EnumSet.allOf(State.class).stream()
                        .map(state -> new Carried(action, receipt(state, Optional.of("id"), Optional.empty(), "why"))))
                .toList();
        Told told = told("n1", ANNA, "Words", "mail");
        var full = new Told(
                told.id(), told.parent(), told.state(), told.note(), told.author(), "mail", NOW, true, EnumSet.allOf(Mark.class), List.of(),
                all);

        Document page = page(words, EnumSet.allOf(Way.class), List.of(new Dialogue(full.id(), List.of(full))));

        assertThat(page.getElementsByTag("html").attr("lang")).isEqualTo(language);
        assertThat(page.text()).doesNotContain("{0}").doesNotContain("{1}");
    }

    @Test
    void countsWhatWasSaidAndBroughtAndIsUnderWay() {
        Document page = page(carried(receipt(State.DELIVERED, Optional.of("id"), Optional.empty(), "")));

        assertThat(page.select("#side-left .tally").text()).isEqualTo("1 written here · 0 brought here · 2 under way");
        assertThat(page.select("#side-right .tally").text()).isEqualTo("0 written here · 1 brought here · 2 under way");
    }

    @ParameterizedTest @ValueSource(strings = {"en", "fi", "sv"})
    void showsEveryNetworkOnTheLeftOfWhatSpeaksWithAllOfThem(String language) {
        var around = Conversation.around("customers", "Customers", new Side("feed", Kind.FEED), List.of(
                new Side("page", Kind.of("facebook")), new Side("club", Kind.of("twitter")), new Side("firm", Kind.of("linkedin"))));
        Receipt onX = new Receipt(8, new NoteId("n1"), "club", State.DELIVERED, Optional.of(new ExternalId("1")), Optional.empty(),
                Optional.of(NOW), Optional.of(Proof.LOOK), "ab".repeat(32), 1, "");
        Told results = told("n1", ANNA, "Results", "feed");
        Told carried = new Told(results.id(), results.parent(), results.state(), results.note(), results.author(), "feed", NOW, false,
                Set.of(), List.of(), List.of(new Carried(Action.CREATE, onX)));

        Document page = page(Words.in(Locale.of(language)), EnumSet.of(Way.UP), around,
                List.of(new Dialogue(results.id(), List.of(carried, told("n2", ANNA, "Well done", "firm")))));

        assertThat(page.select("#lane .side h2").eachText()).containsExactly("Facebook", "X", "LinkedIn");
        assertThat(page.select("li.note.left.linkedin .via").eachText()).containsExactly("LinkedIn");
        assertThat(page.select("li.note.right.feed .mark.to-x summary").eachText()).containsExactly("X");
        assertThat(page.select(".mark.to-x dd").eachText()).contains("club", Words.in(Locale.of(language)).say("proof.look"));
    }

    @ParameterizedTest @CsvSource(delimiter = '|', value = {
            "en | 0 | today", "en | 1 | in one day", "en | 12 | in 12 days", "fi | 12 | 12 päivän kuluttua", "sv | 1 | om en dag"})
    void tellsThatASignInEndsSoon(String language, long days, String when) {
        Html page = sideOf(language, new SignInEnd(NOW, days, true));

        assertThat(page.markup()).contains("class=\"ends\"", when);
    }

    @Test
    void saysNothingOfASignInThatLasts() {
        assertThat(sideOf("en", new SignInEnd(NOW, 50, false)).markup()).doesNotContain("sign-in ends");
    }

    private static Html sideOf(String language, SignInEnd end) {
        var channel =
                new Status.Channel("mail", "linkedin", standing(Way.UP), Map.of(), Optional.empty(), new Tally(0, 0, 0), Optional.of(end),
                        new Means(Optional.empty(), Optional.empty(), List.of(), List.of()));
        var status = new Status(NOW, List.of(channel), List.of(), List.of(), List.of(), List.of(), List.of(), Map.of());
        var alone = Conversation.of("alone", "Alone", new Side("mail", Kind.LINKEDIN), new Side("mail", Kind.LINKEDIN));
        Words words = Words.in(Locale.of(language));
        var times = new Times(words.language(), ZoneId.of("Europe/Helsinki"), LocalDate.of(2026, 3, 14));
        return new DialoguePage(words, times, List.of(alone), alone).show(status, new Health(List.of(), Map.of(), 0, List.of()), List.of());
    }

    @Test
    void saysSoWhenThereIsNothingYet() {
        Document page = page(Words.in(Locale.ENGLISH), EnumSet.of(Way.UP), List.of());

        assertThat(page.text()).contains("Nothing has been said yet");
    }

    private static Document page(Told... notes) {
        return page(Words.in(Locale.ENGLISH), EnumSet.of(Way.UP), List.of(new Dialogue(notes[0].id(), List.of(notes))));
    }

    private static Document page(Words words, Set<Way> ways, List<Dialogue> dialogues) {
        return page(
                words, ways, Conversation.of("parents", "Parents", new Side("feed", Kind.FEED), new Side("mail", Kind.MAIL)), dialogues);
    }

    private static Document page(Words words, Set<Way> ways, Conversation conversation, List<Dialogue> dialogues) {
        var times = new Times(words.language(), ZoneId.of("Europe/Helsinki"), LocalDate.of(2026, 3, 14));
        Document last = new Document("");
        for (Way way : ways) {
            var status = new Status(NOW, List.of(channel("mail", way), channel("feed", way)), List.of(), List.of(), List.of(), List.of(),
                    List.of(), Map.of());
            var health = new Health(List.of(), Map.of("mail", standing(way)), 0, List.of());
            Html main = new DialoguePage(words, times, List.of(conversation), conversation).show(status, health, dialogues);
            last = Validity.checked(new Shell(words, "hub.example.org").live("Parents", health, Html.nothing(), true, main));
        }
        return last;
    }

    private static Status.Channel channel(String name, Way way) {
        return new Status.Channel(name, name, standing(way), Map.of(State.PLANNED, 2L), Optional.empty(), new Tally(3, 2, 1),
                Optional.empty(), new Means(Optional.empty(), Optional.empty(), List.of(), List.of()));
    }

    private static Standing standing(Way way) {
        return new Standing(way, NOW, NOW, "as the last try gave it");
    }

    private static Told told(String id, Actor author, String text, String channel) {
        return told(id, author, RichText.of(text), channel);
    }

    private static Told told(String id, Actor author, RichText body, String channel) {
        return new Told(
                new NoteId(id),
                Optional.empty(),
                Notes.State.LIVE,
                Optional.of(Note.of(author, body, new Audience.Everyone(), NOW)),
                Optional.of(author),
                channel,
                NOW,
                false,
                Set.of(),
                List.of(),
                List.of());
    }

    private static Told carried(Receipt receipt) {
        Told told = told("n1", ANNA, "Carried", "mail");
        return new Told(
                told.id(), told.parent(), told.state(), told.note(), told.author(), told.channel(), NOW, false, Set.of(), List.of(),
                List.of(new Carried(Action.CREATE, receipt)));
    }

    private static Receipt receipt(State state, Optional<String> id, Optional<URI> url, String reason) {
        return new Receipt(
                7, new NoteId("n1"), "feed", state, id.map(ExternalId::new), url, Optional.of(NOW), Optional.of(Proof.LOOK),
                "ab".repeat(32), 1, reason);
    }

    private static Attachment file(String name) {
        return new Attachment(name, "text/html", 1_234_567, Optional.empty(), new BlobId("ab".repeat(32)), false);
    }
}
