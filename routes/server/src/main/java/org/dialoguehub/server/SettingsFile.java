package org.dialoguehub.server;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.dialoguehub.bridge.BridgeSettings;
import org.dialoguehub.bridge.BridgeSettings.Likes;
import org.dialoguehub.broadcast.BroadcastSettings;
import org.dialoguehub.broadcast.People;
import org.dialoguehub.broadcast.People.Person;
import org.dialoguehub.broadcast.Quiet;
import org.dialoguehub.broadcast.QuietTime;
import org.dialoguehub.broadcast.Slots;
import org.dialoguehub.engine.Timing;
import org.dialoguehub.feed.Group;
import org.dialoguehub.feed.Role;
import org.dialoguehub.hub.ChannelSettings;
import org.dialoguehub.hub.GroupSettings;
import org.dialoguehub.hub.HubSettings;
import org.dialoguehub.model.Audience;
import org.dialoguehub.server.YamlTree.Mapping;
import org.dialoguehub.settings.Problem;
import org.dialoguehub.settings.Setting;
import org.dialoguehub.settings.Settings;
import org.dialoguehub.settings.SettingsException;

/** Reads {@code hub.yaml}: finds everything that is wrong, each with its line. */
final class SettingsFile {
    static final Setting<String> NAME = Setting.text("name", "Lasting name of this hub, best a host name of yours");
    static final Setting<String> DATA =
            Setting.text("data", "Folder for all that the hub must not forget; relative to this file").orElse("data");
    static final Setting<Optional<String>> KEY_FILE = Setting.text("key-file",
            "File with the keys that encrypt sign-ins, outside the data folder; unless set, `~/.config/dialogue-hub/keys`. `HUB_KEY` in the environment comes first")
            .optional();
    static final Setting<String> ROUTES =
            Setting.text("routes", "Folder with Camel routes of your own, in YAML; relative to this file").orElse("routes");
    static final Setting<Boolean> ARCHIVE =
            Setting.yesNo("archive", "Whether what is said goes into the archive, as it is said").orElse(true);
    static final Setting<String> ADDRESS = Setting.text("address", "Address to listen on").orElse("127.0.0.1");
    static final Setting<Integer> PORT =
            Setting.between(Setting.integer("port", "Port to listen on; 0 takes any that is free").orElse(8080), 0, 65_535, "TCP");

    static final Setting<String> CONNECTOR = Setting.text("connector", "Name of the network's connector, such as email or feed");
    static final Setting<Optional<String>> FORMERLY = Setting.text("formerly", "Name the channel had before it was renamed").optional();
    static final Setting<Optional<String>> AUDIENCE =
            Setting.text("audience", "Who reads it: everyone, organization, or the name of a circle").optional();
    static final Setting<Duration> POLL =
            Setting.duration("poll", "How often to ask for news when nothing rings").orElse(ChannelSettings.POLL);
    static final Setting<Duration> DEADLINE =
            Setting.duration("deadline", "How long a delivery may take before it is reported").orElse(ChannelSettings.DEADLINE);

    static final Setting<Optional<Duration>> VISIBLE_AFTER = Setting.duration(
            "visible-after", "How long after a post was accepted a look may still miss it; unless set, what the connector declares")
            .optional();

    static final Setting<Optional<BigDecimal>> MONTHLY_LIMIT = new Setting<>(
            "monthly-limit",
            "What may be spent in a calendar month (UTC), by all channels of the account together, in the network's currency",
            "amount, such as 25 or 12.50", SettingsFile::amount, Optional.<BigDecimal>empty(), false)
            .optional();

    static final Setting<Optional<String>> QUIET = Setting.text(
            "quiet", "When no broadcast goes out there, such as `Mon-Fri 22:00-07:00 Europe/Helsinki`; several are parted by semicolons")
            .optional();
    static final Setting<Boolean> APPROVAL =
            Setting.yesNo("approval", "Whether somebody who did not write a broadcast must approve it").orElse(false);
    static final Setting<Boolean> UTM = Setting.yesNo(
            "utm", "Whether links of a campaign tell the site they lead to where they were clicked, by UTM parameters").orElse(false);

    static final Setting<List<String>> BETWEEN = Setting.texts(
            "between", "Two channels; or more: the first hears and tells all others, and its answers go where what they answer is");
    static final Setting<Likes> LIKES =
            Setting.choice("likes", "What becomes of likes where they cannot be shown", Likes.class).orElse(Likes.NONE);
    static final Setting<String> LANGUAGE = Setting.text("language", "Of the words the bridge adds: en, fi or sv").orElse("en");

    static final Setting<String> TITLE = Setting.text("name", "Name of the group, for people");
    static final Setting<Group.Kind> KIND = Setting.choice("kind", "Who may read and write", Group.Kind.class).orElse(Group.Kind.CLOSED);
    static final Setting<String> PERSON = Setting.text("name", "Name of the person, for people");
    static final Setting<List<String>> MAIL = Setting.texts("mail", "Addresses the person writes from").orElse(List.of());
    static final Setting<Role> ROLE = Setting.choice("role", "What the person may do", Role.class).orElse(Role.MEMBER);

    static final Setting<Duration> REQUEST =
            Setting.duration("request", "The longest that one request may take").orElse(Timing.STANDARD.request());
    static final Setting<Duration> PARENT =
            Setting.duration("parent", "How long a reply waits for what it answers").orElse(Timing.STANDARD.parent());
    static final Setting<Duration> CANARY = Setting.duration("canary", "How often each channel is tried").orElse(Timing.STANDARD.canary());
    static final Setting<Duration> STUCK = Setting.duration("stuck", "How long one step of work may take").orElse(Timing.STANDARD.stuck());

    static final Setting<Duration> SIGN_IN_WARNING = Setting.duration(
            "sign-in-warning", "How long before its end to tell that a sign-in ends which only a person can renew")
            .orElse(Timing.STANDARD.signInWarning());

    /** The sections of the file, in the order of the reference page. */
    static final Map<String, List<Setting<?>>> SECTIONS = sections();

    private final Path file;
    private final Function<String, Optional<String>> environment;
    private final List<Complaint> complaints = new ArrayList<>();
    private final Map<String, Integer> lines = new HashMap<>();
    private final List<Quiet.Rule> quiet = new ArrayList<>();

    private SettingsFile(Path file, Function<String, Optional<String>> environment) {
        this.file = file;
        this.environment = environment;
    }

    private static Map<String, List<Setting<?>>> sections() {
        Map<String, List<Setting<?>>> sections = new LinkedHashMap<>();
        sections.put("", List.of(NAME, DATA, ROUTES, KEY_FILE, ARCHIVE));
        sections.put("http", List.of(ADDRESS, PORT));
        sections.put("channels.NAME", List.of(CONNECTOR, AUDIENCE, FORMERLY, POLL, DEADLINE, VISIBLE_AFTER, MONTHLY_LIMIT, QUIET));
        sections.put("groups.ID", List.of(TITLE, KIND));
        sections.put("groups.ID.members.ID", List.of(PERSON, MAIL, ROLE));
        sections.put("bridges.NAME", List.of(BETWEEN, LIKES, LANGUAGE));
        sections.put("broadcast", List.of(APPROVAL, UTM, QUIET));
        sections.put("timing", List.of(REQUEST, PARENT, CANARY, STUCK, SIGN_IN_WARNING));
        return sections;
    }

    private static List<Setting<?>> of(String section) {
        return SECTIONS.getOrDefault(section, List.of());
    }

    /** What was read, and everything that is wrong with it; what is wrong is not in the settings. */
    record Outcome(Optional<ServerSettings> settings, List<Complaint> complaints, Map<String, Integer> lines) {
        /** A problem at the line where it stands. */
        Complaint locate(Path file, Problem problem) {
            String path = problem.key();
            while (!lines.containsKey(path) && path.contains(".")) {
                path = path.substring(0, path.lastIndexOf('.'));
            }
            return new Complaint(file, lines.getOrDefault(path, 1), problem.message());
        }
    }

    static Outcome read(Path file, Function<String, Optional<String>> environment) {
        var reading = new SettingsFile(file, environment);
        Optional<ServerSettings> settings = reading.parse();
        return new Outcome(
                reading.complaints.isEmpty() ? settings : Optional.empty(), List.copyOf(reading.complaints), Map.copyOf(reading.lines));
    }

    private Optional<ServerSettings> parse() {
        try {
            YamlTree tree = YamlTree.parse(Files.readString(file));
            if (tree instanceof Mapping root) {
                return settings(root);
            }
            complain(1, "Settings are keys and values, such as 'name: hub.example.org'");
        } catch (YamlException wrong) {
            complain(wrong.line(), String.valueOf(wrong.getMessage()));
        } catch (MalformedInputException notUtf8) {
            complain(1, "The file is not in UTF-8");
        } catch (IOException unreadable) {
            complain(1, "The file cannot be read: " + unreadable.getMessage());
        }
        return Optional.empty();
    }

    private Optional<ServerSettings> settings(Mapping root) {
        Optional<Settings> top = section(root, "", of(""), List.of("http", "channels", "groups", "bridges", "broadcast", "timing"));
        Optional<Settings> http = section(mapping(root, "http"), "http", of("http"), List.of());
        Optional<Settings> timing = section(mapping(root, "timing"), "timing", of("timing"), List.of());
        List<ChannelSettings> channels = each(root, "channels", this::channel);
        List<GroupSettings> groups = each(root, "groups", this::group);
        List<BridgeSettings> bridges = each(root, "bridges", this::bridge);
        Optional<BroadcastSettings> broadcast = broadcast(mapping(root, "broadcast"));
        if (!complaints.isEmpty() || broadcast.isEmpty() || top.isEmpty() || http.isEmpty() || timing.isEmpty()) {
            return Optional.empty();
        }
        var hub = new HubSettings(top.get().get(NAME), channels, groups, bridges, timing(timing.get()));
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElseThrow();
        Optional<Path> keyFile = top.get().get(KEY_FILE).map(folder::resolve);
        if (keyFile.filter(keys -> keys.normalize().startsWith(folder.resolve(top.get().get(DATA)).normalize())).isPresent()) {
            complain(lines.getOrDefault("key-file", 1),
                    "'key-file' is in the data folder; whoever copies that would have the keys, too. Put it elsewhere");
            return Optional.empty();
        }
        return Optional.of(new ServerSettings(hub,
                folder.resolve(top.get().get(DATA)),
                folder.resolve(top.get().get(ROUTES)),
                http.get().get(ADDRESS), http.get().get(PORT),
                keyFile,
                broadcast.get(),
                top.get().get(ARCHIVE)));
    }

    private Optional<BroadcastSettings> broadcast(Mapping entry) {
        Map<String, String> groups = written(mapping(entry, "groups"), "broadcast.groups", List.of());
        Map<String, String> slots = written(mapping(entry, "slots"), "broadcast.slots", List.of());
        Map<String, String> directory = written(mapping(entry, "directory"), "broadcast.directory", List.of());
        Optional<Settings> general = section(entry, "broadcast", of("broadcast"), List.of("groups", "slots", "directory"));
        general.flatMap(settings -> settings.get(QUIET)).ifPresent(text -> quiet("broadcast", Set.of(), text));
        var plans = new LinkedHashMap<String, Slots>();
        slots.forEach(
                (name, text) -> told("broadcast.slots." + name, () -> Slots.read(name, text)).ifPresent(plan -> plans.put(name, plan)));
        var people = new LinkedHashMap<String, Person>();
        directory.forEach(
                (name, text) -> told("broadcast.directory." + name, () -> Person.read(text)).ifPresent(who -> people.put(name, who)));
        var named = new LinkedHashMap<String, List<String>>();
        groups.forEach((name, text) -> named.put(name, Stream.of(text.split(",", -1)).map(String::strip).toList()));
        return general.flatMap(settings -> told("broadcast", () -> new BroadcastSettings(
                named, plans, new Quiet(quiet), settings.get(APPROVAL), settings.get(UTM),
                new People(people))));
    }

    private void quiet(String path, Set<String> channels, String text) {
        for (String time : text.split(";", -1)) {
            told(path + ".quiet", () -> new Quiet.Rule(channels, QuietTime.read(time.strip()))).ifPresent(quiet::add);
        }
    }

    /** What comes of reading something, or a complaint where it stands. */
    private <T> Optional<T> told(String path, Supplier<T> reading) {
        try {
            return Optional.of(reading.get());
        } catch (IllegalArgumentException wrong) {
            String section = path.contains(".") ? path.substring(0, path.lastIndexOf('.')) : path;
            complain(lines.getOrDefault(path, lines.getOrDefault(section, 1)), String.valueOf(wrong.getMessage()));
            return Optional.empty();
        }
    }

    private static Timing timing(Settings settings) {
        return new Timing(settings.get(REQUEST), settings.get(PARENT), settings.get(CANARY), settings.get(STUCK),
                settings.get(SIGN_IN_WARNING));
    }

    private Optional<ChannelSettings> channel(String name, Mapping entry) {
        List<Setting<?>> ours = of("channels.NAME");
        Map<String, String> written = written(entry, "channels." + name, List.of());
        Map<String, String> general = new LinkedHashMap<>(written);
        general.keySet().removeIf(key -> ours.stream().noneMatch(setting -> setting.key().equals(key)));
        Map<String, String> special = new LinkedHashMap<>(written);
        special.keySet().removeAll(general.keySet());
        Optional<Settings> read = read("channels." + name, ours, general);
        read.flatMap(settings -> settings.get(QUIET)).ifPresent(text -> quiet("channels." + name, Set.of(name), text));
        return read
                .map(settings -> new ChannelSettings(
                        name,
                        settings.get(FORMERLY),
                        settings.get(CONNECTOR),
                        special,
                        settings.get(AUDIENCE).map(SettingsFile::audience),
                        settings.get(POLL),
                        settings.get(DEADLINE),
                        settings.get(VISIBLE_AFTER),
                        settings.get(MONTHLY_LIMIT)));
    }

    private static BigDecimal amount(String written) {
        if (!written.matches("[0-9]{1,9}(\\.[0-9]{1,6})?")) {
            throw new IllegalArgumentException("an amount such as 25 or 12.50 is needed");
        }
        return new BigDecimal(written);
    }

    private static Audience audience(String written) {
        return switch (written) {
            case "everyone" -> new Audience.Everyone();
            case "organization" -> new Audience.Organization();
            default -> Audience.circle(written);
        };
    }

    private Optional<GroupSettings> group(String id, Mapping entry) {
        String path = "groups." + id;
        List<GroupSettings.Person> members = new ArrayList<>();
        mapping(entry, "members").entries().forEach((person, tree) -> {
            lines.put(path + ".members." + person, tree.line());
            if (tree instanceof Mapping of) {
                section(of, path + ".members." + person, of("groups.ID.members.ID"), List.of())
                        .ifPresent(settings -> members.add(new GroupSettings.Person(
                                "feed:" + person, settings.get(PERSON), settings.get(MAIL), settings.get(ROLE))));
            } else {
                complain(tree.line(), "A member is written as '" + person + ": { name: …, mail: … }'");
            }
        });
        return section(entry, path, of("groups.ID"), List.of("members"))
                .map(settings -> new GroupSettings(id, settings.get(TITLE), settings.get(KIND), members));
    }

    private Optional<BridgeSettings> bridge(String name, Mapping entry) {
        String path = "bridges." + name;
        return section(entry, path, of("bridges.NAME"), List.of()).flatMap(settings -> {
            List<String> ends = settings.get(BETWEEN);
            if (ends.size() < 2 || ends.stream().distinct().count() < ends.size()) {
                complain(entry.line(), "'between' of bridge '" + name + "' is " + ends + "; two or more different channels are needed");
                return Optional.empty();
            }
            return Optional.of(new BridgeSettings(
                    name, ends, settings.get(LIKES), Locale.forLanguageTag(settings.get(LANGUAGE))));
        });
    }

    private <T> List<T> each(Mapping root, String key, Reading<T> reading) {
        List<T> all = new ArrayList<>();
        mapping(root, key).entries().forEach((name, tree) -> {
            lines.put(key + "." + name, tree.line());
            if (tree instanceof Mapping entry) {
                reading.read(name, entry).ifPresent(all::add);
            } else {
                complain(tree.line(), "'" + key + "." + name + "' has no settings below it");
            }
        });
        return all;
    }

    @FunctionalInterface
    private interface Reading<T> {
        Optional<T> read(String name, Mapping entry);
    }

    private Mapping mapping(Mapping parent, String key) {
        Optional<YamlTree> tree = parent.at(key);
        if (tree.isEmpty()) {
            return new Mapping(parent.line(), Map.of());
        }
        lines.put(key, tree.get().line());
        if (tree.get() instanceof Mapping mapping) {
            return mapping;
        }
        complain(tree.get().line(), "'" + key + "' has keys and values below it");
        return new Mapping(tree.get().line(), Map.of());
    }

    private Optional<Settings> section(Mapping entry, String path, List<Setting<?>> known, List<String> subsections) {
        return read(path, known, written(entry, path, subsections));
    }

    private Optional<Settings> read(String path, List<Setting<?>> known, Map<String, String> written) {
        try {
            return Optional.of(Settings.read(known, written));
        } catch (SettingsException wrong) {
            wrong.problems().forEach(problem -> {
                String key = path.isEmpty() ? problem.key() : path + "." + problem.key();
                complain(lines.getOrDefault(key, lines.getOrDefault(path, 1)), problem.message());
            });
            return Optional.empty();
        }
    }

    private Map<String, String> written(Mapping entry, String path, List<String> subsections) {
        Map<String, String> written = new LinkedHashMap<>();
        entry.entries().forEach((key, tree) -> {
            lines.put(path.isEmpty() ? key : path + "." + key, tree.line());
            if (!subsections.contains(key)) {
                YamlTree.text(tree).ifPresentOrElse(
                        text -> expanded(text, tree.line()).ifPresent(value -> written.put(key, value)),
                        () -> complain(tree.line(), "'" + key + "' has one value, or a list of values"));
            }
        });
        return written;
    }

    /** {@code ${env:NAME}} and {@code ${file:PATH}} stand for what is elsewhere, so that secrets need not be in the file. */
    private Optional<String> expanded(String text, int line) {
        if (!text.startsWith("${") || !text.endsWith("}")) {
            return Optional.of(text);
        }
        String inside = text.substring(2, text.length() - 1);
        if (inside.startsWith("env:")) {
            String name = inside.substring(4);
            Optional<String> value = environment.apply(name);
            if (value.isEmpty()) {
                complain(line, "The environment has no '" + name + "'; set it, or write the value");
            }
            return value;
        }
        if (inside.startsWith("file:")) {
            try {
                return Optional.of(Files.readString(file.resolveSibling(inside.substring(5))).strip());
            } catch (IOException unreadable) {
                complain(line, "The file '" + inside.substring(5) + "' cannot be read: " + unreadable.getMessage());
                return Optional.empty();
            }
        }
        complain(line, "'" + text + "' is neither ${env:NAME} nor ${file:PATH}");
        return Optional.empty();
    }

    private void complain(int line, String message) {
        complaints.add(new Complaint(file, line, message));
    }
}
