package org.dialoguehub.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PlantedFlawsTest {
    @Test
    void findsNothingWrongWithASoundConnector() {
        ContractRun run = ContractRun.of(FlawedCase.class, Map.of(FlawedCase.FLAW, Flaw.NONE.name()));

        assertThat(run.red()).isEmpty();
        assertThat(run.passedOver()).isEmpty();
        assertThat(run.green()).hasSizeGreaterThan(50);
    }

    @ParameterizedTest @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void finds(Flaw flaw) {
        ContractRun run = ContractRun.of(FlawedCase.class, Map.of(FlawedCase.FLAW, flaw.name()));

        assertThat(run.red()).isEqualTo(flaw.red());
    }
}
