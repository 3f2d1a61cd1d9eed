package org.dialoguehub.linkedin;

import static org.assertj.core.api.Assertions.assertThat;

import org.dialoguehub.sandbox.Body;
import org.dialoguehub.sandbox.Headers;
import org.dialoguehub.sandbox.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The judge of all other tests can say no. */
class LinkedInDescriptionTest {
    private static final String GOOD =
            "{\"author\":\"urn:li:organization:1\",\"commentary\":\"Pool \\\\(8\\\\)\",\"visibility\":\"PUBLIC\","
                    + "\"distribution\":{\"feedDistribution\":\"MAIN_FEED\"},\"lifecycleState\":\"PUBLISHED\"}";

    @Test
    void allowsWhatIsDescribed() {
        assertThat(LinkedInDescription.problems(post(headers(), GOOD))).isEmpty();
    }

    @ParameterizedTest @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
            "\\\\(8\\\\); (8)", "PUBLIC; public", "MAIN_FEED; main", "urn:li:organization:1; 1", "\"commentary\"; \"text\"",
            "\"lifecycleState\"; \"scheduled\":true,\"lifecycleState\"", "PUBLISHED\"}; PUBLISHED\",\"content\":{}}",
            "PUBLISHED\"}; PUBLISHED\",\"content\":{\"multiImage\":{\"images\":[{\"id\":\"urn:li:image:1\"}]}}}",
            "PUBLISHED\"}; PUBLISHED\",\"content\":{\"article\":{\"source\":\"https://example.org\"}}}"})
    void refusesWhatLinkedInWouldRefuse(String part, String wrong) {
        assertThat(GOOD).contains(part);
        assertThat(LinkedInDescription.problems(post(headers(), GOOD.replace(part, wrong)))).isNotEmpty();
    }

    @Test
    void refusesMissingHeadersAndNamesThatAreNotEncoded() {
        assertThat(LinkedInDescription.problems(post(headers().without("LinkedIn-Version"), GOOD))).isNotEmpty();
        assertThat(LinkedInDescription.problems(post(headers().without("X-Restli-Protocol-Version"), GOOD))).isNotEmpty();
        assertThat(LinkedInDescription.problems(delete("/rest/posts/urn%3Ali%3Ashare%3A1"))).isEmpty();
        assertThat(LinkedInDescription.problems(delete("/rest/posts/urn:li:share:1"))).isNotEmpty();
        assertThat(LinkedInDescription.problems(delete("/rest/shares/urn%3Ali%3Ashare%3A1"))).isNotEmpty();
    }

    private static Request post(Headers headers, String body) {
        return new Request("POST", "/rest/posts", "", headers.with("Content-Type", "application/json"), Body.of(body));
    }

    private static Request delete(String path) {
        return new Request("DELETE", path, "", headers().with("X-RestLi-Method", "DELETE"), Body.empty());
    }

    private static Headers headers() {
        return Headers.none().with("Authorization", "Bearer x").with("LinkedIn-Version", "202609").with("X-Restli-Protocol-Version",
                "2.0.0");
    }
}
