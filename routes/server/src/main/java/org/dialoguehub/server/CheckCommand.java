package org.dialoguehub.server;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.dialoguehub.hub.ChannelCheck;
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
        List<ChannelCheck> checks = Hub.check(read.hub(), surroundings);
        checks.forEach(check -> out.println((check.well() ? "ok    " : "WRONG ") + check.channel() + ": " + check.word()));
        return checks.stream().allMatch(ChannelCheck::well) ? 0 : 1;
    }
}
