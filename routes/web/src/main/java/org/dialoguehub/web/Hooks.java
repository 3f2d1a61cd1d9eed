package org.dialoguehub.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.HookAnswer;
import org.dialoguehub.connector.HookRequest;
import org.dialoguehub.engine.Engine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where networks tell what has happened: {@code /hooks/CHANNEL}. Anybody may ask here, so nothing is told of why something was refused. */
record Hooks(Engine engine, int mostBytes) {
    /** More than any known network sends at once. */
    static final int MOST_BYTES = 1 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(Hooks.class);
    private static final int COME_AGAIN = 503;

    void addTo(RoutesConfig routes) {
        routes.get("/hooks/{channel}", this::hear);
        routes.post("/hooks/{channel}", this::hear);
    }

    private void hear(Context context) throws IOException {
        byte[] body = context.req().getInputStream().readNBytes(mostBytes + 1);
        if (body.length > mostBytes) {
            context.status(413);
            return;
        }
        String channel = context.pathParam("channel");
        answer(context, heard(channel, new HookRequest(context.method().name(), first(context), headers(context), body)));
    }

    private Optional<HookAnswer> heard(String channel, HookRequest request) {
        try {
            return engine.hear(channel, request);
        } catch (ConnectorException notNow) {
            LOG.warn("'{}' could not hear what its network told, and it is asked to come again: {}", channel, notNow.getMessage());
        } catch (RuntimeException failed) {
            // the network comes again whatever it was, and a stranger learns nothing
            LOG.error("'{}' could not hear what its network told, and it is asked to come again", channel, failed);
        }
        return Optional.of(HookAnswer.refused(COME_AGAIN));
    }

    private static void answer(Context context, Optional<HookAnswer> answer) {
        answer.ifPresentOrElse(
                said -> context.status(said.status()).contentType(said.contentType()).result(said.body()),
                () -> context.status(404));
    }

    private static Map<String, String> first(Context context) {
        var first = new HashMap<String, String>();
        context.queryParamMap().forEach((name, values) -> first.put(name, values.isEmpty() ? "" : values.getFirst()));
        return first;
    }

    private static Map<String, String> headers(Context context) {
        var headers = new HashMap<String, String>();
        Enumeration<String> names = context.req().getHeaderNames();
        while (names.hasMoreElements()) {
            String name = names.nextElement();
            headers.put(name, context.req().getHeader(name));
        }
        return headers;
    }
}
