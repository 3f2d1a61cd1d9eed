package org.dialoguehub.examples.camel;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.camel.main.Main;
import org.dialoguehub.feed.Group;
import org.dialoguehub.feed.Role;
import org.dialoguehub.hub.ChannelSettings;
import org.dialoguehub.hub.GroupSettings;
import org.dialoguehub.hub.Hub;
import org.dialoguehub.hub.HubSettings;
import org.dialoguehub.hub.Storage;
import org.dialoguehub.hub.Surroundings;
import org.dialoguehub.model.Audience;

/** Makes a hub, a Camel context and its routes one program. */
final class ShiftDesk {
    private ShiftDesk() {}

    public static void main(String[] args) throws Exception {
        Map<String, String> mailbox = Map.of("imap", "imaps://mail.example.org", "smtp", "smtps://mail.example.org",
                "user", "hub@example.org", "password", System.getenv("MAIL_PASSWORD"), "address", "hub@example.org",
                "list", "parents@example.org");
        camel(hub(mailbox, Path.of("data")), "notices").run(args);
    }

    static Hub hub(Map<String, String> mailbox, Path data) throws Exception {
        var anna = new GroupSettings.Person("anna", "Anna", List.of("anna@example.org"), Role.ADMIN);
        HubSettings settings = HubSettings.named("desk.example.org")
                .with(ChannelSettings.of("parents-mail", "email", mailbox).readBy(Audience.circle("parents")))
                .with(new GroupSettings("parents", "Parents", Group.Kind.CLOSED, List.of(anna)))
                .with(ChannelSettings.of("parents", "feed", Map.of("group", "parents")));
        Surroundings surroundings = Surroundings.standard();
        return Hub.prepared(settings, surroundings, Storage.in(data, surroundings.clock()));
    }

    static Main camel(Hub hub, String notices) {
        var camel = new Main();
        camel.bind("engine", hub.engine());
        camel.addInitialProperty("notices", notices);
        camel.configure().addRoutesBuilder(new ShiftRoutes());
        camel.addMainListener(new HubLife(hub));
        return camel;
    }
}
