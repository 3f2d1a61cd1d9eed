package org.dialoguehub.twitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import org.dialoguehub.sandbox.Body;
import org.dialoguehub.sandbox.Headers;
import org.dialoguehub.sandbox.Request;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** That the judge of our requests is one. */
class XDescriptionTest {
    @BeforeAll
    static void needsTheDescription() {
        assumeTrue(XDescription.read().isPresent(), "X's description is not in shared/networks/x; requests are not judged by it");
    }

    @Test
    void letsGoodRequestsPass() {
        assertThat(violations("POST", "/2/tweets", "", "{\"text\": \"Pool opens at 8\", \"reply\": {\"in_reply_to_tweet_id\": \"12\"}}"))
                .isEmpty();
        assertThat(violations("GET", "/2/users/12/mentions", "max_results=5&post.fields=created_at,lang&since_id=1", "")).isEmpty();
    }

    @Test
    void findsWhatXWouldRefuse() {
        assertThat(violations("POST", "/2/tweets", "", "{\"text\": \"x\", \"mood\": \"good\"}")).as("unknown member").isNotEmpty();
        assertThat(violations("POST", "/2/tweets", "", "{\"media\": {\"media_ids\": []}}")).as("no files").isNotEmpty();
        assertThat(violations("POST", "/2/tweets", "", "{\"reply\": {\"in_reply_to_tweet_id\": 12}}")).as("a number").isNotEmpty();
        assertThat(violations("GET", "/2/users/12/mentions", "max_results=4", "")).as("too few").isNotEmpty();
        assertThat(violations("GET", "/2/users/12/mentions", "post.fields=mood", "")).as("unknown field").isNotEmpty();
        assertThat(violations("GET", "/2/users/12/mentions", "count=5", "")).as("unknown parameter").isNotEmpty();
        assertThat(violations("DELETE", "/2/tweets/n1", "", "")).as("no id of X").isNotEmpty();
        assertThat(violations("GET", "/2/nothing", "", "")).as("unknown path").isNotEmpty();
    }

    private static List<String> violations(String method, String path, String query, String body) {
        return XDescription.read().orElseThrow().violations(new Request(method, path, query, Headers.none(), Body.of(body)));
    }
}
