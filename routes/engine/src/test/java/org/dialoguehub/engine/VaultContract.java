package org.dialoguehub.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dialoguehub.engine.Samples.FEED;
import static org.dialoguehub.engine.Samples.MAIL;
import static org.dialoguehub.engine.Samples.NOW;
import static org.dialoguehub.engine.Samples.longText;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dialoguehub.engine.Vault.Sealed;
import org.dialoguehub.model.ChannelId;
import org.junit.jupiter.api.Test;

/** What a {@link Vault} promises. */
public interface VaultContract extends StoreUnderTest {
    @Test
    default void keepsASealedCredentialOfEachChannel() {
        var mail = new Sealed("v1.ab." + longText(3, 6_000), Optional.of(NOW));
        var feed = new Sealed("v1.ab.feed", Optional.empty());

        assertThat(put(MAIL, Optional.empty(), mail)).isTrue();
        assertThat(put(FEED, Optional.empty(), feed)).isTrue();
        reopen();

        assertThat(kept(MAIL)).contains(mail);
        assertThat(this.<Map<ChannelId, Sealed>>read(in -> in.vault().all())).isEqualTo(Map.of(MAIL, mail, FEED, feed));
    }

    @Test
    default void replacesOnlyWhatIsStillThere() {
        var first = new Sealed("first", Optional.empty());
        var second = new Sealed("second", Optional.of(NOW));
        put(MAIL, Optional.empty(), first);

        assertThat(put(MAIL, Optional.empty(), second)).isFalse();
        assertThat(put(MAIL, Optional.of(second), second)).isFalse();
        assertThat(put(FEED, Optional.of(first), second)).isFalse();
        assertThat(kept(MAIL)).contains(first);

        assertThat(put(MAIL, Optional.of(first), second)).isTrue();
        assertThat(kept(MAIL)).contains(second);
        assertThat(kept(FEED)).isEmpty();
    }

    @Test
    default void letsOneOfManyReplaceACredential() {
        for (int round = 0; round < 10; round++) {
            Optional<Sealed> before = kept(MAIL);
            String name = "round " + round + ", ";

            List<Boolean> replaced =
                    Crowd.of(6).each(number -> put(MAIL, before, new Sealed(name + number, Optional.empty())));

            assertThat(replaced).containsOnlyOnce(true);
            assertThat(kept(MAIL)).contains(new Sealed(name + replaced.indexOf(true), Optional.empty()));
        }
    }

    private Optional<Sealed> kept(ChannelId channel) {
        return read(in -> in.vault().find(channel));
    }

    private boolean put(ChannelId channel, Optional<Sealed> expected, Sealed next) {
        return store().write(in -> in.vault().replace(channel, expected, next));
    }
}
