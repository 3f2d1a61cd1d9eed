package org.dialoguehub.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** What each channel would get, for people at a terminal. */
final class PreviewText {
    private PreviewText() {}

    /** Whether all of it can be sent. */
    static boolean print(PrintWriter out, JsonNode previews) {
        List<String> problems = new ArrayList<>();
        for (JsonNode preview : previews.path("channels")) {
            out.println("== " + preview.path("channel").asText() + " (" + preview.path("network").asText() + ")");
            preview.path("parts").forEach(part -> part(out, part, ""));
            preview.path("comments").forEach(part -> part(out, part, "below it: "));
            preview.path("files")
                    .forEach(file -> out.println("   + " + file.path("name").asText() + ", " + file.path("size").asLong() + " bytes"
                            + (file.has("pixels") ? ", " + file.path("pixels").asText() : "")
                            + (file.has("change") ? " (" + file.path("change").asText() + ")" : "")));
            preview.path("named").forEach(name -> out.println("   * " + name.asText() + " is not taken there: only its name is said"));
            if (preview.has("card")) {
                out.println("   + a card of " + preview.path("card").asText());
            }
            if (preview.has("cost")) {
                out.println("   $ " + money(preview.path("cost")));
            }
            preview.path("waits").forEach(why -> out.println("   ! " + why.asText()));
            preview.path("changes").forEach(change -> out.println("   * " + words(change)));
            preview.path("problems").forEach(problem -> problems.add(problem.asText()));
            out.println();
        }
        previews.path("times").forEach(time -> out.println("at " + time.path("local").asText() + " " + time.path("zone").asText() + " ("
                + time.path("at").asText() + ")"));
        problems.forEach(problem -> out.println("WRONG " + problem));
        return problems.isEmpty();
    }

    private static String money(JsonNode cost) {
        String currency = " " + cost.path("currency").asText();
        return "costs " + cost.path("price").decimalValue().toPlainString() + currency + "; spent this month: "
                + cost.path("spent").decimalValue().toPlainString()
                + (cost.has("limit") ? " of " + cost.path("limit").decimalValue().toPlainString() : "") + currency;
    }

    private static void part(PrintWriter out, JsonNode part, String title) {
        String limit = part.has("limit") ? " of " + part.path("limit").asLong() : "";
        out.println("-- " + title + part.path("length").asLong() + limit);
        part.path("text").asText().lines().forEach(line -> out.println("   " + line));
    }

    private static String words(JsonNode change) {
        String detail = change.path("detail").asText();
        return switch (change.path("kind").asText()) {
            case "subject-in-text" -> "the subject stands above the text";
            case "subject-left-out" -> "the subject of an answer is not said";
            case "form" -> form(detail);
            case "mention" -> "the account of " + detail + " there is not known: the name rings nobody";
            case "hashtag" -> "#" + detail + " was named before";
            case "image-below" -> "the picture stands below the text";
            case "folded" -> "the " + detail + " is not said";
            case "shortened" -> "only its beginning is said";
            case "split" -> "it becomes " + detail + " parts";
            case "broken" -> "a word or address longer than a part is broken";
            default -> change.path("kind").asText() + " " + detail;
        };
    }

    private static String form(String form) {
        return switch (form) {
            case "link" -> "links have no words of their own there: the address stands behind the words";
            case "emphasis" -> "nothing can be emphasized there";
            case "code" -> "code looks like any other text there";
            default -> "there are no " + form + "s there: they are written with plain characters";
        };
    }
}
