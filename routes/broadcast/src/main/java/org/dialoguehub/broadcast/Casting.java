package org.dialoguehub.broadcast;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.dialoguehub.adaptation.Adaptation;
import org.dialoguehub.adaptation.Adapted;
import org.dialoguehub.adaptation.Overflow;
import org.dialoguehub.connector.Capability;
import org.dialoguehub.connector.ConnectorSpec;
import org.dialoguehub.engine.Engine;
import org.dialoguehub.engine.Publication;
import org.dialoguehub.engine.Publication.Saying;
import org.dialoguehub.model.InReplyTo;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.NoteId;
import org.dialoguehub.model.RichText;
import org.dialoguehub.text.TextRules;

/** Makes of a draft what each channel gets: for the preview, and for what is sent. */
final class Casting {
    private static final NoteId NOT_YET = new NoteId("not-yet");

    private final Engine engine;
    private final BroadcastSettings settings;
    private final Draft draft;
    private final Optional<String> campaign;
    private final Instant now;

    Casting(Engine engine, BroadcastSettings settings, Draft draft, Optional<String> campaign, Instant now) {
        this.engine = engine;
        this.settings = settings;
        this.draft = draft;
        this.campaign = campaign.filter(name -> settings.utm());
        this.now = now;
    }

    /** A draft as one channel gets it. */
    record Cast(String channel, ConnectorSpec network, Adapted text, Optional<Adapted> comment, List<String> problems) {
        Preview preview() {
            List<String> all = new ArrayList<>(problems);
            text.refusal()
                    .ifPresent(why -> all.add("'" + channel + "': " + why + ". Say it shorter, or let it be split or shortened there"));
            comment.flatMap(Adapted::refusal).ifPresent(why -> all.add("'" + channel + "': the first comment: " + why));
            boolean answers = text.parts().getFirst().inReplyTo().isPresent();
            return new Preview(channel, network.title(), shown(text, network.text(), answers),
                    comment.map(words -> shown(words, network.text(), true)).orElse(List.of()), text.changes(), all);
        }

        private static List<Preview.Part> shown(Adapted adapted, TextRules rules, boolean answer) {
            List<Preview.Part> parts = new ArrayList<>();
            for (Note part : adapted.parts()) {
                String words = part.body().ownWords();
                parts.add(new Preview.Part(words, rules.counter().count(words), rules.limit(answer || !parts.isEmpty())));
            }
            return parts;
        }
    }

    /** The channels that the draft names, by themselves or as a group, each once. */
    List<String> channels() {
        Set<String> channels = new LinkedHashSet<>();
        draft.channels().forEach(name -> channels.addAll(settings.groups().getOrDefault(name, List.of(name))));
        return List.copyOf(channels);
    }

    /** What each channel gets, sound or not. */
    List<Cast> all(Optional<NoteId> above) throws RefusedException {
        List<String> problems = problems();
        if (!problems.isEmpty()) {
            throw new RefusedException(problems);
        }
        return channels().stream().map(channel -> cast(channel, above)).toList();
    }

    /** What each channel gets, if all of them can get it. */
    List<Cast> sound(Optional<NoteId> above) throws RefusedException {
        List<Cast> casts = all(above);
        List<String> problems = casts.stream().flatMap(cast -> cast.preview().problems().stream()).toList();
        if (!problems.isEmpty()) {
            throw new RefusedException(problems);
        }
        return casts;
    }

    /** The publication of some of what was cast. */
    Publication publication(List<Cast> casts, Optional<NoteId> above) {
        List<Publication> answers = draft.firstComment().filter(words -> above.isEmpty()).stream().map(words -> new Publication(
                note(words, "").withAttachments(List.of()),
                casts.stream().flatMap(cast -> cast.comment().map(comment -> new Saying(cast.channel(), comment.parts())).stream())
                        .toList(),
                List.of())).toList();
        Note note = titled(draft.text(), "");
        return new Publication(
                above.map(InReplyTo::note).map(note::answering).orElse(note),
                casts.stream().map(cast -> new Saying(cast.channel(), cast.text().parts())).toList(),
                answers);
    }

    private List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (draft.channels().isEmpty()) {
            problems.add("No channel is named; where is it to be said?");
        }
        if (draft.text().isBlank() && draft.attachments().isEmpty()) {
            problems.add("There is nothing to say: no text, and no file");
        }
        draft.channels().stream().filter(name -> !engine.channels().contains(name) && !settings.groups().containsKey(name)).distinct()
                .forEach(name -> problems.add("There is no channel '" + name + "'; there are "
                        + String.join(", ",
                                Stream.concat(engine.channels().stream(), settings.groups().keySet().stream().sorted()).toList())));
        draft.channels().stream().distinct().filter(name -> draft.channels().indexOf(name) != draft.channels().lastIndexOf(name))
                .forEach(name -> problems.add("'" + name + "' is named twice"));
        List<String> channels = channels();
        draft.overrides().keySet().stream().filter(channel -> !channels.contains(channel)).sorted()
                .forEach(channel -> problems.add("There are other words for '" + channel + "', but it is not among the channels"));
        return problems;
    }

    private Cast cast(String channel, Optional<NoteId> above) {
        ConnectorSpec network = engine.network(channel);
        Optional<Draft.Wording> different = Optional.ofNullable(draft.overrides().get(channel));
        Adaptation adaptation = Adaptation.to(network.text())
                .with(different.flatMap(Draft.Wording::overflow).orElse(Overflow.SPLIT));
        Note alone = titled(different.flatMap(Draft.Wording::text).orElse(draft.text()), network.name());
        Note note = above.map(InReplyTo::note).map(alone::answering).orElse(alone);
        Optional<Adapted> comment = draft.firstComment().filter(words -> above.isEmpty()).map(words -> adaptation
                .of(note(words, network.name()).withAttachments(List.of()).answering(InReplyTo.note(NOT_YET))));
        return new Cast(channel, network, adaptation.of(note), comment, problems(channel, network));
    }

    private List<String> problems(String channel, ConnectorSpec network) {
        if (!network.capabilities().contains(Capability.PUBLISH)) {
            return List.of("'" + channel + "': " + network.title() + " can be read, but nothing can be said there");
        }
        return engine.lets(draft.audience(), channel)
                ? List.of()
                : List.of("'" + channel + "': its readers are not among those the draft is meant for");
    }

    private Note titled(String markdown, String network) {
        Note note = note(markdown, network);
        return draft.subject().map(note::withSubject).orElse(note);
    }

    /** @param network whose links tell where they are; none if it is empty */
    private Note note(String markdown, String network) {
        RichText body = Markdown.read(markdown);
        RichText told = campaign.filter(name -> !network.isEmpty()).map(name -> new Utm(network, name).in(body)).orElse(body);
        return new Note(draft.author(), Optional.empty(), told, Optional.empty(), draft.attachments(), draft.audience(), now,
                draft.language(), Optional.empty());
    }
}
