package org.dialoguehub.template;

import static org.dialoguehub.sandbox.Request.matching;

import java.time.Instant;
import java.util.Map;
import org.dialoguehub.connector.Connector;
import org.dialoguehub.sandbox.Noticeboard;
import org.dialoguehub.sandbox.Post;
import org.dialoguehub.sandbox.SandboxClock;
import org.dialoguehub.testkit.DeleterContract;
import org.dialoguehub.testkit.DiscoveryContract;
import org.dialoguehub.testkit.EditorContract;
import org.dialoguehub.testkit.FinderContract;
import org.dialoguehub.testkit.NetworkUnderTest;
import org.dialoguehub.testkit.NetworkUnderTest.Work;
import org.dialoguehub.testkit.PublisherContract;
import org.dialoguehub.testkit.ReactorContract;
import org.dialoguehub.testkit.ReceiverContract;
import org.dialoguehub.testkit.SandboxNetwork;
import org.dialoguehub.testkit.SettingsContract;

class NoticeboardConnectorTest
        implements
            ReceiverContract,
            PublisherContract,
            FinderContract,
            EditorContract,
            DeleterContract,
            ReactorContract,
            SettingsContract,
            DiscoveryContract {
    @Override
    public Connector connector() {
        return new NoticeboardConnector();
    }

    @Override
    public NetworkUnderTest network() {
        var board = Noticeboard.start(SandboxClock.standingAt(Instant.parse("2040-02-29T12:00:00Z"))).network();
        var settings = Map.of("server", board.uri().toString(), "token", board.tokens().issue("anna"));
        var works = Map.of(
                Work.READ, matching("GET", "/v1/**"),
                Work.PUBLISH, matching("POST", "/v1/notices"),
                Work.CHANGE, matching("PATCH", "/v1/notices/*").or(matching("DELETE", "/v1/**")).or(matching("PUT", "/v1/**")));
        return SandboxNetwork.of(board, "anna", settings, works)
                .hidingFor(new NoticeboardConnector().spec().visibleAfter())
                .unreadableBy(() -> board.posts().create(Post.Draft.of("stranger", "An answer to nothing").answering("")));
    }
}
