package org.dialoguehub.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.SignIn;
import org.dialoguehub.engine.Engine;
import org.dialoguehub.engine.Principal;
import org.dialoguehub.settings.Secret;

/**
 * What {@code hub login} and {@code hub check} ask of a hub that runs, since no other process can open its store. Answers are text: one line, the
 * problem too.
 */
record SignIns(Engine engine) {
    private static final Principal OPERATOR = new Principal.Administrator("operator");

    void addTo(RoutesConfig routes) {
        routes.post("/admin/channels/{channel}/page", context -> answer(context,
                () -> engine.operations().signInPage(OPERATOR, context.pathParam("channel"), attempt(context)).toString()));
        routes.post("/admin/channels/{channel}/sign-in", context -> answer(context,
                () -> engine.operations().signIn(OPERATOR, context.pathParam("channel"), attempt(context), told(context))));
        routes.post("/admin/channels/{channel}/check", context -> answer(context,
                () -> engine.operations().check(OPERATOR, context.pathParam("channel"))));
    }

    private static void answer(Context context, Asked asked) {
        context.contentType("text/plain; charset=utf-8");
        try {
            context.result(asked.line());
        } catch (ConnectorException failed) {
            context.status(502).result(failed.failure().reason());
        }
    }

    private static SignIn attempt(Context context) {
        return new SignIn(URI.create(field(context, "redirect")), new Secret(field(context, "seed")));
    }

    /** Fields of the form whose names begin with {@code answer.}: the parameters with which the browser came back. */
    private static Map<String, String> told(Context context) {
        var told = new LinkedHashMap<String, String>();
        for (Map.Entry<String, List<String>> field : context.formParamMap().entrySet()) {
            if (field.getKey().startsWith("answer.") && !field.getValue().isEmpty()) {
                told.put(field.getKey().substring("answer.".length()), field.getValue().getFirst());
            }
        }
        return told;
    }

    private static String field(Context context, String name) {
        return Optional.ofNullable(context.formParam(name)).orElseThrow(() -> new IllegalArgumentException("'" + name + "' is missing"));
    }

    @FunctionalInterface
    private interface Asked {
        String line() throws ConnectorException;
    }
}
