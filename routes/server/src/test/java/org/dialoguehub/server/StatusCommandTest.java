package org.dialoguehub.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dialoguehub.connector.Allowance;
import org.dialoguehub.connector.Allowance.Covers;
import org.dialoguehub.connector.Money;
import org.dialoguehub.engine.Delivery.State;
import org.dialoguehub.engine.Health;
import org.dialoguehub.engine.Means;
import org.dialoguehub.engine.Standing;
import org.dialoguehub.engine.Standing.Way;
import org.dialoguehub.engine.Status;
import org.dialoguehub.engine.Tally;
import org.dialoguehub.web.StatusJson;
import org.junit.jupiter.api.Test;

class StatusCommandTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final String WHY =
            "It costs 0.20 USD, and 24.90 USD of 25.00 USD are spent this month. It waits until 2026-12-01T00:00:00Z";

    @Test
    void showsWhatIsSpentAndLeftAndPutOff() throws JsonProcessingException {
        var means = new Means(
                Optional.of(Money.of("24.9", "USD")),
                Optional.of(Money.of("25", "USD")),
                List.of(new Allowance("posts in 15 minutes", Covers.SENDING, false, 98, 100, NOW.plusSeconds(900))),
                List.of(WHY));
        var channel = new Status.Channel("customers-x", "twitter", new Standing(Way.UP, NOW, NOW, "delivers"), Map.of(State.WAITING, 1L),
                Optional.empty(), new Tally(0, 3, 0), Optional.empty(), means);
        var status = new Status(NOW, List.of(channel), List.of(), List.of(), List.of(), List.of(), List.of(), Map.of());
        var health = new Health(List.of(), Map.of("customers-x", channel.standing()), 0, List.of("'customers-x': " + WHY));

        String json = StatusJson.status(status, health, Map.of());

        JsonNode shown = new JsonMapper().readTree(json);
        assertThat(shown.path("health").asText()).isEqualTo("DEGRADED");
        assertThat(shown.path("channels").path(0).path("spent-this-month").decimalValue()).isEqualByComparingTo("24.9");
        assertThat(printed(shown))
                .contains("'customers-x' has spent 24.90 of 25.00 USD this month")
                .contains("'customers-x' has 98 of 100 posts in 15 minutes left until 2026-11-23T12:15:00Z")
                .contains("SHORT 'customers-x': " + WHY);
    }

    private static String printed(JsonNode status) {
        var text = new StringWriter();
        var out = new PrintWriter(text);
        StatusCommand.print(out, status);
        out.flush();
        return text.toString();
    }
}
