package org.dialoguehub.template;

import java.net.URI;
import java.util.List;
import org.dialoguehub.settings.Secret;
import org.dialoguehub.settings.Setting;
import org.dialoguehub.toolkit.Http;

/** What a user may set. */
final class NoticeboardSettings {
    static final Setting<URI> SERVER = Setting.uri("server", "Address of the board").where(Http::requireServer);
    static final Setting<Secret> TOKEN = Setting.secret("token", "Token of the account that speaks").where(Http::requireToken);
    static final Setting<Integer> PAGE_SIZE = Setting
            .between(Setting.integer("page-size", "Events asked for at once"), 1, 100, "a notice board").orElse(100);

    static final List<Setting<?>> ALL = List.of(SERVER, TOKEN, PAGE_SIZE);

    private NoticeboardSettings() {}
}
