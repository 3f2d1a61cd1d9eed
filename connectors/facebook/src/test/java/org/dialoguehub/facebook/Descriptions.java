package org.dialoguehub.facebook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dialoguehub.sandbox.FacebookSimulation;
import org.dialoguehub.sandbox.Request;
import org.dialoguehub.toolkit.Json;

/** Facebook's own lists of nodes, fields, edges, parameters and enums; they may be used where they are, and not be copied. */
record Descriptions(Path folder) {
    /** Of every edge and node, so that the lists leave them out: see "Using the Graph API" on paging and fields. */
    private static final Set<String> GENERAL = Set.of(
            "fields", "limit", "after", "before", "since", "until", "order", "access_token", "appsecret_proof");

    /** The file itself: see the pages on Page photos and on attachments of messages; the lists know what is text alone. */
    private static final Set<String> FILES = Set.of("source", "filedata");

    private static final Pattern PART = Pattern.compile("Content-Disposition: form-data; name=\"([^\"]+)\"");
    private static final Pattern FIELD = Pattern.compile("([a-z_]+)((?:\\.[a-z_]+\\([^)]*\\))*)(\\{)?");

    static Optional<Descriptions> found() {
        for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
            Path folder = up.resolve("shared/networks/facebook/api_specs/specs");
            if (Files.isDirectory(folder)) {
                return Optional.of(new Descriptions(folder));
            }
        }
        return Optional.empty();
    }

    /** What Facebook's lists have against a request; nothing if all is well. */
    List<String> against(Request request) {
        String[] path = request.path().substring(1).split("/");
        String type = type(path[1]);
        if (path[1].startsWith("m_")) {
            return List.of(); // the lists know no messages: see "Message" in the reference of the Graph API
        }
        String edge = path.length > 2 ? path[2] : "";
        Optional<Json> api = read(type).list("apis").stream()
                .filter(it -> it.text("method").equals(request.method()) && it.optionalText("endpoint").orElse("").equals(edge))
                .findFirst();
        if (api.isEmpty()) {
            return List.of(type + " has no " + request.method() + " " + edge);
        }
        List<String> wrong = new ArrayList<>();
        Map<String, String> parameters = parameters(request);
        parameters.forEach((name, value) -> parameter(api.get(), name, value).ifPresent(why -> wrong.add(type + "/" + edge + ": " + why)));
        api.get().list("params").stream()
                .filter(it -> it.has("required") && it.yes("required") && !parameters.containsKey(it.text("name")))
                .forEach(it -> wrong.add(type + "/" + edge + " wants " + it.text("name")));
        if (parameters.containsKey("fields")) {
            fields(edge.isEmpty() ? type : known(api.get().text("return")), new StringBuilder(parameters.getOrDefault("fields", "")),
                    wrong);
        }
        return wrong;
    }

    private static String type(String id) {
        if (id.startsWith("96")) {
            return "AdVideo"; // so are all videos called there
        }
        if (id.startsWith("t_")) {
            return "UnifiedThread";
        }
        return id.equals(FacebookSimulation.PAGE) ? "Page" : id.startsWith(FacebookSimulation.PAGE + "_") ? "PagePost" : "Comment";
    }

    private Optional<String> parameter(Json api, String written, String value) {
        String name = written.replaceAll("\\[[0-9]+]$", "");
        if (GENERAL.contains(name) && api.list("params").stream().noneMatch(it -> it.text("name").equals(name))) {
            return Optional.empty();
        }
        if (FILES.contains(name)) {
            return Optional.empty();
        }
        return api.list("params").stream()
                .filter(it -> it.text("name").equals(name))
                .findFirst()
                .map(it -> value(it.text("type"), value).map(why -> name + " " + why))
                .orElseGet(() -> Optional.of("there is no parameter " + name));
    }

    private Optional<String> value(String type, String value) {
        boolean fits = switch (type) {
            case "string", "Object", "map", "file", "list<Object>", "list<string>" -> true;
            case "bool" -> value.equals("true") || value.equals("false");
            case "datetime", "int", "unsigned int" -> value.matches("[0-9]+");
            default -> values(type).contains(value);
        };
        return fits ? Optional.empty() : Optional.of("is '" + value + "', not " + type);
    }

    private List<String> values(String type) {
        return Json.read("{\"all\":" + text(folder.resolve("enum_types.json")) + "}").list("all").stream()
                .filter(it -> it.text("name").equals(type))
                .flatMap(it -> Stream.of(it.written().replaceAll(".*\"values\":\\[([^\\]]*)].*", "$1").replace("\"", "").split(",")))
                .toList();
    }

    /** Reads a list of fields up to its end, or the brace that closes it. */
    private void fields(String type, StringBuilder left, List<String> wrong) {
        while (!left.isEmpty()) {
            Matcher field = FIELD.matcher(left);
            if (!field.lookingAt()) {
                wrong.add("cannot be read: " + left);
                return;
            }
            String name = field.group(1);
            boolean opens = field.group(3) != null;
            String inner = inner(type, name, field.group(2), wrong);
            left.delete(0, field.end());
            if (opens) {
                fields(inner, left, wrong);
            }
            if (!left.isEmpty()) {
                char next = left.charAt(0);
                left.deleteCharAt(0);
                if (next == '}') {
                    return;
                }
            }
        }
    }

    /** The type of what a field holds, or of what stands at the end of an edge; empty where the lists leave it open. */
    private String inner(String type, String name, String arguments, List<String> wrong) {
        if (type.isEmpty()) {
            return "";
        }
        Json node = read(type);
        Optional<Json> field = node.list("fields").stream().filter(it -> it.text("name").equals(name)).findFirst();
        Optional<Json> edge = node.list("apis").stream()
                .filter(it -> it.text("method").equals("GET") && it.optionalText("endpoint").orElse("").equals(name)).findFirst();
        if (field.isEmpty() && edge.isEmpty()) {
            wrong.add(type + " has no field or edge " + name);
            return "";
        }
        Matcher argument = Pattern.compile("\\.([a-z_]+)\\(([^)]*)\\)").matcher(arguments);
        while (argument.find() && edge.isPresent()) {
            parameter(edge.get(), argument.group(1), argument.group(2)).ifPresent(why -> wrong.add(type + "/" + name + ": " + why));
        }
        String held = edge.map(it -> it.text("return")).orElseGet(() -> field.orElseThrow().text("type"));
        return known(held);
    }

    private String known(String type) {
        return Files.exists(folder.resolve(type + ".json")) ? type : "";
    }

    private static Map<String, String> parameters(Request request) {
        var all = new TreeMap<String, String>();
        Matcher part = PART.matcher(request.body().text());
        boolean parts = request.header("Content-Type").orElse("").startsWith("multipart/");
        while (parts && part.find()) {
            String value = request.body().text().substring(part.end()).split("\r\n\r\n", 2)[1].split("\r\n", 2)[0];
            all.put(part.group(1), value);
        }
        for (String pairs : parts ? List.of(request.query()) : List.of(request.query(), request.body().text())) {
            for (String pair : pairs.isEmpty() ? new String[0] : pairs.split("&")) {
                all.put(URLDecoder.decode(pair.split("=", 2)[0], UTF_8), URLDecoder.decode(pair.split("=", 2)[1], UTF_8));
            }
        }
        return all;
    }

    private Json read(String type) {
        return Json.read(text(folder.resolve(type + ".json")));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException missing) {
            throw new AssertionError(missing);
        }
    }
}
