package org.dialoguehub.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dialoguehub.engine.Samples.FEED;
import static org.dialoguehub.engine.Samples.MAIL;
import static org.dialoguehub.engine.Samples.NOW;
import static org.dialoguehub.engine.Samples.after;
import static org.dialoguehub.engine.Samples.oddTexts;

import java.util.Map;
import java.util.Optional;
import org.dialoguehub.engine.Channels.Pause;
import org.dialoguehub.model.ChannelId;
import org.junit.jupiter.api.Test;

/** What {@link Channels} promise. */
public interface ChannelsContract extends StoreUnderTest {
    @Test
    default void knowsNoChannelAtFirst() {
        assertThat(channels()).isEmpty();
        assertThat(channel("parents-mail")).isEmpty();
    }

    @Test
    default void findsAChannelByItsExactName() {
        write(in -> in.channels().add(MAIL, "parents-mail"));
        write(in -> in.channels().add(FEED, "Parents-Mail"));

        assertThat(channel("parents-mail")).contains(MAIL);
        assertThat(channel("Parents-Mail")).contains(FEED);
        assertThat(channel("PARENTS-MAIL")).isEmpty();
        assertThat(channels()).isEqualTo(Map.of(MAIL, "parents-mail", FEED, "Parents-Mail"));
    }

    @Test
    default void refusesASecondChannelOfOneName() {
        write(in -> in.channels().add(MAIL, "parents-mail"));

        assertThatThrownBy(() -> write(in -> in.channels().add(FEED, "parents-mail"))).isInstanceOf(IllegalStateException.class);
        assertThat(channels()).isEqualTo(Map.of(MAIL, "parents-mail"));
    }

    @Test
    default void refusesASecondChannelOfOneId() {
        write(in -> in.channels().add(MAIL, "parents-mail"));

        assertThatThrownBy(() -> write(in -> in.channels().add(MAIL, "parents"))).isInstanceOf(IllegalStateException.class);
        assertThat(channels()).isEqualTo(Map.of(MAIL, "parents-mail"));
        assertThat(channel("parents")).isEmpty();
    }

    @Test
    default void keepsTheIdWhenAChannelIsRenamedAndFreesTheOldName() {
        write(in -> in.channels().add(MAIL, "parents-mail"));

        write(in -> in.channels().rename(MAIL, "parents-list"));
        write(in -> in.channels().add(FEED, "parents-mail"));

        assertThat(channel("parents-list")).contains(MAIL);
        assertThat(channels()).isEqualTo(Map.of(MAIL, "parents-list", FEED, "parents-mail"));
    }

    @Test
    default void takesTheSameNameAgainInARename() {
        write(in -> in.channels().add(MAIL, "parents-mail"));

        write(in -> in.channels().rename(MAIL, "parents-mail"));

        assertThat(channel("parents-mail")).contains(MAIL);
    }

    @Test
    default void refusesARenameToTheNameOfAnother() {
        write(in -> in.channels().add(MAIL, "parents-mail"));
        write(in -> in.channels().add(FEED, "parents"));

        assertThatThrownBy(() -> write(in -> in.channels().rename(MAIL, "parents"))).isInstanceOf(IllegalStateException.class);
        assertThat(channels()).isEqualTo(Map.of(MAIL, "parents-mail", FEED, "parents"));
    }

    @Test
    default void refusesToRenameAChannelThatNeverWas() {
        assertThatThrownBy(() -> write(in -> in.channels().rename(MAIL, "parents"))).isInstanceOf(IllegalStateException.class);
        assertThat(channel("parents")).isEmpty();
    }

    @Test
    default void letsTwoChannelsSwapTheirNamesInOneUnit() {
        write(in -> in.channels().add(MAIL, "one"));
        write(in -> in.channels().add(FEED, "two"));

        write(in -> {
            in.channels().rename(MAIL, "between");
            in.channels().rename(FEED, "one");
            in.channels().rename(MAIL, "two");
        });

        assertThat(channels()).isEqualTo(Map.of(MAIL, "two", FEED, "one"));
    }

    @Test
    default void remembersTheLastPauseOfEachChannel() {
        write(in -> in.channels().pause(MAIL, after(60), "Too many requests"));
        write(in -> in.channels().pause(MAIL, after(30), "Half as long"));
        write(in -> in.channels().pause(FEED, after(90), ""));

        assertThat(pause(MAIL)).contains(new Pause(after(30), "Half as long"));
        assertThat(pause(FEED)).contains(new Pause(after(90), ""));
        assertThat(pause(new ChannelId("c-other"))).isEmpty();
    }

    @Test
    default void keepsAPauseThatIsOver() {
        write(in -> in.channels().pause(MAIL, NOW.minusSeconds(1_000_000), "Long ago"));

        assertThat(pause(MAIL)).contains(new Pause(NOW.minusSeconds(1_000_000), "Long ago"));
    }

    @Test
    default void keepsOddNamesAndIdsOfChannels() {
        for (String odd : oddTexts()) {
            write(in -> in.channels().add(new ChannelId(odd), odd));
        }

        assertThat(channels().values()).containsExactlyInAnyOrderElementsOf(oddTexts());
        assertThat(oddTexts()).allSatisfy(odd -> assertThat(channel(odd))
                .contains(new ChannelId(odd)));
    }

    private Map<ChannelId, String> channels() {
        return read(in -> in.channels().names());
    }

    private Optional<ChannelId> channel(String name) {
        return read(in -> in.channels().find(name));
    }

    private Optional<Pause> pause(ChannelId channel) {
        return read(in -> in.channels().paused(channel));
    }
}
