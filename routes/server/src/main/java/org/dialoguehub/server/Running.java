package org.dialoguehub.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A hub that runs now, as the commands reach it: by the address in its data folder, and the key there or in {@code HUB_API_KEY}. */
final class Running {
    private static final String ADDRESS = "running.address";
    private static final String KEY = "admin.key";

    private final URI address;
    private final String key;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private Running(URI address, String key) {
        this.address = address;
        this.key = key;
    }

    /** Notes in the data folder where the hub is reached. */
    static void announce(Path data, URI address) throws IOException {
        Files.writeString(data.resolve(ADDRESS), address.toString());
    }

    /** Takes that note away. */
    static void withdraw(Path data) throws IOException {
        Files.deleteIfExists(data.resolve(ADDRESS));
    }

    /** The hub that runs on this data folder. */
    static Running on(Path data) {
        try {
            URI address = URI.create(Files.readString(data.resolve(ADDRESS)));
            String own = System.getenv().getOrDefault("HUB_API_KEY", "");
            return new Running(address, own.isBlank() ? Files.readString(data.resolve(KEY)).strip() : own.strip());
        } catch (NoSuchFileException none) {
            throw new CommandException("No hub runs on " + data + "; start it with 'hub run'");
        } catch (IOException unreadable) {
            throw new CommandException("The data folder cannot be read: " + unreadable.getMessage());
        }
    }

    /** The hub that runs on this data folder, if one does and answers. */
    static Optional<Running> find(Path data) {
        return Files.exists(data.resolve(ADDRESS)) ? Optional.of(on(data)).filter(Running::isThere) : Optional.empty();
    }

    private boolean isThere() {
        try {
            client.send(HttpRequest.newBuilder(address.resolve("/observe/health/live")).timeout(Duration.ofSeconds(30)).build(),
                    BodyHandlers.discarding());
            return true;
        } catch (IOException killed) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Posts a form. */
    String post(String path, Map<String, String> form) {
        String body = form.entrySet().stream()
                .map((Map.Entry<String, String> field) -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return answer(HttpRequest.newBuilder(address.resolve(path)).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    /** Posts JSON; gives the answer. */
    String post(String path, JsonNode json) {
        return answer(HttpRequest.newBuilder(address.resolve(path)).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json.toString())));
    }

    /** Puts JSON in the place of what was there; gives the answer. */
    String put(String path, JsonNode json) {
        return answer(HttpRequest.newBuilder(address.resolve(path)).header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(json.toString())));
    }

    void delete(String path) {
        answer(HttpRequest.newBuilder(address.resolve(path)).DELETE());
    }

    /** Posts a file; gives the answer. */
    String post(String path, Path file) throws IOException {
        return answer(HttpRequest.newBuilder(address.resolve(path)).header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofFile(file)));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    String get(String path) {
        return answer(HttpRequest.newBuilder(address.resolve(path)).GET());
    }

    void post(String path) {
        answer(HttpRequest.newBuilder(address.resolve(path)).POST(BodyPublishers.noBody()));
    }

    private String answer(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = client.send(
                    request.header("Authorization", "Bearer " + key).timeout(Duration.ofSeconds(30)).build(),
                    BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new CommandException(response.body().strip());
            }
            return response.body();
        } catch (ConnectException gone) {
            throw new CommandException("No hub answers on " + address + "; it may have been killed. Start it with 'hub run'");
        } catch (IOException broken) {
            throw new CommandException("The hub on " + address + " gave no answer: " + broken.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CommandException("Interrupted");
        }
    }
}
