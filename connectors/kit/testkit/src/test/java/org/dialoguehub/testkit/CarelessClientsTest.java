package org.dialoguehub.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.dialoguehub.testkit.CarelessConnector.Client;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CarelessClientsTest {
    @ParameterizedTest @EnumSource
    void areCaughtRepeatingARequest(Client client) {
        ContractRun run = ContractRun.of(CarelessCase.class, Map.of(CarelessCase.CLIENT, client.name()));

        assertThat(run.red()).containsExactly("callsALostAnswerUncertain", "sendsOnceOnAConnectionThatIsDead",
                "sendsOnceWhateverComesOfIt");
    }
}
