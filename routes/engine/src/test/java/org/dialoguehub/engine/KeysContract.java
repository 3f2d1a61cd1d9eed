package org.dialoguehub.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dialoguehub.engine.Samples.NOW;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What {@link Keys} promise. */
public interface KeysContract extends StoreUnderTest {
    Keys.Key ANNA = new Keys.Key("anna", "ab".repeat(32), Set.of(Right.COMPOSE), NOW, Optional.empty());
    Keys.Key BERTA = new Keys.Key("Berta Ö", "cd".repeat(32), EnumSet.allOf(Right.class), NOW, Optional.of(NOW.plusSeconds(9)));

    private boolean add(Keys.Key key) {
        return store().write(in -> in.keys().add(key));
    }

    @Test
    default void findsAKeyByItsDigest() {
        assertThat(add(ANNA)).isTrue();
        assertThat(add(BERTA)).isTrue();
        reopen();

        assertThat(this.<Optional<Keys.Key>>read(in -> in.keys().find(ANNA.digest()))).contains(ANNA);
        assertThat(this.<Optional<Keys.Key>>read(in -> in.keys().find(BERTA.digest()))).contains(BERTA);
        assertThat(this.<Optional<Keys.Key>>read(in -> in.keys().find("ef".repeat(32)))).isEmpty();
        assertThat(this.<List<Keys.Key>>read(in -> in.keys().all())).containsExactly(BERTA, ANNA);
    }

    @Test
    default void givesAPersonOneKey() {
        add(ANNA);

        assertThat(add(new Keys.Key("anna", "ef".repeat(32), Set.of(Right.OPERATE), NOW, Optional.empty()))).isFalse();
        assertThat(add(new Keys.Key("carl", ANNA.digest(), Set.of(Right.OPERATE), NOW, Optional.empty()))).isFalse();

        assertThat(this.<List<Keys.Key>>read(in -> in.keys().all())).containsExactly(ANNA);
        assertThat(store().<Boolean>write(in -> in.keys().remove("anna"))).isTrue();
        assertThat(store().<Boolean>write(in -> in.keys().remove("anna"))).isFalse();
        assertThat(this.<List<Keys.Key>>read(in -> in.keys().all())).isEmpty();
    }
}
