package org.dialoguehub.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dialoguehub.engine.Samples.FEED;
import static org.dialoguehub.engine.Samples.MAIL;
import static org.dialoguehub.engine.Samples.NOW;
import static org.dialoguehub.engine.Samples.after;
import static org.dialoguehub.engine.Samples.oddTexts;

import java.util.List;
import java.util.Set;
import org.dialoguehub.engine.Grants.Grant;
import org.dialoguehub.model.AccountId;
import org.dialoguehub.model.Audience;
import org.dialoguehub.model.Circle;
import org.junit.jupiter.api.Test;

/** What {@link Grants} promise. */
public interface GrantsContract extends StoreUnderTest {
    @Test
    default void grantsNothingAtFirst() {
        assertThat(grants()).isEmpty();
    }

    @Test
    default void keepsGrantsForEveryKindOfAudience() {
        List<Grant> given = List.of(
                new Grant(new Audience.Organization(), MAIL, "anna", NOW, "it's \"agreed\"; --"),
                new Grant(new Audience.Everyone(), MAIL, "anna", NOW, ""),
                new Grant(Audience.circle("parents"), MAIL, "anna", NOW, "Agreed on 日本"),
                new Grant(Audience.circle("parents"), FEED, "bo", after(1), "Agreed"),
                new Grant(Audience.circle("Parents"), FEED, "bo", after(1), "Agreed"),
                new Grant(new Audience.Persons(Set.of(new AccountId("parents"))), FEED, "bo", after(1), "Agreed"));
        write(in -> given.forEach(in.grants()::add));

        assertThat(grants()).containsExactlyInAnyOrderElementsOf(given);
    }

    @Test
    default void keepsTheFirstOfTwoGrantsForTheSame() {
        var first = new Grant(Audience.circle("parents"), MAIL, "anna", NOW, "Agreed");

        write(in -> in.grants().add(first));
        write(in -> in.grants().add(new Grant(Audience.circle("parents"), MAIL, "bo", after(1), "Again")));

        assertThat(grants()).containsExactly(first);
    }

    @Test
    default void takesAnAudienceForTheSameInWhateverOrderItsMembersStand() {
        var one = new Audience.Circles(Set.of(new Circle("a"), new Circle("b")));
        var other = new Audience.Circles(Set.of(new Circle("b"), new Circle("a")));
        var first = new Grant(one, MAIL, "anna", NOW, "Agreed");
        write(in -> in.grants().add(first));
        write(in -> in.grants().add(new Grant(other, MAIL, "bo", NOW, "Again")));

        assertThat(grants()).containsExactly(first);
        write(in -> in.grants().remove(other, MAIL));
        assertThat(grants()).isEmpty();
    }

    @Test
    default void takesBackExactlyOneGrant() {
        var kept = new Grant(Audience.circle("parents"), MAIL, "anna", NOW, "Agreed");
        var gone = new Grant(Audience.circle("parents"), FEED, "anna", NOW, "Agreed");
        write(in -> List.of(kept, gone).forEach(in.grants()::add));

        write(in -> in.grants().remove(gone.of(), gone.to()));
        write(in -> in.grants().remove(gone.of(), gone.to()));
        write(in -> in.grants().remove(new Audience.Organization(), MAIL));
        write(in -> in.grants().remove(new Audience.Circles(Set.of(new Circle("parents"), new Circle("coaches"))), MAIL));

        assertThat(grants()).containsExactly(kept);
    }

    @Test
    default void grantsAgainWhatWasTakenBack() {
        var again = new Grant(Audience.circle("parents"), MAIL, "bo", after(1), "Again");
        write(in -> in.grants().add(new Grant(Audience.circle("parents"), MAIL, "anna", NOW, "Agreed")));
        write(in -> in.grants().remove(Audience.circle("parents"), MAIL));

        write(in -> in.grants().add(again));

        assertThat(grants()).containsExactly(again);
    }

    @Test
    default void keepsOddCirclesApart() {
        List<Grant> given = oddTexts().stream()
                .map(odd -> new Grant(Audience.circle(odd), MAIL, odd, NOW, odd))
                .toList();
        write(in -> given.forEach(in.grants()::add));

        assertThat(grants()).containsExactlyInAnyOrderElementsOf(given);
    }

    private List<Grant> grants() {
        return read(in -> in.grants().all());
    }
}
