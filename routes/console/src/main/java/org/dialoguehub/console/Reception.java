package org.dialoguehub.console;

import static org.dialoguehub.console.Attribute.attribute;
import static org.dialoguehub.console.Attribute.css;
import static org.dialoguehub.console.Attribute.id;
import static org.dialoguehub.console.Attribute.link;
import static org.dialoguehub.console.Html.all;
import static org.dialoguehub.console.Html.element;
import static org.dialoguehub.console.Html.text;

import io.javalin.http.Context;
import java.io.IOException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.dialoguehub.broadcast.RefusedException;
import org.dialoguehub.engine.Principal;

/**
 * Lets in those who are known, and forms from pages of ours; says what went wrong.
 *
 * @param zone in which times are told
 */
record Reception(Access access, String hubName, InstantSource clock, ZoneId zone) {
    /** What somebody came for. */
    @FunctionalInterface
    interface Errand {
        void run(Visit visit) throws RefusedException, IOException;
    }

    void page(Context context, Errand errand) throws IOException {
        Words words = Words.of(context);
        var shell = new Shell(words, hubName);
        Optional<Principal> who = access.visitor(context);
        if (who.isEmpty()) {
            context.status(401).header("WWW-Authenticate", "Form");
            context.html(shell.still(words.say("sign-in.title"), new SignInPage(words).show(false)));
            return;
        }
        var times = new Times(words.language(), zone, LocalDate.ofInstant(clock.instant(), zone));
        run(new Visit(context, who.get(), words, times, access.token(context), shell, access.signsIn()), errand);
    }

    /** A form: only one of ours. */
    void form(Context context, Errand errand) throws IOException {
        page(context, visit -> {
            if (!access.isOurs(context)) {
                throw new SecurityException(visit.words().say("form.foreign"));
            }
            errand.run(visit);
        });
    }

    private static void run(Visit visit, Errand errand) throws IOException {
        try {
            errand.run(visit);
        } catch (RefusedException refused) {
            problem(visit, 422, refused.problems());
        } catch (SecurityException forbidden) {
            problem(visit, 403, List.of(String.valueOf(forbidden.getMessage())));
        } catch (IllegalArgumentException wrong) {
            problem(visit, 400, List.of(String.valueOf(wrong.getMessage())));
        } catch (IllegalStateException late) {
            problem(visit, 409, List.of(String.valueOf(late.getMessage())));
        }
    }

    private static void problem(Visit visit, int status, List<String> problems) {
        visit.context().status(status);
        String title = visit.words().say("problem");
        visit.show(title, element("main", id("main"), element("h1", title), problems(problems),
                element("p", element("a", link("/broadcasts"), text(visit.words().say("problem.back"))))));
    }

    /** What is wrong, for all to see. */
    static Html problems(List<String> problems) {
        return problems.isEmpty()
                ? Html.nothing()
                : element("ul", css("wrong"), attribute("role", "alert"), all(problems.stream().map(each -> element("li", each))));
    }
}
