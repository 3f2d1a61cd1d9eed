package org.dialoguehub.facebook;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.dialoguehub.facebook.FacebookJson.Person;
import org.dialoguehub.toolkit.Json;

/** The wire of Messenger. */
final class MessengerJson {
    private MessengerJson() {}

    /** A message, as reading gives it. */
    record Message(String id, Person from, List<Person> to, String text, Instant at, List<Shown> shown) {
        Message {
            to = List.copyOf(to);
            shown = List.copyOf(shown);
        }

        static Message read(Json json) {
            List<Shown> shown = new ArrayList<>();
            json.optionalObject("attachments").ifPresent(all -> all.list("data").forEach(each -> shown.add(Shown.file(each))));
            FacebookJson.address(json, "sticker").ifPresent(it -> shown.add(new Shown("sticker", "image/png", Optional.of(it))));
            json.optionalObject("shares").ifPresent(all -> all.list("data").forEach(each -> shown.add(
                    new Shown(each.optionalText("name").orElse("link"), "", FacebookJson.address(each, "link")))));
            return new Message(
                    FacebookJson.word(json, "id"),
                    Person.read(json, "from").orElseGet(() -> new Person("unknown", "")),
                    persons(json, "to"),
                    json.optionalText("message").orElse(""),
                    FacebookJson.time(json, "created_time"),
                    shown);
        }

        /** With whom the Page speaks. */
        Optional<String> person(String page) {
            return Stream.concat(Stream.of(from), to.stream()).map(Person::id)
                    .filter(it -> !it.equals(page)).findFirst();
        }
    }

    static List<Person> persons(Json json, String name) {
        return json.optionalObject(name).map(it -> it.list("data")).orElse(List.of()).stream()
                .map(it -> new Person(FacebookJson.word(it, "id"), FacebookJson.optionalWord(it, "name").orElse(""))).toList();
    }

    /**
     * Something beside the words.
     *
     * @param mediaType empty for what is no file
     */
    record Shown(String name, String mediaType, Optional<URI> address) {
        static Shown file(Json json) {
            Optional<URI> address = FacebookJson.address(json, "file_url");
            for (String kind : List.of("image_data", "video_data")) {
                address = address.or(() -> json.optionalObject(kind).flatMap(it -> FacebookJson.address(it, "url")));
            }
            return new Shown(json.optionalText("name").orElse("attachment"),
                    json.optionalText("mime_type").orElse("application/octet-stream"), address);
        }
    }

    /**
     * What a webhook tells: that somebody reacted, or changed a message.
     *
     * @param sender who did it
     * @param at when
     */
    record Told(String sender, Instant at, Optional<Reaction> reaction, Optional<Edit> edit) {
        static Told read(Json json) {
            return new Told(
                    FacebookJson.word(json.object("sender"), "id"),
                    FacebookJson.told(json, "timestamp"),
                    json.optionalObject("reaction").map(it -> new Reaction(FacebookJson.word(it, "mid"),
                            !it.optionalText("action").orElse("react").equals("unreact"), it.optionalText("emoji").orElse(""))),
                    json.optionalObject("message_edit").map(it -> new Edit(FacebookJson.word(it, "mid"), it.optionalText("text").orElse(""),
                            FacebookJson.optionalWord(it, "num_edit").orElse("1"))));
        }
    }

    /**
     * A reaction to a message.
     *
     * @param emoji may be empty
     */
    record Reaction(String message, boolean given, String emoji) {}

    /**
     * A change of a message.
     *
     * @param number of the change, from 1
     */
    record Edit(String message, String text, String number) {}

    /**
     * A message to send.
     *
     * @param answered the message that it answers
     * @param kind of the file: image, video, audio or file
     * @param late whether it goes by the permission Human Agent
     */
    record Draft(String person, Optional<String> answered, String text, Optional<String> file, String kind, boolean late) {
        Map<String, String> form() {
            var form = new LinkedHashMap<String, String>();
            form.put("recipient", Json.object().with("id", person).written());
            form.put("messaging_type", late ? "MESSAGE_TAG" : "RESPONSE");
            if (late) {
                form.put("tag", "HUMAN_AGENT");
            }
            answered.ifPresent(it -> form.put("reply_to", Json.object().with("mid", it).written()));
            form.put("message", file.map(it -> attachment(kind, Json.object().with("attachment_id", it)))
                    .orElseGet(() -> Json.object().with("text", text)).written());
            return form;
        }

        static Json attachment(String kind, Json payload) {
            return Json.object().with("attachment", Json.object().with("type", kind).with("payload", payload));
        }
    }
}
