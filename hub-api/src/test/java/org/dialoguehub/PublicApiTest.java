package org.dialoguehub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dialoguehub.model.Activity;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PublicApiTest {
    private static final Path WRITTEN_DOWN = Path.of(System.getProperty("basedir", ""), "public-api.txt");

    @Test
    void isWhatIsWrittenDown() throws IOException, URISyntaxException {
        var now = PublicApi.under(Path.of(Activity.class.getProtectionDomain().getCodeSource().getLocation().toURI()));
        if (System.getProperty("public-api", "").equals("renew"))
            Files.write(WRITTEN_DOWN, now);

        var before = Files.exists(WRITTEN_DOWN) ? Files.readAllLines(WRITTEN_DOWN) : List.<String>of();

        if (!now.equals(before))
            fail("""
                    The public API is no longer what hub-api/public-api.txt promises:

                    %s
                    If you mean it: mvn -pl hub-api test -Dtest=PublicApiTest -Dpublic-api=renew
                    and say so in the subject of the commit.
                    """.formatted(String.join("\n", difference(before, now))));
    }

    @Test
    void tellsAllThatCanBeReached() {
        assertThat(PublicApi.of(Shape.class)).containsExactly(
                "sealed interface org.dialoguehub.PublicApiTest.Shape<T extends Comparable<? super T>> extends AutoCloseable "
                        + "permits PublicApiTest.Circle, PublicApiTest.Open",
                "    static final String NAME",
                "    <X> java.util.Map<String, ? extends @Nullable X> of(java.util.List<T[]>, int) throws Exception",
                "    default void close()");
        assertThat(PublicApi.of(Circle.class)).containsExactly(
                "record org.dialoguehub.PublicApiTest.Circle<T extends Comparable<? super T>>(@Nullable String name, int sides) "
                        + "implements PublicApiTest.Shape<T>",
                "    new(String)",
                "    <X> java.util.Map<String, ? extends @Nullable X> of(java.util.List<T[]>, int)",
                "    static PublicApiTest.Circle<String> unit()");
        assertThat(PublicApi.of(Open.class)).containsExactly(
                "abstract class org.dialoguehub.PublicApiTest.Open<T extends Comparable<? super T>> implements PublicApiTest.Shape<T>",
                "    protected final int size",
                "    protected new(int)",
                "    @Deprecated protected abstract int grow(Runnable)");
        assertThat(PublicApi.of(Colour.class)).containsExactly("enum org.dialoguehub.PublicApiTest.Colour", "    GREEN", "    RED");
    }

    private static List<String> difference(List<String> before, List<String> now) {
        var lines = new ArrayList<String>();
        before.stream().filter(line -> !now.contains(line)).map(line -> "- " + line).forEach(lines::add);
        now.stream().filter(line -> !before.contains(line)).map(line -> "+ " + line).forEach(lines::add);
        return lines.isEmpty() ? List.of("(the same lines in another order, or under another type)") : lines;
    }

    public sealed interface Shape<T extends Comparable<? super T>> extends AutoCloseable permits Circle, Open {
        String NAME = "shape";

        <X> Map<String, ? extends @Nullable X> of(List<T[]> arrays, int number) throws Exception;

        @Override
        default void close() {}
    }

    public record Circle<T extends Comparable<? super T>>(@Nullable String name, int sides) implements Shape<T> {
        public Circle(String name) {
            this(name, 0);
        }

        public static Circle<String> unit() {
            return new Circle<>("unit");
        }

        @Override
        public <X> Map<String, ? extends @Nullable X> of(List<T[]> arrays, int number) {
            return Map.of();
        }

        @Override
        public String toString() {
            return "circle";
        }

        void hidden() {}
    }

    public abstract static non-sealed class Open<T extends Comparable<? super T>> implements Shape<T> {
        protected final int size;
        int hidden;

        protected Open(int size) {
            this.size = size;
        }

        @Deprecated
        protected abstract int grow(Runnable by);
    }

    public enum Colour {
        RED, GREEN
    }
}
