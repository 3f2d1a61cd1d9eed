package org.dialoguehub.server;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs the hub until it is told to stop. */
@Command(name = "run", description = "Runs the hub by its settings until it is stopped (SIGTERM or Ctrl-C).", mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    @Mixin private SettingsOption settings = new SettingsOption();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        return Service.run(settings, spec.commandLine().getOut());
    }
}
