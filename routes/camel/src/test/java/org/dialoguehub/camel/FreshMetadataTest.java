package org.dialoguehub.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.camel.Converter;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.support.SimpleTypeConverter;
import org.apache.camel.util.json.DeserializationException;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;
import org.junit.jupiter.api.Test;

/** What Camel's generator made, and is committed, says what the classes say. The README tells how to make it anew. */
class FreshMetadataTest {
    private final JsonObject metadata = metadata();

    private static JsonObject metadata() {
        try (InputStream json = HubEndpoint.class.getResourceAsStream("/META-INF/org/dialoguehub/camel/hub.json")) {
            assertThat(json).as("hub.json").isNotNull();
            return (JsonObject) Jsoner.deserialize(new String(json.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException | DeserializationException broken) {
            throw new AssertionError(broken);
        }
    }

    /** A header as both sides describe it. */
    private record Header(String constant, String label, String javaType, String description, List<String> values) {}

    @Test
    void describesEachHeader() throws IllegalAccessException {
        Map<String, Object> described = metadata.getMap("headers");
        Map<String, Header> generated = described.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> header((JsonObject) entry.getValue())));

        assertThat(generated).hasSize(HubHeaders.class.getFields().length);
        for (Field field : HubHeaders.class.getFields()) {
            Metadata metadata = field.getAnnotation(Metadata.class);
            assertThat(generated).containsEntry(
                    (String) field.get(null),
                    new Header(
                            HubHeaders.class.getName() + "#" + field.getName(),
                            metadata.label(),
                            metadata.javaType(),
                            metadata.description(),
                            metadata.enums().isEmpty() ? List.of() : List.of(metadata.enums().split(",", -1))));
        }
    }

    private static Header header(JsonObject json) {
        List<String> values = Optional.ofNullable(json.<List<String>>getCollection("enum")).map(List::copyOf).orElse(List.of());
        return new Header(
                json.getString("constantName"), json.getString("label"), json.getString("javaType"), json.getString("description"), values);
    }

    @Test
    void describesEachOptionOfTheComponent() {
        List<String> setters = Arrays.stream(HubComponent.class.getDeclaredMethods())
                .map(Method::getName)
                .filter(name -> name.startsWith("set"))
                .map(name -> Character.toLowerCase(name.charAt(3)) + name.substring(4))
                .toList();
        var configurer = new HubComponentConfigurer();

        Map<String, Object> described = metadata.getMap("componentProperties");
        assertThat(described).containsKeys(setters.toArray(String[]::new));
        assertThat(setters).allSatisfy(name -> assertThat(configurer.getOptionType(name, false)).isNotNull());
        assertThat(configurer.getAutowiredNames()).containsExactly("engine");
    }

    @Test
    void describesTheEndpoint() throws IOException {
        JsonObject component = (JsonObject) metadata.getMap("component");
        UriEndpoint endpoint = HubEndpoint.class.getAnnotation(UriEndpoint.class);

        assertThat(component.getString("scheme")).isEqualTo(endpoint.scheme());
        assertThat(component.getString("syntax")).isEqualTo(endpoint.syntax());
        assertThat(component.getString("title")).isEqualTo(endpoint.title());
        assertThat(component.getString("javaType")).isEqualTo(HubComponent.class.getName());
        assertThat(Files.readString(Path.of("pom.xml"))).as("the version that hub.json names")
                .contains("<version>" + component.getString("version") + "</version>");
    }

    @Test
    void loadsEachConverter() throws IOException {
        try (var camel = new DefaultCamelContext()) {
            camel.start();
            List<Method> converters = Arrays.stream(HubConverters.class.getDeclaredMethods())
                    .filter(method -> method.isAnnotationPresent(Converter.class))
                    .toList();

            assertThat(converters).isNotEmpty().allSatisfy(method -> assertThat(
                    camel.getTypeConverterRegistry().lookup(method.getReturnType(), method.getParameterTypes()[0]))
                    .isInstanceOf(SimpleTypeConverter.class));
        }
    }
}
