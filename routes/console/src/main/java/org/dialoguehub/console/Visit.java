package org.dialoguehub.console;

import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import org.dialoguehub.engine.Principal;

/**
 * Somebody who is known asks for a page, or sends a form.
 *
 * @param token what each form for them holds
 */
record Visit(Context context, Principal who, Words words, Times times, String token, Shell shell, boolean signsOut) {
    /** A field of the form, without blanks around; empty if there is nothing in it. */
    Optional<String> field(String name) {
        return Optional.ofNullable(context.formParam(name)).map(value -> value.replace("\r\n", "\n").strip())
                .filter(value -> !value.isEmpty());
    }

    List<String> fields(String name) {
        return context.formParams(name);
    }

    Optional<String> asked(String name) {
        return Optional.ofNullable(context.queryParam(name)).filter(value -> !value.isBlank());
    }

    long number(String name, long fallback) {
        String text = field(name).or(() -> asked(name)).orElse("");
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : fallback;
    }

    /** Shows a page. */
    void show(String title, Html main) {
        context.header("Vary", "Accept-Language, Cookie");
        context.html(shell.known(title, new Menu(words, who).show(context.path()), who.name(), signsOut, main));
    }

    /** Goes on to another page, so that loading it again sends nothing again. */
    void goTo(String path) {
        context.status(303).header("Location", path);
    }
}
