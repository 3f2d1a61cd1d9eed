package org.dialoguehub.server;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.dialoguehub.connector.SignsIn;
import org.dialoguehub.hub.ChannelCheck;
import org.dialoguehub.hub.ChannelSettings;
import org.dialoguehub.hub.Hub;
import org.dialoguehub.hub.Surroundings;
import org.dialoguehub.settings.SettingsException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Validates the settings and tries every channel. */
@Command(name = "check", description = "Validates the settings, and tries every channel without changing anything.", mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
    @Mixin private SettingsOption settings = new SettingsOption();

    @Option(names = "--offline", description = "Validates only, and connects nowhere") private boolean offline;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws SettingsException {
        Surroundings surroundings = Standalone.surroundings();
        ServerSettings read = settings.read(surroundings);
        PrintWriter out = spec.commandLine().getOut();
        out.println(settings.file() + ": the settings are well formed");
        if (offline) {
            return 0;
        }
        List<ChannelCheck> checks = new ArrayList<>(Hub.check(read.hub(), surroundings));
        checks.addAll(signedIn(read, surroundings));
        checks.forEach(check -> out.println((check.well() ? "ok    " : "WRONG ") + check.channel() + ": " + check.word()));
        return checks.stream().allMatch(ChannelCheck::well) ? 0 : 1;
    }

    /** Channels to which a person signs in: what that has left is in the store. */
    private static List<ChannelCheck> signedIn(ServerSettings read, Surroundings surroundings) {
        Set<String> browsed = surroundings.connectors().stream()
                .filter(connector -> connector instanceof SignsIn)
                .map(connector -> connector.spec().name())
                .collect(Collectors.toSet());
        List<String> channels = read.hub().channels().stream()
                .filter(channel -> browsed.contains(channel.connector()))
                .map(ChannelSettings::name)
                .toList();
        if (channels.isEmpty()) {
            return List.of();
        }
        if (!Files.exists(read.data())) {
            return channels.stream()
                    .map(channel -> new ChannelCheck(channel, false, "Nobody has signed in yet: ./hub login " + channel))
                    .toList();
        }
        try (Desk desk = Desk.of(read, surroundings)) {
            return channels.stream().map(channel -> check(desk, channel)).toList();
        }
    }

    private static ChannelCheck check(Desk desk, String channel) {
        try {
            return new ChannelCheck(channel, true, desk.check(channel));
        } catch (CommandException wrong) {
            return new ChannelCheck(channel, false, String.join(" ", wrong.lines()));
        }
    }
}
