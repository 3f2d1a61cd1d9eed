package org.dialoguehub.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dialoguehub.model.Audience.Circles;
import org.dialoguehub.model.Audience.Everyone;
import org.dialoguehub.model.Audience.Organization;
import org.dialoguehub.model.Audience.Persons;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AudienceTest {
    private static final int CASES = 20_000;
    private static final List<String> NAMES = List.of("a", "b", "c", "d");

    @ParameterizedTest(name = "seed {0}") @ValueSource(longs = {1, 2, 3})
    void isAnOrder(long seed) {
        var random = new Random(seed);
        for (int round = 0; round < CASES; round++) {
            Audience one = any(random);
            Audience two = any(random);
            Audience three = any(random);

            assertThat(one.includes(one)).as("%s includes itself", one).isTrue();
            if (one.includes(two) && two.includes(three)) {
                assertThat(one.includes(three)).as("%s includes %s includes %s", one, two, three).isTrue();
            }
            if (one.includes(two) && two.includes(one)) {
                assertThat(one).isEqualTo(two);
            }
        }
    }

    @ParameterizedTest(name = "seed {0}") @ValueSource(longs = {4, 5, 6})
    void neverWidensAReply(long seed) {
        var random = new Random(seed);
        for (int round = 0; round < CASES; round++) {
            Audience reply = any(random);
            Audience parent = any(random);

            Audience narrowed = reply.narrowedTo(parent);

            boolean direct = reply instanceof Persons && !(parent instanceof Persons);
            assertThat(parent.includes(narrowed) || direct).as("%s, an answer to %s, reaches %s", reply, parent, narrowed).isTrue();
            assertThat(reply.includes(narrowed) || narrowed.equals(parent)).as("%s to %s", reply, parent).isTrue();
            if (parent.includes(reply)) {
                assertThat(narrowed).isEqualTo(reply);
            } else if (reply.includes(parent)) {
                assertThat(narrowed).isEqualTo(parent);
            }
            assertThat(narrowed.narrowedTo(parent)).as("a second time").isEqualTo(narrowed);
        }
    }

    @Test
    void keepsAReplyToThoseWhoAreInBoth() {
        assertThat(circles("a", "b").narrowedTo(circles("b", "c"))).isEqualTo(circles("b"));
        assertThat(persons("a", "b").narrowedTo(persons("b", "c"))).isEqualTo(persons("b"));
    }

    @Test
    void keepsADirectReplyDirect() {
        assertThat(persons("a").narrowedTo(circles("a"))).isEqualTo(persons("a"));
        assertThat(persons("a").narrowedTo(new Everyone())).isEqualTo(persons("a"));
    }

    @Test
    void doesNotTakeAPersonForAMember() {
        assertThat(circles("a").includes(persons("a"))).isFalse();
        assertThat(new Organization().includes(persons("a"))).isFalse();
    }

    @Test
    void refusesAnAudienceOfNobody() {
        assertThatThrownBy(() -> new Circles(Set.of())).hasMessage("An audience of no circle: name at least one");
        assertThatThrownBy(() -> new Persons(Set.of())).hasMessage("An audience of nobody: name at least one account");
    }

    private static Audience any(Random random) {
        String[] some = NAMES.stream().filter(name -> random.nextBoolean()).toArray(String[]::new);
        return switch (random.nextInt(6)) {
            case 0 -> new Everyone();
            case 1 -> new Organization();
            case 2, 3 -> some.length == 0 ? new Organization() : circles(some);
            default -> some.length == 0 ? new Everyone() : persons(some);
        };
    }

    private static Audience circles(String... names) {
        return new Circles(Stream.of(names).map(Circle::new).collect(Collectors.toSet()));
    }

    private static Audience persons(String... names) {
        return new Persons(Stream.of(names).map(AccountId::new).collect(Collectors.toSet()));
    }
}
