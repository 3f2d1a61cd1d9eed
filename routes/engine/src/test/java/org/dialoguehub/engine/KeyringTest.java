package org.dialoguehub.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.dialoguehub.connector.Credential;
import org.dialoguehub.engine.Vault.Sealed;
import org.dialoguehub.model.ChannelId;
import org.dialoguehub.settings.Secret;
import org.junit.jupiter.api.Test;

class KeyringTest {
    private static final ChannelId CHANNEL = new ChannelId("c1");
    private static final Credential FIRST = new Credential(new Secret("first hunter2"), Optional.of(Samples.NOW));
    private static final Credential SECOND = new Credential(new Secret("second hunter2"), Optional.empty());

    private final Random random = new Random(11);
    private final byte[] one = Keyring.key(random);
    private final byte[] other = Keyring.key(random);
    private final MemoryStore store = new MemoryStore();

    @Test
    void opensWhatItHasSealed() throws GeneralSecurityException {
        String sealed = ring(one).seal("c1", "hunter2 \uD83C\uDFCA");

        assertThat(sealed).startsWith("v1.").doesNotContain("hunter2");
        assertThat(ring(one).open("c1", sealed)).isEqualTo("hunter2 \uD83C\uDFCA");
    }

    @Test
    void sealsTheSameDifferentlyEachTime() {
        Set<String> sealed = new HashSet<>();
        Keyring ring = ring(one);
        for (int time = 0; time < 100; time++) {
            sealed.add(ring.seal("c1", "hunter2"));
        }

        assertThat(sealed).hasSize(100);
    }

    @Test
    void doesNotOpenWhatBelongsToAnotherPlace() {
        String sealed = ring(one).seal("c1", "hunter2");

        assertThatThrownBy(() -> ring(one).open("c2", sealed)).isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void opensNothingThatWasChangedAnywhere() {
        String sealed = ring(one).seal("c1", "hunter2");
        for (int at = 0; at < sealed.length(); at++) {
            char changed = sealed.charAt(at) == 'A' ? 'B' : 'A';
            String forged = sealed.substring(0, at) + changed + sealed.substring(at + 1);

            assertThatThrownBy(() -> ring(one).open("c1", forged)).as(forged).isInstanceOf(GeneralSecurityException.class);
        }
    }

    @Test
    void opensWithEveryKeyAndSealsWithTheFirst() throws GeneralSecurityException {
        String old = ring(one).seal("c1", "hunter2");
        Keyring both = ring(other, one);

        assertThat(both.open("c1", old)).isEqualTo("hunter2");
        assertThat(both.isCurrent(old)).isFalse();
        assertThat(both.isCurrent(both.seal("c1", "x"))).isTrue();
        assertThatThrownBy(() -> ring(other).open("c1", old)).hasMessageContaining("is not here").hasMessageNotContaining("hunter2");
    }

    @Test
    void keepsACredentialThatTheStoreCannotRead() {
        KeptCredentials credentials = credentials(ring(one));

        assertThat(credentials.read()).isEmpty();
        assertThat(credentials.replace(Optional.empty(), FIRST)).isTrue();

        assertThat(credentials.read()).contains(FIRST);
        assertThat(kept().text()).doesNotContain("hunter2");
        assertThat(kept().until()).contains(Samples.NOW);
    }

    @Test
    void replacesOnlyTheCredentialThatWasRead() {
        KeptCredentials credentials = credentials(ring(one));
        credentials.replace(Optional.empty(), FIRST);

        assertThat(credentials.replace(Optional.empty(), SECOND)).isFalse();
        assertThat(credentials.replace(Optional.of(SECOND), SECOND)).isFalse();
        assertThat(credentials.read()).contains(FIRST);

        assertThat(credentials.replace(credentials.read(), SECOND)).isTrue();
        assertThat(credentials.read()).contains(SECOND);
    }

    @Test
    void sealsAnewWithTheNewKeyWhenRead() {
        credentials(ring(one)).replace(Optional.empty(), FIRST);
        Sealed before = kept();

        assertThat(credentials(ring(other, one)).read()).contains(FIRST);

        assertThat(kept()).isNotEqualTo(before);
        assertThat(credentials(ring(other)).read()).contains(FIRST);
    }

    @Test
    void letsAPersonSignInAgainWhereTheKeyIsLostAndKeepsWhatWasThereUntilThen() {
        credentials(ring(one)).replace(Optional.empty(), FIRST);

        assertThat(credentials(ring(other)).read()).isEmpty();
        assertThat(credentials(ring(one)).read()).contains(FIRST);

        assertThat(credentials(ring(other)).replace(Optional.empty(), SECOND)).isTrue();
        assertThat(credentials(ring(other)).read()).contains(SECOND);
    }

    private Keyring ring(byte[]... keys) {
        return new Keyring(() -> List.of(keys), random);
    }

    private KeptCredentials credentials(Keyring ring) {
        return new KeptCredentials(store, ring, CHANNEL, "customers");
    }

    private Sealed kept() {
        return store.read(transaction -> transaction.vault().find(CHANNEL)).orElseThrow();
    }
}
