package org.dialoguehub.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.dialoguehub.connector.ConnectorSpec.Settling;
import org.dialoguehub.text.TextRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectorSpecTest {
    @ParameterizedTest @ValueSource(strings = {"", "E-mail", "e_mail", "1mail", "mail-", "-mail", "e--mail"})
    void refusesANameThatIsNotInKebabCase(String name) {
        assertThatThrownBy(() -> spec(name, Set.of(), Settling.NONE, 1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + name + "'");
    }

    @Test
    void refusesToSettleWithoutLooking() {
        assertThatThrownBy(() -> spec("mail", Set.of(Capability.PUBLISH), Settling.BY_KEY, 1))
                .hasMessage("mail settles BY_KEY but does not declare FIND");
        assertThat(spec("mail", Set.of(Capability.FIND), Settling.BY_KEY, 1).settling()).isEqualTo(Settling.BY_KEY);
    }

    @Test
    void needsAtLeastOneRequestAtOnce() {
        assertThatThrownBy(() -> spec("mail", Set.of(), Settling.NONE, 0)).hasMessage("'parallel' of mail is 0; at least 1 is needed");
    }

    @Test
    void namesAnInterfaceForEachCapability() {
        assertThat(Capability.values()).extracting(Capability::offeredBy).doesNotHaveDuplicates().allMatch(Class::isInterface);
    }

    @Test
    void tellsAFailureAsItsMessage() {
        var failed = new ConnectorException(new Failure.Rejected("Too long"));

        assertThat(failed).hasMessage("Too long");
        assertThat(failed.failure()).isEqualTo(new Failure.Rejected("Too long"));
    }

    @Test
    void refusesAnEventKeyWithoutLength() {
        assertThatThrownBy(() -> new EventKey(" ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new EventKey("x".repeat(501))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void countsCharactersAsPeopleDoOutsideOfTheBasicPlane() {
        assertThat(TextRules.plain(500).counter().count("\uD83D\uDC4D!")).isEqualTo(2);
        assertThatThrownBy(() -> TextRules.plain(0))
                .hasMessage("The limits of a text are 0 and, for an answer, 0; at least 1 and 0 are needed");
    }

    private static ConnectorSpec spec(String name, Set<Capability> capabilities, Settling settling, int parallel) {
        return new ConnectorSpec(name, "Mail", List.of(), capabilities, settling, Duration.ZERO, parallel, TextRules.plain(500));
    }
}
